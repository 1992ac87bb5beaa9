import { ChangeTrail } from '../../audit/change-trail';
import { insert, update } from '../../database/changes';
import type { Writing } from '../../database/store';
import { HELD } from '../../people/identifier.rules';
import { HubError, notFound } from '../../vocabulary/refusal';
import type { Exchange } from '../statements/exchange';
import { type Group, type HeldPerson, readGroup } from '../statements/held-group.loader';
import { systemOf, tokenOf } from '../statements/identifier-token';
import { LoadRow, MatchProposalRow } from '../statements/load.entity';
import { noCounts } from '../statements/load.types';
import { beginLoad } from './load-file';
import { settleSome } from './settle-batch';

/** Two records that may be one person's, as they are shown to whoever decides. */
export interface OpenMatch {
  readonly first: number;
  readonly second: number;
  readonly name: string;
  readonly born: string;
  readonly basis: string;
  readonly firstKnownBy: string;
  readonly secondKnownBy: string;
}

/** Proposals that nobody has answered; of one council, or of all. */
export async function openMatches(
  { store, directory }: Pick<Exchange, 'store' | 'directory'>,
  authority: string | null = null,
): Promise<readonly OpenMatch[]> {
  const only = authority === null ? null : (directory.find('LOCAL_AUTHORITY', authority)?.id ?? -1);
  const rows = await store.reading.rows<MatchProposalRow & { name: string; date_of_birth: string }>(
    `SELECT m.*, p.name, p.date_of_birth FROM match_proposal m JOIN person p ON p.id = m.first_id WHERE m.status = 'OPEN' ${only === null ? '' : 'AND m.authority_id = ?'} ORDER BY m.id`,
    only === null ? [] : [only],
  );
  const proposed = rows.map((row) => ({
    first: Number(row.first_id),
    second: Number(row.second_id),
    name: row.name,
    born: row.date_of_birth,
    basis: row.basis,
    firstKnownBy: row.first_known_by,
    secondKnownBy: row.second_known_by,
  }));
  return [...proposed, ...(await heldNumbers(store, only))];
}

/** People who were registered with a number that somebody of another area has: nobody has said yet whether they are one. */
async function heldNumbers({ reading }: Exchange['store'], council: number | null): Promise<readonly OpenMatch[]> {
  const found: OpenMatch[] = [];
  for (const system of ['NHS_NUMBER', 'UPN'] as const) {
    const rows = await reading.rows<{ first: number; second: number; name: string; born: string; value: string }>(
      `SELECT i.person_id AS first, h.person_id AS second, p.name AS name, p.date_of_birth AS born, h.value AS value
        FROM identifier h JOIN identifier i ON i.id_system = ? AND i.value = h.value AND i.person_id <> h.person_id JOIN person p ON p.id = h.person_id
        WHERE h.id_system = ? ${council === null ? '' : 'AND h.authority_id = ?'}
        AND NOT EXISTS (SELECT 1 FROM match_proposal m WHERE m.status <> 'OPEN' AND ((m.first_id = i.person_id AND m.second_id = h.person_id) OR (m.first_id = h.person_id AND m.second_id = i.person_id)))
        ORDER BY h.id`,
      [system, HELD + system, ...(council === null ? [] : [council])],
    );
    for (const { first, second, name, born, value } of rows) {
      const [one, two] = [Number(first), Number(second)].sort((a, b) => a - b);
      const known = tokenOf({ system, value, scope: 0 });
      found.push({
        first: one ?? 0,
        second: two ?? 0,
        name,
        born,
        basis: 'Registered with a number that another record has',
        firstKnownBy: known,
        secondKnownBy: known,
      });
    }
  }
  return found;
}

/** A number by which a record is known whatever becomes of the record. */
function knownBy(group: Group, id: number): string | null {
  const held = group.people.get(id);
  const numbers = (held?.identifiers ?? []).map((row) => tokenOf({ system: row.id_system as 'LOCAL', value: row.value, scope: Number(row.scope) }));
  const own = group.rows.find(({ personId }) => personId === id)?.tokens[0];
  const order = ['NHS_NUMBER', 'UPN', 'LOCAL', 'ULN', `${HELD}NHS_NUMBER`, `${HELD}UPN`];
  return (
    numbers.filter((token) => order.includes(systemOf(token))).sort((a, b) => order.indexOf(systemOf(a)) - order.indexOf(systemOf(b)))[0] ??
    own ??
    null
  );
}

/** Throws CONFLICT, in words for whoever decides, where two records cannot be joined. */
function mustBeJoinable(first: HeldPerson, second: HeldPerson): void {
  const nhs = (person: HeldPerson): string | undefined => person.identifiers.find(({ id_system }) => id_system === 'NHS_NUMBER')?.value;
  if (nhs(first) !== undefined && nhs(second) !== undefined)
    throw new HubError('CONFLICT', 'Both records have an NHS number, and they are not the same: they are two people, or one number is wrong.');
  if (first.anchored && second.anchored)
    throw new HubError(
      'CONFLICT',
      'Both records were registered or changed by hand. What was entered is not moved from one to the other: enter it again on the record that is to go on, and end it on the other.',
    );
  if (first.row.authority_id !== second.row.authority_id)
    throw new HubError('CONFLICT', 'The records are in the areas of two councils. Record the move first.');
}

export type MatchAnswer = 'SAME' | 'DIFFERENT';

/**
 * Somebody's answer whether two records are one person's. SAME joins them: what files made on one is made again on the other, which goes on
 * with the numbers of both, and the first is empty and in nobody's area. DIFFERENT keeps them apart, and parts them where they were
 * joined by such an answer. Nothing of either's history is erased. Throws NOT_FOUND, CONFLICT.
 */
export async function answerMatch(exchange: Exchange, answer: MatchAnswer, a: number, b: number): Promise<{ survivor: number | null }> {
  const [first, second] = a < b ? [a, b] : [b, a];
  if (first === second) throw new HubError('BAD_INPUT', 'Name two records.', 'A B');
  const { store, actor, now } = exchange;
  await store.ids.ensure(100);
  const begun = await beginLoad(exchange, 'MATCH', `${answer.toLowerCase()} ${a} ${b}`, null);
  await store.write(async (tx) => {
    const group = await readGroup(tx, { rows: [], people: [first, second] });
    const known = group.proposals.find((row) => Number(row.first_id) === first && Number(row.second_id) === second);
    await tx.apply([known ? update(MatchProposalRow, Number(known.id), answered(group, known)) : insert(MatchProposalRow, newAnswer(group))]);
  });
  function both(group: Group): readonly [HeldPerson, HeldPerson] {
    const [one, two] = [group.people.get(first), group.people.get(second)];
    if (!one || !two) throw notFound('A B', `There is no record ${one ? second : first} here.`);
    return [one, two];
  }
  function answered(group: Group, known: MatchProposalRow): Partial<MatchProposalRow> {
    if (known.status === 'JOINED')
      throw new HubError('CONFLICT', 'The two records are joined because a row of a file has numbers of both. Put the file right, or undo its load.');
    if (answer === 'SAME' && known.status !== 'SAME') mustBeJoinable(...both(group));
    return { status: answer, decided_by: actor.name };
  }
  function newAnswer(group: Group): MatchProposalRow {
    const [one, two] = both(group);
    if (answer === 'SAME') mustBeJoinable(one, two);
    const [firstKnown, secondKnown] = [knownBy(group, first), knownBy(group, second)];
    if (firstKnown === null || secondKnown === null)
      throw new HubError('CONFLICT', 'One of the records has no number by which it would be known again.');
    return {
      id: store.ids.take(),
      authority_id: Number(one.row.authority_id),
      first_id: first,
      second_id: second,
      first_known_by: firstKnown,
      second_known_by: secondKnown,
      basis: 'Said by hand',
      status: answer,
      recorded_at: now,
      decided_by: actor.name,
      survivor_id: null,
    };
  }
  await settleSome(
    exchange,
    {
      id: begun.id,
      number: begun.number,
      action: `MATCH ${begun.number}`,
      reason: answer === 'SAME' ? `Records ${first} and ${second} are one person's` : `Records ${first} and ${second} are two people's`,
      counts: noCounts(),
      report: () => undefined,
      onProgress: () => undefined,
      fileOf: () => '',
      trail: new ChangeTrail(store),
      noted: new Set(),
    },
    { rows: [], people: [first, second] },
  );
  await finish(exchange, begun.id);
  const [row] = await store.reading.rows<MatchProposalRow>('SELECT * FROM match_proposal WHERE first_id = ? AND second_id = ?', [first, second]);
  return { survivor: answer === 'SAME' && row?.survivor_id ? Number(row.survivor_id) : null };
}

const finish = ({ store, now }: Exchange, id: number): Promise<void> =>
  store.write((tx: Writing) => tx.apply([update(LoadRow, id, { finished_at: now })]));
