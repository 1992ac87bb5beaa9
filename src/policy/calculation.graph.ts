import { Field, ObjectType } from 'type-graphql';
import { AmountView } from '../vocabulary/amount.graph';
import { RuleResultView, StepView } from '../rules/rule.graph';
import { PolicyVersionView } from './policy.graph';
import type { Calculation } from './policy.types';

@ObjectType('Calculation', {
  simpleResolvers: true,
  description: 'What a calculator answers. `amount` is null where the facts fall outside the table ("not applicable" is not zero).',
})
export class CalculationView {
  constructor(private readonly calculation: Calculation) {}
  @Field(() => AmountView, { nullable: true, description: 'The figure; null where there is none, and `results` say why.' })
  get amount(): AmountView | null {
    return AmountView.of(this.calculation.amount);
  }
  @Field(() => Boolean, { description: 'true where the figure is a ceiling, printed as "up to".' })
  get upTo(): boolean {
    return this.calculation.upTo;
  }
  @Field(() => String, { nullable: true, description: 'The band, level or row of the table that was read.' })
  get band(): string | null {
    return this.calculation.band;
  }
  @Field(() => [StepView], { description: 'From the facts to the figure, in order.' })
  get steps(): StepView[] {
    return StepView.all(this.calculation.steps);
  }
  @Field(() => [RuleResultView], { description: 'The rules that spoke.' })
  get results(): RuleResultView[] {
    return RuleResultView.all(this.calculation.results);
  }
  @Field(() => PolicyVersionView, { nullable: true, description: 'The version of the policy that decided it; null where none did.' })
  get policy(): PolicyVersionView | null {
    return PolicyVersionView.of(this.calculation.policy);
  }
}
