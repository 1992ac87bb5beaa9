import type { Actor } from '../../access/actor';
import { KEEPS_RECORDS } from '../../access/table';
import type { Change, RowSets } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { CorrectionRow } from '../../people/correction.entity';
import { changePerson } from '../../people/person.changes';
import { PersonWasRow, ResidenceRow } from '../../people/person.entity';
import type { Mistaken, RecordKind } from '../../person/correction.types';
import type { Person } from '../../person/person.types';
import type { Day, Instant } from '../../vocabulary/day';
import type { PersonFacts } from '../record/person-facts';
import { type FactRow, rowsIn } from './rows';
import type { MistakenChange, Undone } from './undone';

/* Mistakes about the person themselves: who they are to others, where they live, whose they are, and that they have died. */

export const OF_A_PERSON: ReadonlySet<RecordKind> = new Set<RecordKind>([
  'RELATION',
  'CAPACITY',
  'LIVING_SITUATION',
  'HOLDER_AUTHORITY',
  'MOVE',
  'DEATH',
]);

/** When it was recorded, and each time that it was recorded anew in its place: a death that was put right twice is one death. */
export function instantsOf({ kind, id }: Mistaken, at: Instant, rows: RowSets): ReadonlySet<Instant> {
  if (kind !== 'DEATH') return new Set([at]);
  const anew = rowsIn(rows, CorrectionRow).filter((row) => row['kind'] === kind && row['thing'] === id && row['replaced_by'] === id);
  return new Set([at, ...anew.map((row) => row.recorded_at).filter((each) => each > at)]);
}

type Made = Readonly<Record<string, unknown>>;
/** Is what is recorded now the same thing as what is void, and so under its id? */
export function takesPlaceOf(kind: RecordKind, now: Made, was: Made): boolean {
  switch (kind) {
    case 'RELATION':
      return now['other_id'] === was['other_id'];
    case 'MOVE':
      return (now['from_on'] === null) === (was['from_on'] === null);
    case 'HOLDER_AUTHORITY':
      return true;
    default:
      return now['kind'] === was['kind'] && now['holder'] === was['holder'];
  }
}

/** The person's own row as it was before the mistake. */
export function asBefore(
  { mistaken, personId, known }: MistakenChange,
  { removed }: Undone,
  person: Person,
  { at }: Circumstances,
): readonly Change[] {
  if (mistaken.kind === 'DEATH') return changePerson(person, { date_of_death: null }, at);
  if (mistaken.kind !== 'MOVE') return [];
  const gone = removed.get(ResidenceRow) ?? [];
  const lived = whereTheyLive(known, personId, new Set(gone.map(({ id }) => id))) ?? gone.find((row) => row['from_on'] === null);
  if (!lived) return [];
  return changePerson(
    person,
    {
      authority_id: Number(lived['council_id']),
      health_commissioner_id: lived['health_commissioner_id'] === null ? null : Number(lived['health_commissioner_id']),
    },
    at,
  );
}

const firstDayOf = (row: FactRow): Day => (row as FactRow & { readonly from_on?: Day }).from_on ?? '';

/** The last of their moves, without some. */
const whereTheyLive = (known: RowSets, personId: number, without: ReadonlySet<number>): FactRow | undefined =>
  rowsIn(known, ResidenceRow)
    .filter((row) => row.person_id === personId && !without.has(row.id))
    .toSorted((a, b) => (firstDayOf(a) < firstDayOf(b) ? -1 : 1))
    .at(-1);

/** One change of a person's row tells once what it said before. */
export function onePast(changes: readonly Change[]): readonly Change[] {
  const told = new Set<number>();
  return changes.filter((change) => {
    if (change.kind !== 'insert' || change.table !== PersonWasRow) return true;
    const { person_id: id } = change.row as PersonWasRow;
    return told.has(id) ? false : told.add(id);
  });
}

interface Moved {
  readonly mistaken: Mistaken;
  readonly at: Instant;
  readonly known: RowSets;
  readonly recorded: { readonly subject: string } | null;
}
/**
 * Whoever moved the wrong person away does not see them any more, and those to whom they came know nothing of them: it is theirs to put right,
 * so long as they would be theirs without it and nobody has taken them up since.
 */
export function movedByOwnSlip({ mistaken, at, known, recorded }: Moved, { person }: PersonFacts, actor: Actor): boolean {
  if (recorded?.subject !== actor.subject || !KEEPS_RECORDS.includes(actor.role)) return false;
  const others = rowsIn(known, ResidenceRow).filter((row) => row.person_id === person.id && row.id !== mistaken.id);
  const before = whereTheyLive(known, person.id, new Set([mistaken.id]));
  if (!before || others.some((row) => row.recorded_at > at)) return false;
  const own = [before['council_id'], before['health_commissioner_id']].includes(actor.organisation.id);
  const takenUp = [...known.values()].some((rows) =>
    (rows as readonly FactRow[]).some((row) => row.person_id === person.id && row.recorded_at > at && row['authority_id'] === person.authorityId),
  );
  return own && !takenUp;
}
