import type { ChangeTrail } from '../../audit/change-trail';
import type { FormatId } from './format-id';
import type { Remark } from './row.types';

/** One line of a load's report. */
export interface ReportLine extends Remark {
  /** The file, where the format is several. */
  readonly file: string;
  readonly line: number;
  /** The line's cells, where it could not be understood: so that nothing of it is lost. */
  readonly raw?: readonly string[];
}

/** Rows of the file, each counted once, and rows of earlier loads that it let in. */
export interface Counts {
  /** In for the first time. */
  loaded: number;
  /** In, and saying something else than before. */
  changed: number;
  unchanged: number;
  waiting: number;
  refused: number;
  /** Rows of other loads that are in now because of this one. */
  joined: number;
}
export const noCounts = (): Counts => ({ loaded: 0, changed: 0, unchanged: 0, waiting: 0, refused: 0, joined: 0 });

export interface LoadSummary extends Readonly<Counts> {
  readonly number: number;
  readonly format: FormatId;
  readonly file: string;
  /** Rows read. */
  readonly rows: number;
  /** The first of the report's lines; all are in the report. */
  readonly lines: readonly ReportLine[];
  readonly reported: number;
  /** Where the report was written; null where there was nothing to report, or nowhere to write it. */
  readonly report: string | null;
  /** Why the report could not be written beside the file. */
  readonly reportFault: string | null;
}

export interface Progress {
  readonly phase: 'reading' | 'settling';
  readonly done: number;
  readonly total: number;
}
export type OnProgress = (progress: Progress) => void;

/** A load while it runs. */
export interface RunningLoad {
  readonly id: number;
  readonly number: number;
  /** What it is called in a person's access log: LOAD 7. */
  readonly action: string;
  /** Why a budget is revised by it. */
  readonly reason: string;
  readonly counts: Counts;
  readonly report: (line: ReportLine) => void;
  readonly onProgress: OnProgress;
  /** What a part of the format is called in the report: its file. */
  readonly fileOf: (part: string) => string;
  /** Where changes of people's records are put down, in the transaction that makes them. */
  readonly trail: ChangeTrail;
  /** People who have an event of this load already. */
  readonly noted: Set<number>;
  /** Told of facts that were not taken back, because somebody changed them by hand. */
  readonly onLeft?: (facts: number) => void;
}
