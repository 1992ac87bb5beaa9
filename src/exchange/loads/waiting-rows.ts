import { OPEN_ENDED } from '../../vocabulary/day';
import type { Exchange } from '../statements/exchange';
import { holdersOf, routeHolders } from '../statements/held-group.loader';
import type { StagedRow } from '../statements/load.entity';
import type { RunningLoad } from '../statements/load.types';
import { readSpoken, toRow } from '../statements/row';
import type { Row } from '../statements/row.types';
import { namedBy, settleSome } from './settle-batch';
import { marks } from '../../database/sql';

const PAGE = 500;

/** Which of some rows wait no longer: whose person, plan or person named is here now. */
async function arrived(exchange: Exchange, rows: readonly Row[]): Promise<readonly Row[]> {
  const { reading } = exchange.store;
  const tokensOfRow = (row: Row): readonly string[] => (row.status === 'PARTLY' ? namedBy(row) : row.personId === null ? row.tokens : []);
  const wanted = new Set(rows.flatMap(tokensOfRow));
  const holders = await holdersOf(reading, wanted);
  const routes = await routeHolders(reading, wanted);
  const people = [...new Set(rows.flatMap(({ personId, status }) => (status === 'WAITING' && personId !== null ? [personId] : [])))];
  const plans =
    people.length === 0
      ? []
      : await reading.rows<{ person_id: number; from_on: string }>(
          `SELECT person_id, from_on FROM plan WHERE kind = 'EHC_PLAN' AND superseded_at = ? AND person_id IN (${marks(people)})`,
          [OPEN_ENDED, ...people],
        );
  const begun = new Set(plans.map((plan) => `${Number(plan.person_id)} ${plan.from_on}`));
  return rows.filter(
    (row) =>
      tokensOfRow(row).some((token) => holders.has(token) || routes.has(token)) ||
      (row.said.kind === 'SECTION_J' && begun.has(`${row.personId} ${row.said.planStart}`)),
  );
}

/** Rows of a status, a page at a time, in an order that goes on where rows leave it meanwhile. */
async function* pagesOf({ store }: Exchange, status: string, also = ''): AsyncGenerator<readonly StagedRow[], void, undefined> {
  for (let [who, last] = ['', 0]; ;) {
    const page = await store.reading.rows<StagedRow>(
      `SELECT * FROM loaded_row WHERE status = ? AND (who > ? OR (who = ? AND id > ?)) ${also} ORDER BY who, id LIMIT ?`,
      [status, who, who, last, PAGE],
    );
    const end = page.at(-1);
    if (!end) return;
    yield page;
    [who, last] = [end.who, Number(end.id)];
  }
}

/**
 * Looks through all rows that wait, of whatever load, and lets in those whose person or plan is here by now: it may have come with
 * this load, or have been entered by hand since. One that gets in may bring the number by which another is found, so it looks again.
 */
export async function letIn(exchange: Exchange, load: RunningLoad): Promise<void> {
  const tried = new Set<number>();
  for (let more = true; more;) {
    more = false;
    for (const status of ['WAITING', 'PARTLY'])
      for await (const page of pagesOf(exchange, status)) {
        const found = (await arrived(exchange, page.map(toRow))).filter(({ id }) => !tried.has(id));
        if (found.length === 0) continue;
        for (const { id } of found) tried.add(id);
        more = true;
        await settleSome(exchange, load, { rows: found.map(({ id }) => id), people: [] });
      }
  }
}

/** Lists the rows of a load that wait still. */
export async function reportWaiting(exchange: Exchange, load: RunningLoad): Promise<void> {
  for await (const page of pagesOf(exchange, 'WAITING', `AND said_by LIKE '% ${load.number} %'`))
    for (const row of page)
      for (const remark of readSpoken(row.spoken))
        if (remark.effect === 'WAIT') load.report({ ...remark, file: load.fileOf(row.part), line: row.line });
}
