import { ownerOf } from './history.rules';
import { fault, type InvariantFault } from './invariants';
import { maybe, number, type PersonRecord, type RecordRow } from './record.types';

/*
 * Where each reference leads. There are no foreign keys: rows are never deleted, and this is what looks.
 */

/** Columns that lead to a row of the same person's own. */
export const OWN_REFERENCES: Readonly<Record<string, string>> = {
  budget_id: 'budget_revision',
  allocation_id: 'allocation',
  plan_id: 'plan',
  outcome_id: 'outcome',
  item_id: 'budget_item',
  arrangement_id: 'arrangement',
  holder_authority_id: 'holder_authority',
  consultation_id: 'consultation',
  invoice_id: 'invoice',
  emergency_id: 'emergency_access',
};
/** Columns that lead to somebody. */
export const PEOPLE_REFERENCES = [
  'person_id',
  'other_id',
  'cared_for_id',
  'benefits_person_id',
  'who_id',
  'holder_id',
  'first_id',
  'second_id',
  'survivor_id',
  'shared_with_person_id',
] as const;
/** Columns that lead to an organisation. */
export const ORGANISATION_REFERENCES = [
  'authority_id',
  'funder_id',
  'setting_id',
  'organisation_id',
  'council_id',
  'shared_with_id',
  'health_commissioner_id',
] as const;
/** Columns that lead to the load that brought the row. */
export const LOAD_REFERENCES = ['load_id'] as const;

/** What a payment says that it was for is the bank's and the payer's word: what matches nothing is kept and asked about (SPEND-OUTCOMES). */
const SAID_BY_OTHERS: ReadonlySet<string> = new Set(['budget_transaction.item_id']);

/** The kinds of thing that files make, and where each stands. */
const THINGS: Readonly<Record<string, string>> = {
  PLAN: 'plan',
  OUTCOME: 'outcome',
  ITEM: 'budget_item',
  RETURNED: 'returned_fact',
  ARRANGEMENT: 'arrangement',
  AGREEMENT: 'agreement',
  TRANSACTION: 'budget_transaction',
  MOVEMENT: 'movement',
  BUDGET: 'budget_revision',
};

/** Ids that lead out of a person's own record, to be looked up for many people at once. */
export interface Outward {
  readonly to: 'person' | 'organisation' | 'file_load';
  readonly id: number;
  readonly personId: number;
  readonly budgetId: number | null;
  readonly from: string;
}

interface Placed {
  readonly table: string;
  readonly row: RecordRow;
}
const placed = ({ rows, revisions, person, personId }: PersonRecord): readonly Placed[] => [
  { table: 'person', row: person },
  ...[...rows].flatMap(([table, all]) => all.map((row) => ({ table, row }))),
  ...[...revisions.values()].filter((all) => ownerOf(all) === personId).flatMap((all) => all.map((row) => ({ table: 'budget_revision', row }))),
];
const nameOf = ({ table, row }: Placed): string => `${table} ${row['id'] ?? row['budget_id']}`;

/** References to what is not there, or is another person's. */
export function referenceFaults(record: PersonRecord): InvariantFault[] {
  const { personId, rows, revisions, things } = record;
  const own = new Map([...rows].map(([table, all]) => [table, new Set(all.map((row) => number(row['id'])))]));
  own.set('budget_revision', new Set([...revisions].filter(([, all]) => ownerOf(all) === personId).map(([id]) => id)));
  const has = (table: string, id: number): boolean => own.get(table)?.has(id) ?? false;
  const astray = placed(record).flatMap((each) =>
    Object.entries(OWN_REFERENCES).flatMap(([column, target]): InvariantFault[] => {
      const id = maybe(each.row[column]);
      if (id === null || has(target, id) || SAID_BY_OTHERS.has(`${each.table}.${column}`)) return [];
      const budgetId = column === 'budget_id' ? null : maybe(each.row['budget_id']);
      return [fault('REFERENCES-LEAD', personId, budgetId, `${nameOf(each)} names ${target} ${id}, and this person has none of that id.`)];
    }),
  );
  const outcomes = new Map((rows.get('outcome') ?? []).map((row) => [number(row['id']), number(row['plan_id'])]));
  const otherPlans = (rows.get('budget_item') ?? []).flatMap((row) => {
    const plan = outcomes.get(number(row['outcome_id']));
    return plan === undefined || plan === number(row['plan_id'])
      ? []
      : [
          fault(
            'REFERENCES-LEAD',
            personId,
            maybe(row['budget_id']),
            `budget_item ${row['id']} is of plan ${row['plan_id']}, and its outcome of plan ${plan}.`,
          ),
        ];
  });
  const things_ = things.flatMap((thing) => {
    const target = THINGS[String(thing['kind'])];
    return target !== undefined && has(target, number(thing['id']))
      ? []
      : [fault('REFERENCES-LEAD', personId, null, `loaded_thing ${thing['id']} is a ${thing['kind']}, and this person has none of that id.`)];
  });
  return [...astray, ...otherPlans, ...things_];
}

/** A record that was given up is in nobody's area. */
const NOBODYS = 0;

export function outwardReferences(record: PersonRecord): readonly Outward[] {
  const targets = [
    ...PEOPLE_REFERENCES.map((column) => ['person', column] as const),
    ...ORGANISATION_REFERENCES.map((column) => ['organisation', column] as const),
    ...LOAD_REFERENCES.map((column) => ['file_load', column] as const),
  ];
  return placed(record).flatMap((each) =>
    targets.flatMap(([to, column]): Outward[] => {
      const id = maybe(each.row[column]);
      if (id === null || id === record.personId || (to === 'organisation' && id === NOBODYS)) return [];
      return [{ to, id, personId: record.personId, budgetId: maybe(each.row['budget_id']), from: nameOf(each) }];
    }),
  );
}

export const leadsNowhere = ({ to, id, personId, budgetId, from }: Outward): InvariantFault =>
  fault('REFERENCES-LEAD', personId, budgetId, `${from} names ${to} ${id}, and there is none of that id.`);
