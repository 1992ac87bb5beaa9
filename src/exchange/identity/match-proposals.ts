import { type Change, insert, update } from '../../database/changes';
import { marks } from '../../database/sql';
import type { Writing } from '../../database/store';
import type { Circumstances } from '../../mutation/declaration';
import type { PersonRow } from '../../people/person.entity';
import type { Identifier } from '../../person/person.types';
import { chunks } from '../statements/held-group.loader';
import { tokenOf } from '../statements/identifier-token';
import { MatchProposalRow } from '../statements/load.entity';

type Known = Pick<PersonRow, 'id' | 'authority_id' | 'name' | 'date_of_birth' | 'postcode'>;

/** A record as it is proposed: with a number of it, by which an answer holds. */
export interface Proposable extends Known {
  readonly knownBy: string;
  readonly nhs: boolean;
}

/** Letters and digits alone: "O'Brien, Sam" and "sam obrien" are the same name in another order of words. */
const folded = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .split(/[ -]+/)
    .sort()
    .join(' ');
const sameAs = ({ name, date_of_birth, postcode }: Known): string | null =>
  postcode === null ? null : `${date_of_birth} ${postcode.replace(/\s/g, '').toUpperCase()} ${folded(name)}`;

/**
 * Records with the same name, birth date and postcode as one that is new or renamed: proposed to somebody, never merged. Two NHS
 * numbers are two people, whatever else is the same.
 */
export async function proposeMatches(
  tx: Writing,
  records: readonly Proposable[],
  known: ReadonlySet<string>,
  circumstances: Circumstances,
): Promise<Change[]> {
  const wanted = Map.groupBy(
    records.filter((record) => sameAs(record) !== null),
    (record) => sameAs(record) ?? '',
  );
  if (wanted.size === 0) return [];
  const changes: Change[] = [];
  const proposed = new Set(known);
  const others: Proposable[] = [...records];
  for (const some of chunks([...new Set([...wanted.values()].flat().map((record) => record.date_of_birth))], 500)) {
    const postcodes = [
      ...new Set(
        [...wanted.values()]
          .flat()
          .filter((record) => some.includes(record.date_of_birth))
          .map(({ postcode }) => postcode ?? ''),
      ),
    ];
    const rows = await tx.rows<Known>(
      `SELECT id, authority_id, name, date_of_birth, postcode FROM person WHERE date_of_birth IN (${marks(some)}) AND postcode IN (${marks(postcodes)})`,
      [...some, ...postcodes],
    );
    const alike = rows.filter(
      (row) => Number(row.authority_id) !== 0 && wanted.has(sameAs(row) ?? '') && !records.some(({ id }) => id === Number(row.id)),
    );
    others.push(...(await withNumbers(tx, alike)));
  }
  const fresh = new Set(records.map(({ id }) => id));
  for (const alike of Map.groupBy(
    others.filter((record) => sameAs(record) !== null),
    (record) => sameAs(record) ?? '',
  ).values())
    for (const [index, one] of alike.entries())
      for (const two of alike.slice(index + 1)) {
        const [first, second] = one.id < two.id ? [one, two] : [two, one];
        const pair = `${first.id} ${second.id}`;
        if (!(fresh.has(one.id) || fresh.has(two.id)) || proposed.has(pair) || (one.nhs && two.nhs)) continue;
        if (Number(one.authority_id) !== Number(two.authority_id)) continue;
        proposed.add(pair);
        changes.push(insert(MatchProposalRow, proposal(first, second, circumstances)));
      }
  return changes;
}

const proposal = (first: Proposable, second: Proposable, { newId, at }: Circumstances): MatchProposalRow => ({
  id: newId(),
  authority_id: Number(first.authority_id),
  first_id: first.id,
  second_id: second.id,
  first_known_by: first.knownBy,
  second_known_by: second.knownBy,
  basis: 'The same name, birth date and postcode',
  status: 'OPEN',
  recorded_at: at,
  decided_by: null,
  survivor_id: null,
});

async function withNumbers(tx: Writing, rows: readonly Known[]): Promise<Proposable[]> {
  if (rows.length === 0) return [];
  const identifiers = await tx.rows<{ person_id: number; id_system: string; value: string; scope: number }>(
    `SELECT person_id, id_system, value, scope FROM identifier WHERE person_id IN (${marks(rows)})`,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const own = identifiers.filter(({ person_id }) => Number(person_id) === Number(row.id));
    const [first] = own;
    if (!first) return [];
    const knownBy = tokenOf({ system: first.id_system as Identifier['system'], value: first.value, scope: Number(first.scope) });
    return [{ ...row, id: Number(row.id), knownBy, nhs: own.some(({ id_system }) => id_system === 'NHS_NUMBER') }];
  });
}

/** Two records turned out to be one by their numbers, or by somebody's answer: the pair says which of them goes on. */
export function recordJoin(
  {
    joined,
    survivor,
    knownBy,
  }: { readonly joined: number; readonly survivor: number; readonly knownBy: { readonly joined: string; readonly survivor: string } },
  authorityId: number,
  proposals: readonly MatchProposalRow[],
  circumstances: Circumstances,
): Change {
  const [first, second] = joined < survivor ? [joined, survivor] : [survivor, joined];
  const known = proposals.find((row) => Number(row.first_id) === first && Number(row.second_id) === second);
  if (known) return update(MatchProposalRow, Number(known.id), { status: known.status === 'SAME' ? 'SAME' : 'JOINED', survivor_id: survivor });
  return insert(MatchProposalRow, {
    id: circumstances.newId(),
    authority_id: authorityId,
    first_id: first,
    second_id: second,
    first_known_by: first === joined ? knownBy.joined : knownBy.survivor,
    second_known_by: first === joined ? knownBy.survivor : knownBy.joined,
    basis: 'A row of a file has numbers of both',
    status: 'JOINED',
    recorded_at: circumstances.at,
    decided_by: null,
    survivor_id: survivor,
  });
}
