import { stringify } from 'csv-stringify/sync';
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import type { ReportLine } from '../statements/load.types';

const COLUMNS = ['file', 'line', 'field', 'rule', 'effect', 'message', 'cells'];
/** Lines that are kept to be printed. */
const SHOWN = 20;

/** The report of a load: printed in part, and written in whole beside the file as it grows. */
export class LoadReport {
  readonly shown: ReportLine[] = [];
  lines = 0;
  fault: string | null = null;
  private file: number | null = null;

  /** `path` null: it is written nowhere. A report of an earlier load of the same file is replaced. */
  constructor(private readonly path: string | null) {
    if (path !== null && existsSync(path)) this.open();
  }

  add = (line: ReportLine): void => {
    this.lines++;
    if (this.shown.length < SHOWN) this.shown.push(line);
    if (this.file === null) this.open();
    const { file, field, rule, effect, message, raw } = line;
    this.write([file, String(line.line), field, rule, effect, message, raw === undefined ? '' : JSON.stringify(raw)]);
  };

  private open(): void {
    if (this.path === null || this.fault !== null) return;
    try {
      this.file = openSync(this.path, 'w');
      this.write(COLUMNS);
    } catch (error) {
      this.fault = `The report could not be written to ${this.path}: ${(error as Error).message}`;
    }
  }

  private write(cells: readonly string[]): void {
    if (this.file === null) return;
    try {
      writeSync(this.file, stringify([cells]));
    } catch (error) {
      this.fault = `The report could not be written on: ${(error as Error).message}`;
      this.close();
    }
  }

  /** Where it was written; null where nothing was. */
  close(): string | null {
    if (this.file === null) return null;
    closeSync(this.file);
    this.file = null;
    return this.path;
  }
}
