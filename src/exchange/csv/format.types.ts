import type { Day } from '../../vocabulary/day';
import type { FormatId } from '../statements/format-id';
import type { Remark, RuleOfRows, Said } from '../statements/row.types';

/** One line of a file, its cells by the header's names. */
export interface Cells {
  readonly line: number;
  /** Trimmed; empty where the column is missing or the cell is empty. */
  get(column: string): string;
}

/** A row that was understood. */
export interface StatedRow {
  readonly said: Said;
  /** What tells it from the other rows about the same person: its natural key without the person. */
  readonly key: readonly string[];
  /** The council it names; null: the load's. */
  readonly authority: string | null;
}

/** One file of a format: its columns, and how a line of it is read. */
export interface Part {
  /** The module's name; empty where the format is one file. */
  readonly name: string;
  readonly required: readonly string[];
  /** A cell as the report may show it, where a file may hold what is never kept. */
  readonly conceal?: (cell: string) => string;
  /** What each line says; null for a line that only links others. Throws RowFault. */
  readonly read: (cells: Cells) => StatedRow | null;
}

export interface SourceFile {
  readonly path: string;
  readonly part: Part;
}

export interface ReadingOptions {
  /** Whose RAS outcomes an F6 file holds; null: its name says. */
  readonly kind: 'children' | 'adults' | null;
  readonly today: Day;
}

export interface Format {
  readonly id: FormatId;
  readonly title: string;
  /** Does a row of it name its own council? */
  readonly namesAuthority: boolean;
  /** The files to read, in order, with readers that share what they learn. Throws BAD_INPUT where the path is not what is needed. */
  readonly open: (path: string, options: ReadingOptions) => Promise<Opened>;
}

export interface Opened {
  readonly files: readonly SourceFile[];
  /** The council that the file itself names: DfE or ONS code. */
  readonly authority: string | null;
}

/** Why a row is not taken, in words for the one who keeps the file. */
export class RowFault extends Error {
  constructor(
    readonly field: string,
    readonly rule: RuleOfRows,
    message: string,
  ) {
    super(message);
    this.name = 'RowFault';
  }
  get remark(): Remark {
    return { effect: 'REFUSE', field: this.field, rule: this.rule, message: this.message };
  }
}
