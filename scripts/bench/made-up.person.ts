import { insertAll, type Change, type Table } from '../../src/database/changes';
import { nhsNumberFor } from '../../src/people/made-up-identifier';
import { CapacityDecisionRow, HolderAuthorityRow, IdentifierRow, LivingSituationRow, PersonRow, RelationRow } from '../../src/people/person.entity';
import { type Day, OPEN_ENDED } from '../../src/vocabulary/day';
import type { Stream } from '../../src/vocabulary/stream';
import { among, chance } from './chance';

/** What the made-up people are made with: ids, and the organisations that fund them. */
export interface Area {
  readonly newId: () => number;
  readonly councils: readonly { readonly id: number; readonly commissionerId: number }[];
  readonly settingIds: readonly number[];
}

/** Rows to be written, by table. */
export class NewRows {
  private readonly tables = new Map<Table<object>, object[]>();

  add<Row extends object>(table: Table<Row>, row: Row): Row {
    const rows = this.tables.get(table);
    if (rows) rows.push(row);
    else this.tables.set(table, [row]);
    return row;
  }
  changes(): Change[][] {
    return [...this.tables].map(([table, rows]) => insertAll(table, rows));
  }
}

export const LIVES = ['CHILD', 'YOUNG_PERSON', 'ADULT', 'CARER'] as const;
export type Life = (typeof LIVES)[number];

export interface MadeUp {
  readonly number: number;
  readonly id: number;
  readonly authorityId: number;
  readonly commissionerId: number;
  readonly name: string;
  readonly life: Life;
  readonly streams: readonly Stream[];
  /** Whom they care for, where they do. */
  readonly caredForId: number;
}

/** People of the same council who were made before: a grown-up to be a parent, and anyone to be cared for. */
export interface Neighbours {
  readonly grownUpId: number | null;
  readonly anyoneId: number;
}

export const RECORDED_AT = Date.parse('2025-03-03T09:00:00Z');
const DAY_MS = 86_400_000;
/** Instants of successive steps of one record, whole days apart. */
export const recordedAt = (person: number, step: number): number =>
  RECORDED_AT + (chance(person, 900, 60) + step * 9) * DAY_MS + chance(person, 901 + step, 30_000_000);

export const factOf = (person: Pick<MadeUp, 'number' | 'id' | 'authorityId'>, id: number) => ({
  id,
  person_id: person.id,
  authority_id: person.authorityId,
  recorded_at: recordedAt(person.number, 0),
  load_id: null,
});
export const FIRST_VERSION = { version: 1, superseded_at: OPEN_ENDED };

const FIRST_NAMES = [
  'Ada',
  'Bilal',
  'Chloe',
  'Dafydd',
  'Esme',
  'Farah',
  'Grace',
  'Hugo',
  'Isla',
  'Jaya',
  'Kofi',
  'Leah',
  'Maja',
  'Noah',
  'Orla',
  'Priya',
];
const LAST_NAMES = [
  'Ackroyd',
  'Begum',
  'Calder',
  'Dunn',
  'Eastwood',
  'Fielding',
  'Gill',
  'Hirst',
  'Iqbal',
  'Jagger',
  'Kaye',
  'Lumb',
  'Moorhouse',
  'Nowak',
  "O'Neill",
  'Patel',
];

/** In thirty people: three with no budget, seventeen with one stream, six with two, three with three, one with four. */
const STREAMS_OF_THIRTY = [0, 0, 0, ...Array<number>(17).fill(1), ...Array<number>(6).fill(2), 3, 3, 3, 4];
const STREAMS_IN_ORDER: Readonly<Record<Life, readonly Stream[]>> = {
  CHILD: ['EDUCATION', 'CHILDRENS_SOCIAL_CARE', 'HEALTH', 'OTHER'],
  YOUNG_PERSON: ['EDUCATION', 'ADULT_SOCIAL_CARE', 'HEALTH', 'OTHER'],
  ADULT: ['ADULT_SOCIAL_CARE', 'HEALTH', 'OTHER', 'CARER'],
  CARER: ['CARER', 'ADULT_SOCIAL_CARE', 'HEALTH', 'OTHER'],
};
const BORN_FROM: Readonly<Record<Life, number>> = { CHILD: 2009, YOUNG_PERSON: 2001, ADULT: 1945, CARER: 1955 };
const BORN_OVER: Readonly<Record<Life, number>> = { CHILD: 12, YOUNG_PERSON: 6, ADULT: 45, CARER: 35 };

const lifeOf = (number: number): Life => {
  const hundredth = chance(number, 1, 100);
  return hundredth < 45 ? 'CHILD' : hundredth < 60 ? 'YOUNG_PERSON' : hundredth < 92 ? 'ADULT' : 'CARER';
};

/** The person and what is known of them apart from plans and money. The first of a council has no neighbours, and no budget. */
export function addPerson(rows: NewRows, area: Area, number: number, neighbours: ReadonlyMap<number, Neighbours>): MadeUp {
  const life = lifeOf(number);
  // Four in five are the first council's.
  const council = area.councils[number % 5 === 0 ? 1 : 0] as Area['councils'][number];
  const near = neighbours.get(council.id);
  const name = `${among(number, 3, FIRST_NAMES)} ${among(number, 4, LAST_NAMES)}`;
  const dateOfBirth = `${BORN_FROM[life] + chance(number, 5, BORN_OVER[life])}-${String(1 + chance(number, 6, 12)).padStart(2, '0')}-${String(1 + chance(number, 7, 28)).padStart(2, '0')}`;
  const person: MadeUp = {
    number,
    id: area.newId(),
    authorityId: council.id,
    commissionerId: council.commissionerId,
    name,
    life,
    streams: near ? STREAMS_IN_ORDER[life].slice(0, among(number, 8, STREAMS_OF_THIRTY)) : [],
    caredForId: near?.anyoneId ?? 0,
  };
  rows.add(PersonRow, {
    id: person.id,
    authority_id: person.authorityId,
    health_commissioner_id: person.commissionerId,
    name,
    date_of_birth: dateOfBirth,
    date_of_death: null,
    postcode: `WF${1 + chance(number, 9, 16)} ${1 + chance(number, 10, 9)}AA`,
    version: 1,
    recorded_at: recordedAt(number, 0),
    load_id: null,
  });
  const fact = () => factOf(person, area.newId());
  rows.add(IdentifierRow, { ...fact(), id_system: 'NHS_NUMBER', value: nhsNumberFor(number), scope: 0 });
  rows.add(IdentifierRow, { ...fact(), id_system: 'LOCAL', value: `C${number}`, scope: person.authorityId });
  const born: Day = dateOfBirth;
  rows.add(LivingSituationRow, { ...fact(), ...FIRST_VERSION, situation: 'COMMUNITY', from_on: born });
  if (life === 'CHILD' && near?.grownUpId) {
    rows.add(RelationRow, {
      ...fact(),
      ...FIRST_VERSION,
      person_id: near.grownUpId,
      other_id: person.id,
      kind: 'PARENT_OF',
      from_on: born,
      to_on: null,
    });
    rows.add(HolderAuthorityRow, {
      ...fact(),
      ...FIRST_VERSION,
      holder: 'PARENT_OR_CARER',
      name: `Parent of ${name}`,
      organisation: null,
      basis: 'PARENTAL_RESPONSIBILITY',
      from_on: born,
      to_on: null,
    });
  }
  if (life !== 'CHILD' && chance(number, 11, 3) === 0)
    rows.add(CapacityDecisionRow, {
      ...fact(),
      ...FIRST_VERSION,
      decided_on: '2025-02-10',
      has_capacity: chance(number, 12, 5) > 0,
      basis: 'Decision-specific assessment by the social worker',
    });
  return person;
}
