import { basename, resolve } from 'node:path';
import { ChangeTrail } from '../../audit/change-trail';
import { insert, update } from '../../database/changes';
import { isDuplicate } from '../../decide/decider';
import type { Organisation } from '../../person/person.types';
import { badInput } from '../../vocabulary/refusal';
import { formatById } from '../formats/formats';
import type { Exchange } from '../statements/exchange';
import type { FormatId } from '../statements/format-id';
import { LoadRow } from '../statements/load.entity';
import { type LoadSummary, noCounts, type OnProgress, type RunningLoad } from '../statements/load.types';
import { LoadReport } from './report';
import { settleAll } from './settle-batch';
import { openAll, stage } from './stage-rows';
import { letIn, reportWaiting } from './waiting-rows';

export interface LoadRequest extends Exchange {
  /** DfE or ONS code; null: the file's own, else the only council that has anybody here. */
  readonly authority: string | null;
  readonly format: FormatId;
  /** A file, or the folder of a format that is several. */
  readonly path: string;
  /** Whose RAS outcomes an F6 file holds; left out, its name says. */
  readonly kind?: 'children' | 'adults' | null;
  /** Where the report goes; left out, beside the file. null: nowhere. */
  readonly report?: string | null;
  readonly onProgress?: OnProgress;
}

/**
 * Loads a file: good rows are in, bad ones reported with their line, field, rule and message, rows whose person or plan is not here yet
 * wait. The same file again changes nothing, and a load that was killed is gone on with by running it again. Throws BAD_INPUT, with
 * nothing read, where the path, the header or the council is wrong.
 */
export async function loadFile(request: LoadRequest): Promise<LoadSummary> {
  const { store, today, path } = request;
  const format = formatById(request.format);
  const opened = await format.open(path, { kind: request.kind ?? null, today });
  const files = await openAll(opened.files);
  const authority = await authorityOf(request, opened.authority, format.namesAuthority);
  const report = new LoadReport(request.report === undefined ? `${resolve(path)}.report.csv` : request.report);
  const counts = noCounts();
  const { id, number } = await beginLoad(request, format.id, path, authority);
  const names = new Map(files.map((file) => [file.part.name, basename(file.path)]));
  const load: RunningLoad = {
    id,
    number,
    action: `LOAD ${number}`,
    reason: `Load ${number}`,
    counts,
    report: report.add,
    onProgress: request.onProgress ?? (() => undefined),
    fileOf: (part) => names.get(part) ?? basename(path),
    trail: new ChangeTrail(store),
    noted: new Set(),
  };
  const rows = await stage(request, load, format.id, files, authority);
  await settleAll(request, load);
  await letIn(request, load);
  await reportWaiting(request, load);
  await store.write((tx) => tx.apply([update(LoadRow, id, { finished_at: request.now, counts: JSON.stringify({ rows, ...counts }) })]));
  const written = report.close();
  return {
    number,
    format: format.id,
    file: path,
    rows,
    ...counts,
    lines: report.shown,
    reported: report.lines,
    report: written,
    reportFault: report.fault,
  };
}

/** The council whose people the file is about. */
async function authorityOf({ store, directory, authority }: LoadRequest, inFile: string | null, byRow: boolean): Promise<Organisation | null> {
  const named = authority ?? inFile;
  if (named !== null) {
    const found = directory.find('LOCAL_AUTHORITY', named.trim().toUpperCase());
    if (!found) throw badInput('--authority', directory.noCouncil(named));
    if (authority !== null && inFile !== null && directory.find('LOCAL_AUTHORITY', inFile)?.id !== found.id)
      throw badInput('--authority', `The file says that it is council ${inFile}'s, not ${authority}'s.`);
    return found;
  }
  const known = await store.reading.rows<{ authority_id: number }>('SELECT DISTINCT authority_id FROM person WHERE authority_id > 0 LIMIT 2');
  const only = known.length === 1 ? directory.get(Number(known[0]?.authority_id)) : null;
  if (only || byRow) return only;
  throw badInput(
    '--authority',
    `Say whose people the file is about: --authority and the council's code. ${known.length === 0 ? 'Nobody is known here yet' : 'People of several councils are known here'}, so it is not taken for granted.`,
  );
}

/** Gives the load its number. Two that begin at once are given two. */
export async function beginLoad(
  { store, actor, now }: Exchange,
  format: string,
  path: string,
  authority: Organisation | null,
): Promise<{ id: number; number: number }> {
  for (let attempt = 1; ; attempt++)
    try {
      return await store.write(async (tx) => {
        const [last] = await tx.rows<{ number: number | null }>('SELECT MAX(number) AS number FROM file_load');
        const row: LoadRow = {
          id: store.ids.take(),
          number: Number(last?.number ?? 0) + 1,
          format,
          file: basename(resolve(path)).slice(0, 255),
          authority_id: authority?.id ?? null,
          actor_name: actor.name,
          started_at: now,
          finished_at: null,
          undone_at: null,
          counts: '{}',
        };
        await tx.apply([insert(LoadRow, row)]);
        return { id: row.id, number: row.number };
      });
    } catch (error) {
      if (!isDuplicate(error) || attempt === 20) throw error;
    }
}
