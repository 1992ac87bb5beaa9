import type { FinancialFigure, OptionalFigure } from '../../policy/pack.types';
import { missingOfNation } from '../../policy/policy.rules';
import type { Calculation, FoundFigure, PolicyView, WhoseFigure } from '../../policy/policy.types';
import type { RuleResult } from '../../rules/rule';

/**
 * The figures that one assessment took from the policy, so that its answer can name the version it rests on, and the refusals
 * of those that were missing: all of them at once, not the first only, and those of the nation in one message.
 */
export class FinancialFigures {
  readonly used: FoundFigure<number>[] = [];
  private readonly own: RuleResult[] = [];
  private readonly ofNation: FinancialFigure[] = [];
  constructor(readonly policy: PolicyView) {}

  get refusals(): readonly RuleResult[] {
    return this.ofNation.length === 0 ? this.own : [...this.own, missingOfNation(this.ofNation, this.policy.day)];
  }
  /** 0 where the figure is missing; its refusal is kept, and nothing is answered while there is one. */
  take(name: FinancialFigure, whose: WhoseFigure = 'HERE'): number {
    const figure = this.policy.financial(name, whose);
    if (figure.found) return this.taken(figure);
    if (figure.ofNation === undefined) this.own.push(figure.refusal);
    else this.ofNation.push(figure.ofNation);
    return 0;
  }
  /** null where nobody says it, which is an answer. */
  takeIfAny(name: OptionalFigure): number | null {
    const figure = this.policy.financialIfAny(name);
    if (figure === null) return null;
    if (figure.found) return this.taken(figure);
    this.own.push(figure.refusal);
    return null;
  }
  /** Is the figure held here for the day? Asked before another way to it is taken. */
  has(name: FinancialFigure): boolean {
    return this.policy.financial(name).found;
  }
  private taken(figure: FoundFigure<number>): number {
    this.used.push(figure);
    return figure.value;
  }
  /** The authority's own version where one of its own figures was used, else the national one. */
  version(): Calculation['policy'] {
    return (this.used.find(({ policy: { name } }) => name === this.policy.version.name) ?? this.used[0])?.policy ?? null;
  }
}
