import { accessEvent } from '../../audit/read-recorder';
import { insertAll } from '../../database/changes';
import type { Value } from '../../database/reading';
import { marks } from '../../database/sql';
import type { Writing } from '../../database/store';
import { isDuplicate } from '../../decide/decider';
import { checkIdentifier } from '../../people/identifier.rules';
import { organisationRow } from '../../people/organisations';
import { OrganisationRow } from '../../people/person.entity';
import type { Organisation } from '../../person/person.types';
import { HubError } from '../../vocabulary/refusal';
import { settle, type SettledGroup, type SettledRow } from '../difference/settle-group';
import { proposeMatches } from '../identity/match-proposals';
import { circumstancesOf, type Exchange } from '../statements/exchange';
import { chunks, type Group, type HeldPerson, holdersOf, readGroup } from '../statements/held-group.loader';
import { tokensOf } from '../statements/identifier-token';
import type { StagedRow } from '../statements/load.entity';
import type { RunningLoad } from '../statements/load.types';
import { toRow, writeSpoken } from '../statements/row';
import { LIVE, type Row } from '../statements/row.types';
import { ledgerOf, type Places, placesOf } from '../target/card.routes';
import type { Surroundings } from '../target/target.types';

/** Rows with which a batch begins; those that belong to the same people come with them. */
const ROWS_A_BATCH = 400;
/** More ids than any batch makes. */
const IDS_A_BATCH = 60_000;
const TRIES = 8;

/** Whom rows name besides the person they are about: the adult that a carer cares for. */
export function namedBy({ said, authorityId }: Row): readonly string[] {
  if (said.kind !== 'CARE' || said.caresFor === null) return [];
  const nhs = checkIdentifier('NHS_NUMBER', said.caresFor).normalised;
  return [...tokensOf({ local: said.caresFor }, authorityId), ...(nhs === null ? [] : tokensOf({ nhs }, 0))];
}

function surroundingsOf(exchange: Exchange, organisation: Surroundings['organisation'], named: ReadonlyMap<string, number>, places: Places) {
  return (held: HeldPerson | null, authorityId: number): Surroundings => {
    const authority = exchange.directory.get(authorityId);
    if (!authority) throw new Error(`there is no organisation ${authorityId}`);
    const loaded = new Set([...(held?.things.values() ?? [])].map(({ id }) => Number(id)));
    const who = held && { name: held.row.name, born: held.row.date_of_birth };
    return {
      today: exchange.today,
      policies: exchange.policies,
      authority,
      organisation,
      bodyOf: (body) => exchange.directory.inTime(body),
      personWith: (token) => named.get(token) ?? null,
      ledger: ledgerOf(held, places),
      enteredPlans: held?.facts.plans.filter(({ id }) => !loaded.has(id)) ?? [],
      entered: held?.row.load_id === null ? who : null,
      lasting: held?.anchored ? who : null,
    };
  };
}

/** Settles some rows and records, and everyone they concern, in one transaction. */
export async function settleSome(
  exchange: Exchange,
  load: RunningLoad,
  seeds: { readonly rows: readonly number[]; readonly people: readonly number[] },
): Promise<void> {
  const { store, directory } = exchange;
  await load.trail.ready(exchange.now);
  for (let attempt = 1; ; attempt++) {
    const [release, releaseAudit] = [await store.ids.reserve(IDS_A_BATCH), await store.auditIds.reserve(IDS_A_BATCH)];
    try {
      const done = await store.write((tx) => settleIn(tx, exchange, load, seeds));
      for (const organisation of done.brought) directory.add(organisation);
      count(load, done.settlement.rows);
      load.onLeft?.(done.settlement.left);
      return;
    } catch (error) {
      // Another load wrote the same person, organisation or row at the same moment: the second look finds it.
      const again = isDuplicate(error) || (error instanceof HubError && error.code === 'CONFLICT');
      if (!again || attempt === TRIES) throw error;
      await directory.load();
    } finally {
      release();
      releaseAudit();
    }
  }
}

async function settleIn(
  tx: Writing,
  exchange: Exchange,
  load: RunningLoad,
  seeds: { readonly rows: readonly number[]; readonly people: readonly number[] },
): Promise<{ settlement: SettledGroup; brought: readonly Organisation[] }> {
  // A write first, so that nobody else settles these rows meanwhile, and a read after it, since somebody may have just done so.
  const rows: Row[] = [];
  for (const some of chunks(seeds.rows)) {
    await tx.execute(`UPDATE loaded_row SET line = line WHERE id IN (${marks(some)})`, some);
    rows.push(
      ...(await tx.rows<StagedRow>(`SELECT * FROM loaded_row WHERE id IN (${marks(some)}) AND status IN (${marks(LIVE)})`, [...some, ...LIVE])).map(
        toRow,
      ),
    );
  }
  const group: Group = await readGroup(tx, { rows, people: seeds.people });
  const named = await holdersOf(tx, new Set(group.rows.flatMap(namedBy)));
  const { circumstances, brought } = circumstancesOf(exchange, group.lastRecorded, load.id);
  const places = placesOf(group);
  const around = surroundingsOf(exchange, (kind, code) => circumstances.organisation(kind, code, code), named, places);
  const settlement = settle(group, { circumstances, around, places, load });
  const known = new Set(group.proposals.map((row) => `${Number(row.first_id)} ${Number(row.second_id)}`));
  await tx.apply([...insertAll(OrganisationRow, brought.map(organisationRow)), ...settlement.changes]);
  // Among the records as they are now: one that was just given up is proposed to nobody.
  await tx.apply(await proposeMatches(tx, settlement.proposable, known, circumstances));
  await writeRows(tx, settlement.rows);
  // One event a person and load, however many of its rows are about them. The trail is last: who holds its end waits for nobody.
  const events = settlement.changed
    .filter((id) => !load.noted.has(id))
    .map((id) => accessEvent(exchange.store.auditIds.take(), circumstances.at, id, exchange.actor, null, load.action, null));
  await load.trail.append(tx, events);
  for (const id of settlement.changed) load.noted.add(id);
  return { settlement, brought };
}

/** Writes what became of the rows, many in one statement; throws CONFLICT where one is not as it was read. */
async function writeRows(tx: Writing, settled: readonly SettledRow[]): Promise<void> {
  const moved = settled.filter(
    ({ row, status, personId, remarks }) => row.status !== status || row.personId !== personId || row.spoken !== writeSpoken(remarks),
  );
  for (const [change, all] of Map.groupBy(moved, ({ row, status }) => `${row.status} ${status}`)) {
    const [from, to] = change.split(' ') as [string, string];
    for (const same of chunks(all, ROWS_A_BATCH)) {
      const cases = (column: string, values: (each: SettledRow) => Value): { sql: string; values: Value[] } => ({
        sql: `${column} = CASE id ${same.map(() => 'WHEN ? THEN ?').join(' ')} END`,
        values: same.flatMap((each) => [each.row.id, values(each)]),
      });
      const person = cases('person_id', ({ personId }) => personId);
      const quiet = same.every(({ remarks }) => remarks.length === 0);
      const spoken = quiet ? { sql: 'spoken = NULL', values: [] } : cases('spoken', ({ remarks }) => writeSpoken(remarks));
      const ids = same.map(({ row }) => row.id);
      const written = await tx.execute(`UPDATE loaded_row SET status = ?, ${person.sql}, ${spoken.sql} WHERE id IN (${marks(ids)}) AND status = ?`, [
        to,
        ...person.values,
        ...spoken.values,
        ...ids,
        from,
      ]);
      if (written !== same.length) throw new HubError('CONFLICT', 'A row was settled by another load at the same moment.');
    }
  }
}

/**
 * Rows of this load are counted and reported; of others, those that were waiting and are in. Those that wait are reported at the end,
 * since another row of the load may still let them in.
 */
function count({ counts, number, report, fileOf }: RunningLoad, settled: readonly SettledRow[]): void {
  for (const { row, status, remarks, changes } of settled) {
    const inForce = status === 'LOADED' || status === 'PARTLY';
    if (row.status === 'STAGED' && row.saidBy.includes(number)) {
      if (inForce) counts[changes ? 'changed' : 'loaded']++;
      else if (status === 'WAITING') counts.waiting++;
      else if (status === 'REFUSED') counts.refused++;
      for (const remark of remarks) if (remark.effect !== 'WAIT') report({ ...remark, file: fileOf(row.part), line: row.line });
    } else if (inForce && row.status === 'WAITING' && row.saidBy.includes(number)) {
      counts.waiting--;
      counts.loaded++;
    } else if (inForce && (row.status === 'STAGED' || row.status === 'WAITING')) counts.joined++;
  }
}

/** Settles every row that waits to be: of this load, and of one that was killed. */
export async function settleAll(exchange: Exchange, load: RunningLoad): Promise<void> {
  const { reading } = exchange.store;
  const total = Number(
    (await reading.rows<{ n: number }>("SELECT COUNT(*) AS n FROM loaded_row WHERE status IN ('STAGED','TAKING_BACK')"))[0]?.n ?? 0,
  );
  let done = 0;
  for (const status of ['TAKING_BACK', 'STAGED'])
    for (let cursor = ''; ;) {
      const rows = await reading.rows<{ id: number; who: string }>(
        'SELECT id, who FROM loaded_row WHERE status = ? AND who >= ? ORDER BY who LIMIT ?',
        [status, cursor, ROWS_A_BATCH],
      );
      if (rows.length === 0) {
        if (cursor === '') break;
        cursor = '';
        continue;
      }
      await settleSome(exchange, load, { rows: rows.map(({ id }) => Number(id)), people: [] });
      cursor = rows.at(-1)?.who ?? '';
      done += rows.length;
      load.onProgress({ phase: 'settling', done: Math.min(done, total), total });
    }
}
