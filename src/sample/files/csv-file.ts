import { stringify } from 'csv-stringify/sync';
import { type FileHandle, open } from 'node:fs/promises';

export type CsvRow = readonly string[];
/** Rows that are held before they are written. */
const HELD = 2_000;

/** A CSV file written as its rows come: a header, commas, quotes where a value needs them, one line feed a row. */
export class CsvFile {
  private held: CsvRow[] = [];
  /** Rows so far, without the header. */
  rows = 0;

  private constructor(
    readonly path: string,
    private readonly columns: readonly string[],
    private readonly handle: FileHandle,
  ) {}

  static async create(path: string, columns: readonly string[]): Promise<CsvFile> {
    const file = new CsvFile(path, columns, await open(path, 'w'));
    await file.handle.write(stringify([columns]));
    return file;
  }

  /** Takes a row in the order of the columns. */
  add(row: CsvRow): void {
    if (row.length !== this.columns.length) throw new RangeError(`${this.path}: a row of ${row.length} values for ${this.columns.length} columns`);
    this.held.push(row);
    this.rows++;
  }

  /** Writes what is held, once it is worth it. */
  async drain(least = HELD): Promise<void> {
    if (this.held.length < least || this.held.length === 0) return;
    const text = stringify(this.held);
    this.held = [];
    await this.handle.write(text);
  }

  async close(): Promise<void> {
    await this.drain(0);
    await this.handle.close();
  }

  /** Lets go of the file after a failure, whatever is held. */
  async abandon(): Promise<void> {
    this.held = [];
    await this.handle.close();
  }
}

/** Makes a row from values by column name; a column that is not named is empty, and a name that is no column does not compile. */
export const rowOf = <Column extends string>(columns: readonly Column[], values: Partial<Record<Column, string>>): CsvRow =>
  columns.map((column) => values[column] ?? '');
