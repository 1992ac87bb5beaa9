import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { unreadableIn } from '../../vocabulary/bounds';
import { badInput } from '../../vocabulary/refusal';
import { type Cells, RowFault } from './format.types';

/** A line of the file as it stands, or why it cannot be told what its cells are. */
export interface CsvLine {
  readonly line: number;
  readonly record: readonly string[];
  readonly fault: RowFault | null;
  /** Bytes of the file up to its end. */
  readonly bytes: number;
}
export interface OpenCsvFile {
  readonly header: readonly string[];
  readonly size: number;
  readonly lines: AsyncGenerator<CsvLine, void, undefined>;
}

/** Longer than any row: where a quotation mark is never closed, no more than this is read before it is given up. */
const LONGEST_RECORD = 64 * 1024;

interface Place {
  readonly offset: number;
  readonly line: number;
}
const newlines = (record: readonly string[]): { breaks: number; crlf: number } => {
  let breaks = 0;
  let crlf = 0;
  for (const cell of record)
    if (cell.includes('\n')) {
      breaks += cell.split('\n').length - 1;
      crlf += cell.split('\r\n').length - 1;
    }
  return { breaks, crlf };
};

/** Reads from a place on; returns the place of a record whose quotation marks are broken, or null at the end of the file. */
async function* recordsFrom(path: string, place: Place, width: () => number | null): AsyncGenerator<CsvLine, Place | null, undefined> {
  let skipped = false;
  const source = createReadStream(path, { start: place.offset });
  const parser = source.pipe(
    parse({
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      max_record_size: LONGEST_RECORD,
    }),
  );
  parser.on('skip', () => (skipped = true));
  let good = place;
  // The parser counts a line break of two characters within quotation marks twice.
  let miscounted = 0;
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number; bytes: number } }>) {
      if (skipped) return good;
      const { breaks, crlf } = newlines(record);
      const wanted = width();
      if (breaks > 0 && wanted !== null && record.length !== wanted) return good;
      miscounted += crlf;
      const last = place.line + info.lines - miscounted;
      good = { offset: place.offset + info.bytes, line: last };
      yield { line: last - breaks, record, fault: null, bytes: good.offset };
    }
    return skipped ? good : null;
  } finally {
    source.destroy();
  }
}

/** The first line at or after a place that is not blank, and the place after it. */
async function lineAt(path: string, { offset, line }: Place): Promise<{ text: string; place: Place }> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(LONGEST_RECORD);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    let [start, at] = [0, line];
    for (;;) {
      const end = buffer.subarray(0, bytesRead).indexOf(0x0a, start);
      const stop = end < 0 ? bytesRead : end;
      const text = buffer.toString('utf8', start, stop).replace(/\r$/, '');
      at++;
      if (text !== '' || end < 0) return { text, place: { offset: offset + (end < 0 ? bytesRead : end + 1), line: at } };
      start = end + 1;
    }
  } finally {
    await file.close();
  }
}

async function* allRecords(path: string, width: () => number | null): AsyncGenerator<CsvLine, void, undefined> {
  for (let place: Place = { offset: 0, line: 0 }; ;) {
    const broken = yield* recordsFrom(path, place, width);
    if (broken === null) return;
    // One bad line must not swallow the good ones after it: it is set aside, and reading begins anew behind it.
    const { text, place: next } = await lineAt(path, broken);
    if (next.offset === broken.offset) return;
    const fault = new RowFault(
      '',
      'FORMAT',
      'A quotation mark opens in this line and is not closed. Close it, or write two for one that belongs to the text.',
    );
    yield { line: next.line, record: [text], fault, bytes: next.offset };
    place = next;
  }
}

/** Opens a CSV file and reads its header; throws BAD_INPUT where there is none. */
export async function openCsv(path: string): Promise<OpenCsvFile> {
  const size = (await stat(path)).size;
  let width: number | null = null;
  const lines = allRecords(path, () => width);
  const first = await lines.next();
  if (first.done || first.value.fault) throw badInput('file', `${basename(path)} has no header line.`);
  const header = first.value.record.map((name) => name.trim());
  if (header[0]?.includes('\u0000') || header[0]?.startsWith('\ufffd'))
    throw badInput('file', `${basename(path)} is not UTF-8 text. Save it as "CSV UTF-8".`);
  width = header.length;
  return { header, size, lines };
}

/** The names of a file's columns, and nothing else of it. */
export async function headerOf(path: string): Promise<readonly string[]> {
  const { header, lines } = await openCsv(path);
  await lines.return();
  return header;
}

/** Throws BAD_INPUT naming what is missing, what stands twice, and what was found. */
export function checkHeader(path: string, header: readonly string[], required: readonly string[]): void {
  const twice = header.filter((name, index) => name !== '' && required.includes(name) && header.indexOf(name) !== index);
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length === 0 && twice.length === 0) return;
  const faults = [
    missing.length > 0 ? `is missing ${missing.join(', ')}` : '',
    twice.length > 0 ? `has twice ${[...new Set(twice)].join(', ')}` : '',
  ];
  throw badInput(
    'file',
    `${basename(path)} was not read: its header ${faults.filter((part) => part !== '').join(' and ')}. It has: ${header.join(', ')}.`,
  );
}

/** A line's cells by name. Throws RowFault where it has more or fewer than the header. */
export function cellsOf(header: ReadonlyMap<string, number>, width: number, { line, record }: CsvLine): Cells {
  if (record.length < width || record.slice(width).some((cell) => cell.trim() !== ''))
    throw new RowFault('', 'FORMAT', `This line has ${record.length} cells where the header has ${width}.`);
  return {
    line,
    get(column) {
      const index = header.get(column);
      const cell = (index === undefined ? undefined : record[index])?.trim() ?? '';
      if (cell.includes('\ufffd')) throw new RowFault(column, 'FORMAT', 'This cell is not UTF-8 text. Save the file as "CSV UTF-8".');
      const unreadable = unreadableIn(cell, true);
      if (unreadable !== null) throw new RowFault(column, 'FORMAT', unreadable);
      return cell;
    },
  };
}
