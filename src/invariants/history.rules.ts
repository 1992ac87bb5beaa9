import { OPEN_ENDED } from '../vocabulary/day';
import { fault, type InvariantFault } from './invariants';
import { maybe, number, type PersonRecord, type RecordRow, textColumn } from './record.types';

/* What the history of a record says of itself. */

const CONSTANT = ['person_id', 'stream', 'authority_id'] as const;

/** Numbered without gaps, each recorded no earlier than the one before it, of one person and one stream, from the budget's first day on. */
function revisionsWhole(owner: number, budgetId: number, revisions: readonly RecordRow[]): InvariantFault[] {
  const found: InvariantFault[] = [];
  const tell = (message: string): void => void found.push(fault('REVISIONS-WHOLE', owner, budgetId, message));
  revisions.forEach((row, index) => {
    const version = number(row['version']);
    const before = revisions[index - 1];
    const expected = before ? number(before['version']) + 1 : 1;
    if (version !== expected)
      tell(`revision ${expected} is missing: ${before ? `revision ${expected - 1} is followed by` : 'the first is'} revision ${version}.`);
    if (before && number(row['recorded_at']) < number(before['recorded_at']))
      tell(`revision ${version} was recorded at ${row['recorded_at']}, before revision ${before['version']} at ${before['recorded_at']}.`);
    for (const column of CONSTANT)
      if (before && row[column] !== before[column])
        tell(`${column} is ${row[column]} in revision ${version} and ${before[column]} in revision ${before['version']}.`);
  });
  const first = revisions[0];
  if (first && first['effective_on'] !== first['from_on'])
    tell(`the first revision takes effect on ${first['effective_on']}, and the budget begins on ${first['from_on']}.`);
  return found;
}

/** Replayed one after another, each revision is the state from its day to the next day that is known: a later day is never overtaken unseen. */
function rebuilds(owner: number, budgetId: number, revisions: readonly RecordRow[]): InvariantFault[] {
  const lastOn = new Map<string, number>();
  for (const [index, row] of revisions.entries()) {
    lastOn.set(textColumn(row['effective_on']), number(row['version']));
    const next = revisions[index + 1];
    // A change is its revisions together: between two of them there was no state that anybody was told.
    if (next && next['recorded_at'] === row['recorded_at']) continue;
    let highest: readonly [string, number] | null = null;
    for (const [day, version] of [...lastOn].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (highest && version < highest[1])
        return [
          fault(
            'HISTORY-REBUILDS',
            owner,
            budgetId,
            `revision ${highest[1]}, in effect from ${highest[0]}, hides revision ${version}, in effect from ${day}: replayed, the state from ${day} is another.`,
          ),
        ];
      highest = [day, version];
    }
  }
  return [];
}

/** `putRight`: instants at which a mistake was put right: what it had closed is open again from then on. */
function versionsWhole(personId: number, table: string, rows: readonly RecordRow[], putRight: ReadonlySet<number>): InvariantFault[] {
  const found: InvariantFault[] = [];
  const sorted = rows.toSorted((a, b) => number(a['version']) - number(b['version']));
  const tell = (row: RecordRow, message: string): void => {
    found.push(fault('VERSIONS-WHOLE', personId, maybe(row['budget_id']), `${table} ${row['id']}: ${message}`));
  };
  sorted.forEach((row, index) => {
    const [version, before, next] = [number(row['version']), sorted[index - 1], sorted[index + 1]];
    const expected = before ? number(before['version']) + 1 : 1;
    if (version !== expected) tell(row, `version ${expected} is missing: version ${version} is there in its place.`);
    if (number(row['superseded_at']) <= number(row['recorded_at']))
      tell(row, `version ${version} was closed at ${row['superseded_at']}, and recorded at ${row['recorded_at']}.`);
    if (!next) return;
    if (number(row['superseded_at']) >= OPEN_ENDED) tell(row, `version ${version} is open, and so is version ${next['version']} that followed it.`);
    else if (number(row['superseded_at']) !== number(next['recorded_at']) && !putRight.has(number(next['recorded_at'])))
      tell(row, `version ${version} was closed at ${row['superseded_at']}, and version ${next['version']} recorded at ${next['recorded_at']}.`);
  });
  return found;
}

export const isLoadEvent = ({ action }: { readonly action: string }): boolean => /^(LOAD|UNDO|MATCH) \d+$/.test(action);

/** The row shows where they live by the last of their moves, and its version counts the changes that are on record. */
function personRebuilds({ personId, person, was, rows, events }: PersonRecord): InvariantFault[] {
  const found: InvariantFault[] = [];
  const last = (rows.get('residence') ?? [])
    .filter((row) => number(row['superseded_at']) >= OPEN_ENDED)
    .toSorted((a, b) => ((a['from_on'] ?? '') < (b['from_on'] ?? '') ? -1 : 1))
    .at(-1);
  for (const [shown, lived] of [
    ['authority_id', 'council_id'],
    ['health_commissioner_id', 'health_commissioner_id'],
  ] as const)
    if (last && person[shown] !== last[lived])
      found.push(fault('PERSON-REBUILDS', personId, null, `${shown} is ${person[shown]}, and after the last move it is ${last[lived]}.`));
  const earlier = was.toSorted((a, b) => number(a['version']) - number(b['version']));
  [...earlier, { version: person['version'] ?? null, until_at: OPEN_ENDED }].forEach((row, index, all) => {
    const before = all[index - 1];
    if (before && (number(before['version']) >= number(row['version']) || number(before['until_at']) > number(row['until_at'])))
      found.push(
        fault(
          'PERSON-REBUILDS',
          personId,
          null,
          `version ${before['version']} held until ${before['until_at']}, and version ${row['version']} that followed until ${row['until_at']}.`,
        ),
      );
  });
  const [version, byHand] = [number(person['version']), events.filter((event) => !isLoadEvent(event)).length];
  const registered = person['load_id'] === null ? 1 : 0;
  const expected = 1 + byHand - registered;
  // A load bumps the version once a batch, and is on record once.
  if (events.some(isLoadEvent) ? version < expected : version !== expected)
    found.push(fault('PERSON-REBUILDS', personId, null, `the record is at version ${version}, and the audit trail leads to version ${expected}.`));
  return found;
}

/** A budget is looked at with the person of its first revision. */
export const ownerOf = (revisions: readonly RecordRow[]): number => number(revisions[0]?.['person_id'] ?? 0);

export function historyFaults(record: PersonRecord, versioned: readonly string[]): InvariantFault[] {
  const own = [...record.revisions].filter(([, revisions]) => ownerOf(revisions) === record.personId);
  const putRight = new Set((record.rows.get('correction') ?? []).map((row) => number(row['recorded_at'])));
  return [
    ...own.flatMap(([id, revisions]) => [...revisionsWhole(record.personId, id, revisions), ...rebuilds(record.personId, id, revisions)]),
    ...versioned.flatMap((table) =>
      [...Map.groupBy(record.rows.get(table) ?? [], (row) => row['id']).values()].flatMap((same) =>
        versionsWhole(record.personId, table, same, putRight),
      ),
    ),
    ...personRebuilds(record),
  ];
}
