import type { RuleId } from '../../rules/rule-ids';
import { type RuleResult, stops } from '../../rules/rule';
import { isKind, type Remark, type Row, type RuleOfRows, type Said, type SaidOf } from '../statements/row.types';
import type { PersonTarget, RowVerdict, Surroundings, Thing } from './target.types';

/**
 * Rules about what can never be. They refuse a row of any file; every other rule is about steps, and of history that is loaded it
 * only warns, where the budget is shown.
 */
const NEVER: ReadonlySet<RuleId> = new Set([
  'EDU-ELEMENT-1',
  'EDU-ELEMENT-2',
  'EDU-SECTION',
  'EDU-AGE',
  'CSC-AGE',
  'CSC-RAS',
  'ASC-AGE',
  'ASC-RAS',
  'PHB-ELIGIBLE-AGE',
  'PHB-FORBIDDEN',
  'SPEND-LAWFUL',
  'CHARGE-STREAM',
  'ORG-ENDED',
]);

/** One person's things while they are made of their rows. */
export class TargetBuilder {
  readonly things = new Map<string, Thing>();
  private readonly said = new Map<number, Remark[]>();
  private readonly outcome = new Map<number, RowVerdict['status']>();

  constructor(
    readonly rows: readonly Row[],
    readonly person: PersonTarget,
    readonly around: Surroundings,
  ) {}

  of<Kind extends Said['kind']>(kind: Kind): Row<SaidOf<Kind>>[] {
    return this.rows.filter(isKind(kind)).filter((row) => !this.isRefused(row));
  }
  add(thing: Thing): void {
    this.things.set(thing.key, thing);
  }
  refuse(row: Row, field: string, rule: RuleOfRows, message: string): void {
    this.speak(row, { effect: 'REFUSE', field, rule, message });
    this.outcome.set(row.id, 'REFUSED');
  }
  remark(row: Row, remark: Remark): void {
    this.speak(row, remark);
    if (remark.effect === 'REFUSE') this.outcome.set(row.id, 'REFUSED');
  }
  warn(row: Row, field: string, rule: RuleOfRows, message: string): void {
    this.speak(row, { effect: 'WARN', field, rule, message });
  }
  wait(row: Row, field: string, message: string): void {
    this.speak(row, { effect: 'WAIT', field, rule: 'WAITING', message });
    this.outcome.set(row.id, 'WAITING');
  }
  /** It is in force, though somebody it names is not known yet. */
  partly(row: Row): void {
    this.outcome.set(row.id, 'PARTLY');
  }
  /** Does a rule about what can never be refuse the row? Says so on it. */
  never(row: Row, field: string, results: readonly RuleResult[]): boolean {
    const found = results.find((result) => NEVER.has(result.rule) && stops([result]));
    if (!found) return false;
    this.refuse(row, field, found.rule, found.fix === null ? found.message : `${found.message} ${found.fix}`);
    return true;
  }
  isRefused = (row: Row): boolean => this.outcome.get(row.id) === 'REFUSED';

  verdicts(): ReadonlyMap<number, RowVerdict> {
    return new Map(this.rows.map((row) => [row.id, { status: this.outcome.get(row.id) ?? 'LOADED', remarks: this.said.get(row.id) ?? [] }]));
  }
  private speak(row: Row, remark: Remark): void {
    const known = this.said.get(row.id);
    if (known) known.push(remark);
    else this.said.set(row.id, [remark]);
  }
}

/** The load that a thing made of several rows counts to: the last that said any of them first. */
export const lastLoad = (rows: readonly Row[]): number => Math.max(...rows.map(({ loadId }) => loadId));

/** Rows by a key of theirs, in the order of the rows. */
export function rowsBy<R extends Row>(rows: readonly R[], key: (row: R) => string): ReadonlyMap<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const own = key(row);
    const group = groups.get(own);
    if (group) group.push(row);
    else groups.set(own, [row]);
  }
  return groups;
}
