import type { FinancialFigure } from '../../policy/pack.types';
import type { Calculation, FoundFigure, PolicyView } from '../../policy/policy.types';
import type { RuleResult } from '../../rules/rule';

/**
 * The figures that one assessment took from the policy, so that its answer can name the version it rests on, and the refusals
 * of those that were missing: all of them at once, not the first only.
 */
export class FinancialFigures {
  readonly used: FoundFigure<number>[] = [];
  readonly refusals: RuleResult[] = [];
  constructor(readonly policy: PolicyView) {}
  /** 0 where the figure is missing; its refusal is kept, and nothing is answered while there is one. */
  take(name: FinancialFigure): number {
    const figure = this.policy.financial(name);
    if (!figure.found) {
      this.refusals.push(figure.refusal);
      return 0;
    }
    this.used.push(figure);
    return figure.value;
  }
  /** The authority's own version where one of its own figures was used, else the national one. */
  version(): Calculation['policy'] {
    return (this.used.find(({ policy: { name } }) => name === this.policy.version.name) ?? this.used[0])?.policy ?? null;
  }
}
