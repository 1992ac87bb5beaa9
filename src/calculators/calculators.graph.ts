import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Policies } from '../policy/policy.types';
import { RuleResultView } from '../rules/rule.graph';
import { HealthEligibilityEnum } from '../streams/allocation-source.graph';
import type { ServiceAsked } from '../streams/service-asked.types';
import type { HealthEligibility } from '../streams/stream.types';
import { FUNDING_VERDICTS, type FundingAnswer, type FundingVerdict } from '../streams/services.rules';
import { enumOf } from '../vocabulary/amount.graph';
import { whole } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
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

const A_YEAR = 366;

@InputType({ description: 'What else is known of what would be bought. A rule whose fact is left out stays silent, or asks for it.' })
export class ServiceCircumstancesInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The child is educated otherwise than in a school or college (Children and Families Act 2014 s.61), so none has to agree.',
  })
  educatedOtherwise!: boolean;
  @Field(() => HealthEligibilityEnum, { nullable: true, description: 'What the NHS budget rests on: it decides what the NHS pays for.' })
  eligibility?: HealthEligibility | null;
  @Within(whole(1, A_YEAR))
  @Field(() => Int, { nullable: true, description: 'The days of a stay in a home, with those of earlier stays less than four weeks before it.' })
  stayDays?: number | null;
  @Within(whole(0, A_YEAR))
  @Field(() => Int, { nullable: true, description: 'For how many whole weeks the person has had reablement or intermediate care.' })
  weeksReceived?: number | null;
  @Field(() => Boolean, { defaultValue: false, description: 'A close relative who lives in the same household would be paid.' })
  householdRelative!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'The law bars a direct payment: the holder, or of adults and in health the person, is under a drug or alcohol order or licence. Asked, and not kept.',
  })
  barred!: boolean;
}

/** As the rules take them. */
export const serviceCircumstances = (
  input: ServiceCircumstancesInput | null | undefined,
): Omit<ServiceAsked, 'service' | 'arrangement' | 'dateOfBirth'> => ({
  educatedOtherwise: input?.educatedOtherwise ?? false,
  eligibility: input?.eligibility ?? null,
  stayDays: input?.stayDays ?? null,
  weeksReceived: input?.weeksReceived ?? null,
  householdRelative: input?.householdRelative ?? false,
  barred: input?.barred ?? false,
});
