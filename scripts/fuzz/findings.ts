import type { Coverage } from './coverage';
import type { Answer, Sent } from './sending';

export interface Worked {
  readonly number: number;
  readonly what: string;
  readonly statements: number;
  /** Of this thread's processor time, in milliseconds: the longest that others had to wait. */
  readonly turn: number;
  readonly sent: Sent;
}
export interface Fault {
  readonly number: number;
  readonly at: number;
  readonly wrong: string;
  readonly sent: Sent;
  readonly answer: Answer;
}
const MOST_FAULTS = 25;
const KEPT_WORK = 8;
const WORK_AT_HAND = 2_000;

/** What a run comes to: answers by kind, the most work, what stood in the way of changes, and faults. */
export class Findings {
  readonly kinds = new Map<string, number>();
  readonly faults: Fault[] = [];
  /** Of each mutation, what stood in the way and how often: rules, or the code of the error and the field. */
  readonly inTheWay = new Map<string, Map<string, number>>();
  /** Those who asked while many were being answered, and how many of them were answered. */
  readonly bystanders = { asked: 0, answered: 0 };
  private work: Worked[] = [];

  constructor(readonly coverage: Coverage) {}

  count(kind: string): void {
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
  }
  fault(fault: Fault): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
  }
  note(mutation: string, why: string): void {
    const noted = this.inTheWay.get(mutation) ?? new Map<string, number>();
    this.inTheWay.set(mutation, noted.set(why, (noted.get(why) ?? 0) + 1));
  }
  /** Of the work that was done, the most is kept. */
  worked(worked: Worked): void {
    this.work.push(worked);
    if (this.work.length > WORK_AT_HAND) this.work = [...new Set([...this.most, ...this.longest])];
  }
  get most(): readonly Worked[] {
    return this.work.toSorted((a, b) => b.statements - a.statements).slice(0, KEPT_WORK);
  }
  get longest(): readonly Worked[] {
    return this.work.toSorted((a, b) => b.turn - a.turn).slice(0, KEPT_WORK);
  }
}
