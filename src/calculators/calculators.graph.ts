import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Policies } from '../policy/policy.types';
import { RuleResultView } from '../rules/rule.graph';
import { FUNDING_VERDICTS, type FundingAnswer, type FundingVerdict } from '../streams/services.rules';
import { enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';

/** What the calculators need of a request: nobody's record, and no sign-in. */
export interface CalculatorContext {
  readonly policies: Policies;
  readonly clock: { today(): Day };
}

export const FundingVerdictEnum = enumOf(FUNDING_VERDICTS);
registerEnumType(FundingVerdictEnum, { name: 'FundingVerdict', description: 'YES, WITH_AGREEMENT once what `results` name is on record, or NO.' });

@ObjectType('FundingAnswer', { simpleResolvers: true, description: 'May a budget pay for a service, and which rules say so.' })
export class FundingAnswerView {
  constructor(private readonly funding: FundingAnswer) {}
  @Field(() => FundingVerdictEnum, { description: 'The answer, from the arguments alone.' })
  get answer(): FundingVerdict {
    return this.funding.answer;
  }
  @Field(() => [RuleResultView], { description: 'Why, and what would put it right.' })
  get results(): RuleResultView[] {
    return RuleResultView.all(this.funding.results);
  }
}
