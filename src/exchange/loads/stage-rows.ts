import { insertAll } from '../../database/changes';
import { marks } from '../../database/sql';
import type { Writing } from '../../database/store';
import { isDuplicate } from '../../decide/decider';
import type { Organisation } from '../../person/person.types';
import { HubError } from '../../vocabulary/refusal';
import { cellsOf, checkHeader, openCsv } from '../csv/csv.reader';
import { type Cells, type Part, RowFault, type SourceFile, type StatedRow } from '../csv/format.types';
import type { Exchange } from '../statements/exchange';
import { chunks } from '../statements/held-group.loader';
import { tokensOf } from '../statements/identifier-token';
import { type StagedRow, StagedRow as LoadedRows } from '../statements/load.entity';
import type { RunningLoad } from '../statements/load.types';
import { digest, keyOfIds, readSaidBy, readSpoken, writeSaidBy } from '../statements/row';
import type { RowStatus } from '../statements/row.types';

const ROWS_A_BATCH = 500;
const TRIES = 8;

/** A statement with what tells it from every other. */
interface Staged {
  readonly line: number;
  readonly row: Omit<StagedRow, 'id' | 'load_id' | 'said_by' | 'status' | 'person_id' | 'spoken'>;
  /** For a fault that concerns the line and not a cell. */
  readonly raw: readonly string[];
}

export interface ReadFile extends SourceFile {
  readonly header: readonly string[];
  readonly size: number;
}

/** Opens every file and checks its header, before anything of any is read. */
export async function openAll(files: readonly SourceFile[]): Promise<readonly ReadFile[]> {
  const opened: ReadFile[] = [];
  for (const file of files) {
    const { header, size, lines } = await openCsv(file.path);
    await lines.return();
    checkHeader(file.path, header, file.part.required);
    opened.push({ ...file, header, size });
  }
  return opened;
}

/** Reads the files a batch at a time and remembers what each row says: nothing is made of it yet. Returns how many rows there were. */
export async function stage(
  exchange: Exchange,
  load: RunningLoad,
  format: string,
  files: readonly ReadFile[],
  authority: Organisation | null,
): Promise<number> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  let rows = 0;
  for (const file of files) {
    const columns = new Map(file.header.map((name, index) => [name, index]));
    const { lines } = await openCsv(file.path);
    let batch: Staged[] = [];
    const flush = async (): Promise<void> => {
      if (batch.length > 0) await writeBatch(exchange, load, batch);
      batch = [];
    };
    for await (const line of lines) {
      try {
        if (line.fault) throw line.fault;
        const cells = cellsOf(columns, file.header.length, line);
        const statement = file.part.read(cells);
        if (statement === null) continue;
        rows++;
        batch.push(staged(exchange, format, file, cells, statement, authority, line.record));
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        rows++;
        refuse(load, file.part, line.line, error, line.record);
      }
      if (batch.length < ROWS_A_BATCH) continue;
      await flush();
      load.onProgress({ phase: 'reading', done: read + line.bytes, total });
    }
    await flush();
    read += file.size;
    load.onProgress({ phase: 'reading', done: read, total });
  }
  return rows;
}

function refuse(
  load: RunningLoad,
  { name, conceal }: Pick<Part, 'name' | 'conceal'>,
  line: number,
  fault: RowFault,
  record: readonly string[],
): void {
  load.counts.refused++;
  load.report({ ...fault.remark, file: load.fileOf(name), line, raw: conceal ? record.map(conceal) : record });
}

function staged(
  { directory }: Exchange,
  format: string,
  { part }: SourceFile,
  { line }: Cells,
  { said, key, authority: named }: StatedRow,
  loads: Organisation | null,
  raw: readonly string[],
): Staged {
  const authority = named === null ? loads : directory.find('LOCAL_AUTHORITY', named);
  if (!authority)
    throw new RowFault(
      'authority',
      'AREA',
      named === null ? 'The row names no council, and the load does not either: add --authority.' : directory.noCouncil(named),
    );
  const text = JSON.stringify(said);
  return {
    line,
    raw: part.conceal ? raw.map(part.conceal) : raw,
    row: {
      authority_id: authority.id,
      format,
      part: part.name,
      key_hash: digest(part.name, keyOfIds(said.ids), ...key),
      content_hash: digest(text),
      line,
      who: tokensOf(said.ids, authority.id)[0] ?? '',
      said: text,
    },
  };
}

/** A row that stands as it is, and what was remarked on it: listed again. */
interface Remarked {
  readonly staged: Staged;
  readonly spoken: string;
}

const idOf = ({ row }: Pick<Staged, 'row'>): string => `${row.authority_id} ${row.key_hash}`;

async function writeBatch({ store }: Exchange, load: RunningLoad, batch: readonly Staged[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const release = await store.ids.reserve(batch.length);
    try {
      const done = await store.write((tx) => writeIn(tx, store.ids.take, load, batch));
      load.counts.unchanged += done.unchanged;
      for (const {
        staged: { line, row },
        spoken,
      } of done.remarked)
        for (const remark of readSpoken(spoken)) load.report({ ...remark, file: load.fileOf(row.part), line });
      for (const { line, row, raw } of done.twice)
        refuse(
          load,
          { name: row.part },
          line,
          new RowFault('', 'TWICE', 'Another line of this file is about the same thing and says otherwise. Keep the one that is right.'),
          raw,
        );
      return;
    } catch (error) {
      // Another load of the same rows was first: the second look finds them.
      const again = isDuplicate(error) || (error instanceof HubError && error.code === 'CONFLICT');
      if (!again || attempt === TRIES) throw error;
    } finally {
      release();
    }
  }
}

/** Writes rows that are new or say something else; of the others it is only written that this load said them too. */
async function writeIn(
  tx: Writing,
  newId: () => number,
  load: RunningLoad,
  batch: readonly Staged[],
): Promise<{ unchanged: number; twice: readonly Staged[]; remarked: readonly Remarked[] }> {
  const known = await existing(tx, batch);
  const saidHere = new Map<string, string>();
  for (const [key, rows] of known) for (const row of rows) if (readSaidBy(row.said_by).includes(load.number)) saidHere.set(key, row.content_hash);
  const again: { id: number; saidBy: string; from: RowStatus; to: RowStatus }[] = [];
  const fresh: StagedRow[] = [];
  const twice: Staged[] = [];
  const remarked: Remarked[] = [];
  let unchanged = 0;
  for (const each of batch) {
    const key = idOf(each);
    const { content_hash: content } = each.row;
    const before = saidHere.get(key);
    if (before !== undefined) {
      if (before === content) unchanged++;
      else twice.push(each);
      continue;
    }
    saidHere.set(key, content);
    const same = known.get(key)?.find((row) => row.content_hash === content);
    if (!same) {
      fresh.push({
        id: newId(),
        load_id: load.id,
        said_by: writeSaidBy([load.number]),
        status: 'STAGED',
        person_id: null,
        spoken: null,
        ...each.row,
      });
      continue;
    }
    const from = same.status as RowStatus;
    const stands = from === 'LOADED' || from === 'PARTLY';
    if (stands) {
      unchanged++;
      if (same.spoken !== null) remarked.push({ staged: each, spoken: same.spoken });
    }
    // What was taken back, waits or was refused is looked at again, now that a file says it again.
    // Loads that were undone do not count any more.
    const others = from === 'UNDONE' || from === 'TAKING_BACK' ? [] : readSaidBy(same.said_by);
    again.push({
      id: Number(same.id),
      saidBy: writeSaidBy([...others, load.number]),
      from,
      to: stands ? from : from === 'TAKING_BACK' ? 'LOADED' : 'STAGED',
    });
  }
  await tx.apply(insertAll(LoadedRows, fresh));
  for (const [change, all] of Map.groupBy(again, ({ from, to }) => `${from} ${to}`)) {
    const [from, to] = change.split(' ') as [string, string];
    for (const some of chunks(all, ROWS_A_BATCH)) {
      const ids = some.map(({ id }) => id);
      const written = await tx.execute(
        `UPDATE loaded_row SET status = ?, said_by = CASE id ${some.map(() => 'WHEN ? THEN ?').join(' ')} END WHERE id IN (${marks(ids)}) AND status = ?`,
        [to, ...some.flatMap(({ id, saidBy }) => [id, saidBy]), ...ids, from],
      );
      if (written !== some.length) throw new HubError('CONFLICT', 'A row was settled by another load at the same moment.');
    }
  }
  return { unchanged, twice, remarked };
}

async function existing(tx: Writing, batch: readonly Staged[]): Promise<ReadonlyMap<string, StagedRow[]>> {
  const known = new Map<string, StagedRow[]>();
  for (const [authority, own] of Map.groupBy(batch, ({ row }) => row.authority_id)) {
    const hashes = [...new Set(own.map(({ row }) => row.key_hash))];
    const rows = await tx.rows<StagedRow>(
      `SELECT id, authority_id, key_hash, content_hash, status, said_by, spoken FROM loaded_row WHERE authority_id = ? AND format = ? AND key_hash IN (${marks(hashes)})`,
      [authority, own[0]?.row.format ?? '', ...hashes],
    );
    for (const row of rows) {
      const key = `${Number(row.authority_id)} ${row.key_hash}`;
      known.set(key, [...(known.get(key) ?? []), row]);
    }
  }
  return known;
}
