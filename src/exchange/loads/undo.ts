import { ChangeTrail } from '../../audit/change-trail';
import { update } from '../../database/changes';
import { marks } from '../../database/sql';
import type { Writing } from '../../database/store';
import { HubError, notFound } from '../../vocabulary/refusal';
import type { Exchange } from '../statements/exchange';
import { FORMAT_IDS } from '../statements/format-id';
import { LoadRow, type StagedRow } from '../statements/load.entity';
import { noCounts, type OnProgress, type RunningLoad } from '../statements/load.types';
import { readSaidBy, writeSaidBy } from '../statements/row';
import type { RowStatus } from '../statements/row.types';
import { settleAll } from './settle-batch';

const PAGE = 500;

export interface UndoSummary {
  readonly number: number;
  readonly file: string;
  /** Rows that no other load says, now taken back. */
  readonly takenBack: number;
  /** Rows that another load says too, which stay. */
  readonly kept: number;
  /** Facts that stay because somebody changed them by hand since. */
  readonly left: number;
}

type Standing = Pick<StagedRow, 'id' | 'authority_id' | 'format' | 'key_hash' | 'status' | 'said_by' | 'person_id' | 'line'>;
const MADE_FACTS: ReadonlySet<string> = new Set(['LOADED', 'PARTLY', 'REFUSED', 'TAKING_BACK']);

/** Where a row goes once a load is undone: null where it stays as it is. */
function without(row: Standing, number: number): { saidBy: readonly number[]; status: RowStatus } | null {
  const saidBy = readSaidBy(row.said_by);
  if (!saidBy.includes(number) || row.status === 'UNDONE' || row.status === 'TAKING_BACK') return null;
  const others = saidBy.filter((each) => each !== number);
  if (others.length > 0) return { saidBy: others, status: row.status as RowStatus };
  const settled = MADE_FACTS.has(row.status) || (row.status === 'WAITING' && row.person_id !== null);
  return { saidBy, status: settled ? 'TAKING_BACK' : 'UNDONE' };
}

/** The rows of one page of keys: what only this load said goes, and what was said before it holds again. */
async function undoKeys(tx: Writing, rows: readonly Standing[], number: number): Promise<{ takenBack: number; kept: number }> {
  let [takenBack, kept] = [0, 0];
  const set = (id: number, status: string, saidBy: readonly number[]): Promise<number> =>
    tx.execute('UPDATE loaded_row SET status = ?, said_by = ? WHERE id = ?', [status, writeSaidBy(saidBy), id]);
  for (const same of Map.groupBy(rows, (row) => `${Number(row.authority_id)} ${row.format} ${row.key_hash}`).values()) {
    const alive: { row: Standing; last: number }[] = [];
    for (const row of same) {
      const next = without(row, number);
      const gone =
        next === null ? row.status === 'UNDONE' || row.status === 'TAKING_BACK' : next.status === 'UNDONE' || next.status === 'TAKING_BACK';
      if (!gone) alive.push({ row, last: (next?.saidBy ?? readSaidBy(row.said_by)).at(-1) ?? 0 });
      if (next === null) continue;
      if (gone) takenBack++;
      else kept++;
      await set(Number(row.id), next.status, next.saidBy);
    }
    const holds = alive.sort((a, b) => b.last - a.last || b.row.line - a.row.line)[0]?.row;
    if (holds?.status === 'SUPERSEDED') await tx.execute("UPDATE loaded_row SET status = 'STAGED' WHERE id = ?", [Number(holds.id)]);
  }
  return { takenBack, kept };
}

/**
 * Takes back what only one load brought. Nothing is erased: plans, lines and agreements are closed as of now, budgets are ended by a
 * revision, and what an earlier load had said holds again. What another load says too stays, and so does what somebody changed by
 * hand. Undone twice, it does nothing more. Throws NOT_FOUND.
 */
export async function undoLoad(exchange: Exchange, number: number, onProgress: OnProgress = () => undefined): Promise<UndoSummary> {
  const { store, now } = exchange;
  const [row] = await store.reading.rows<LoadRow>('SELECT * FROM file_load WHERE number = ?', [number]);
  if (!row) throw notFound('--undo', `There is no load ${number}.`);
  if (!FORMAT_IDS.some((id) => id === row.format))
    throw new HubError('BAD_INPUT', `Number ${number} is an answer about two records, not a load. Answer again with \`npm run matches\`.`, '--undo');
  const id = Number(row.id);
  await store.write((tx) => tx.apply([update(LoadRow, id, { undone_at: row.undone_at ?? now })]));
  let [takenBack, kept, left] = [0, 0, 0];
  for (let last = 0; ;) {
    const page = await store.reading.rows<Standing>(
      'SELECT id, authority_id, format, key_hash FROM loaded_row WHERE id > ? AND format = ? AND said_by LIKE ? ORDER BY id LIMIT ?',
      [last, row.format, `% ${number} %`, PAGE],
    );
    const end = page.at(-1);
    if (!end) break;
    const done = await store.write(async (tx) => {
      const known: Standing[] = [];
      for (const [authority, own] of Map.groupBy(page, (each) => Number(each.authority_id))) {
        const keys = [...new Set(own.map(({ key_hash }) => key_hash))];
        known.push(
          ...(await tx.rows<Standing>(`SELECT * FROM loaded_row WHERE authority_id = ? AND format = ? AND key_hash IN (${marks(keys)})`, [
            authority,
            row.format,
            ...keys,
          ])),
        );
      }
      return undoKeys(tx, known, number);
    });
    takenBack += done.takenBack;
    kept += done.kept;
    last = Number(end.id);
  }
  const load: RunningLoad = {
    id,
    number,
    action: `UNDO ${number}`,
    reason: `Load ${number} taken back`,
    counts: noCounts(),
    report: () => undefined,
    onProgress,
    fileOf: () => row.file,
    trail: new ChangeTrail(store),
    noted: new Set(),
    onLeft: (facts) => (left += facts),
  };
  await settleAll(exchange, load);
  return { number, file: row.file, takenBack, kept, left };
}
