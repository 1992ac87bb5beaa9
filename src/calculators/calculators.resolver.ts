import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { IdentifierCheckView, IdentifierSystemEnum } from '../people/identifier.graph';
import { checkIdentifier, type IdentifierSystem } from '../people/identifier.rules';
import { AnswerInput, ANSWERS } from '../policy/answer.graph';
import { CalculationView } from '../policy/calculation.graph';
import { PolicyVersionView } from '../policy/policy.graph';
import type { PolicyView } from '../policy/policy.types';
import { MOST_POINTS } from '../policy/ras.rules';
import { RuleView } from '../rules/rule.graph';
import { adultContribution } from '../streams/adult-social-care/contribution.rules';
import { adultsRas } from '../streams/adult-social-care/ras.rules';
import { ArrangementKindEnum } from '../streams/arrangement.graph';
import { carerAllocation } from '../streams/carers/allocation.rules';
import { childrensRas } from '../streams/childrens-social-care/ras.rules';
import { bandedNeed, BandedNeedInput, MOST_NEEDS } from '../streams/element-3/top-up.graph';
import { elementThreeTopUp } from '../streams/element-3/top-up.rules';
import { FACTS_IN_ALL, financialFacts, FinancialFactsInput } from '../streams/financial-facts.graph';
import { canBeFunded } from '../streams/services.rules';
import type { ArrangementKind } from '../streams/stream.types';
import { amount, type Frequency } from '../vocabulary/amount';
import { AmountView, FrequencyEnum, StreamEnum, WEEKS } from '../vocabulary/amount.graph';
import { dayOfBirth, dayOfTable, items, line, LONGEST_CODE, LONGEST_NAME, whole } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';
import { type CalculatorContext, FundingAnswerView, serviceCircumstances, ServiceCircumstancesInput } from './calculators.graph';
import { rulesInForce } from './rules-in-force';

const policyOn = ({ policies }: CalculatorContext, authority: string, on: Day): PolicyView => policies.forAuthority(authority).on(on);

/** Public, stateless, about nobody: what the published policies answer to facts that the caller states. */
@Resolver()
export class CalculatorsResolver {
  @Query(() => [RuleView], {
    description:
      "The rules in force on a day (today where it is left out): national ones, and an authority's own policy under its code. A stream's rules include those of every stream.",
  })
  rules(
    @Ctx() context: CalculatorContext,
    @Arg('stream', () => StreamEnum, { nullable: true }) stream?: Stream | null,
    @Arg('authority', () => String, { nullable: true }) @Within(line(LONGEST_CODE)) authority?: string | null,
    @Arg('on', () => DateScalar, { nullable: true }) @Within(dayOfTable) on?: Day | null,
  ): RuleView[] {
    return rulesInForce(context.policies, { stream: stream ?? null, authority: authority ?? null, on: on ?? context.clock.today() });
  }

  @Query(() => [PolicyVersionView], { description: 'The versions of the policy packs; for one authority its own first, then what it extends.' })
  policyPacks(
    @Ctx() { policies }: CalculatorContext,
    @Arg('authority', () => String, { nullable: true }) @Within(line(LONGEST_CODE)) authority?: string | null,
  ): PolicyVersionView[] {
    return policies.versions(authority).map((version) => new PolicyVersionView(version));
  }

  @Query(() => FundingAnswerView, {
    description: 'Answers from its arguments alone: a rule whose facts are not among them stays silent; an agreement that would be needed is named.',
  })
  canBeFunded(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('stream', () => StreamEnum) stream: Stream,
    @Arg('service', () => String) @Within(line(LONGEST_NAME)) service: string,
    @Arg('dateOfBirth', () => DateScalar) @Within(dayOfBirth) dateOfBirth: Day,
    @Arg('on', () => DateScalar) @Within(dayOfTable) on: Day,
    @Arg('arrangement', () => ArrangementKindEnum, { nullable: true }) arrangement?: ArrangementKind | null,
    @Arg('circumstances', () => ServiceCircumstancesInput, { nullable: true }) circumstances?: ServiceCircumstancesInput | null,
  ): FundingAnswerView {
    const question = { stream, service, arrangement: arrangement ?? null, dateOfBirth, ...serviceCircumstances(circumstances) };
    return new FundingAnswerView(canBeFunded(question, policyOn(context, authority, on)));
  }

  @Query(() => AmountView, { description: 'What an amount comes to by the week and by the year.' })
  equivalentAmount(
    @Arg('value', () => MoneyScalar) value: Pence,
    @Arg('every', () => FrequencyEnum) every: Frequency,
    @Arg('weeksPerYear', () => Int, { defaultValue: 52 }) @Within(WEEKS) weeksPerYear: number,
  ): AmountView {
    return new AmountView(amount(value, every, weeksPerYear));
  }

  @Query(() => IdentifierCheckView, { description: 'Checks the format and check digit of an identifier.' })
  checkIdentifier(
    @Arg('system', () => IdentifierSystemEnum) system: IdentifierSystem,
    @Arg('value', () => String) @Within(line(LONGEST_NAME)) value: string,
  ): IdentifierCheckView {
    return new IdentifierCheckView(checkIdentifier(system, value));
  }

  @Query(() => CalculationView, {
    description:
      'The Element 3 top-up by the year from the published table: by band, by needs (strand, level, tier; or area and score), by points or by setting.',
  })
  elementThreeTopUp(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar) @Within(dayOfTable) on: Day,
    @Arg('band', () => String, { nullable: true }) @Within(line(LONGEST_NAME)) band?: string | null,
    @Arg('needs', () => [BandedNeedInput], { nullable: true }) @Within(items(MOST_NEEDS)) needs?: BandedNeedInput[] | null,
    @Arg('setting', () => String, { nullable: true }) @Within(line(LONGEST_NAME)) setting?: string | null,
    @Arg('points', () => Int, { nullable: true }) @Within(whole(0, MOST_POINTS)) points?: number | null,
    @Arg('hoursPerWeek', () => DecimalScalar, { nullable: true }) hoursPerWeek?: Thousandths | null,
  ): CalculationView {
    const facts = {
      band: band ?? null,
      needs: needs?.map(bandedNeed) ?? null,
      points: points ?? null,
      setting: setting ?? null,
      hoursPerWeek: hoursPerWeek ?? null,
    };
    return new CalculationView(elementThreeTopUp(facts, policyOn(context, authority, on)));
  }

  @Query(() => CalculationView, { description: "The indicative amount of the children's resource allocation system." })
  childrensRas(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar) @Within(dayOfTable) on: Day,
    @Arg('questionnaire', () => String, { nullable: true }) @Within(line(LONGEST_NAME)) questionnaire?: string | null,
    @Arg('points', () => Int, { nullable: true }) @Within(whole(0, MOST_POINTS)) points?: number | null,
    @Arg('answers', () => [AnswerInput], { nullable: true }) @Within(ANSWERS) answers?: AnswerInput[] | null,
    @Arg('hoursPerWeek', () => DecimalScalar, { nullable: true }) hoursPerWeek?: Thousandths | null,
    @Arg('hoursPerYear', () => DecimalScalar, { nullable: true }) hoursPerYear?: Thousandths | null,
  ): CalculationView {
    const facts = {
      questionnaire: questionnaire ?? null,
      points: points ?? null,
      hoursPerWeek: hoursPerWeek ?? null,
      hoursPerYear: hoursPerYear ?? null,
      answers: answers ?? null,
    };
    return new CalculationView(childrensRas(facts, policyOn(context, authority, on)));
  }

  @Query(() => CalculationView, {
    description: "The indicative amount of the adults' resource allocation system: by points, hours or answers, as the authority publishes.",
  })
  adultsRas(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar) @Within(dayOfTable) on: Day,
    @Arg('points', () => Int, { nullable: true }) @Within(whole(0, MOST_POINTS)) points?: number | null,
    @Arg('hoursPerWeek', () => DecimalScalar, { nullable: true }) hoursPerWeek?: Thousandths | null,
    @Arg('answers', () => [AnswerInput], { nullable: true }) @Within(ANSWERS) answers?: AnswerInput[] | null,
    @Arg('hoursPerYear', () => DecimalScalar, { nullable: true }) hoursPerYear?: Thousandths | null,
  ): CalculationView {
    const facts = {
      points: points ?? null,
      hoursPerWeek: hoursPerWeek ?? null,
      hoursPerYear: hoursPerYear ?? null,
      answers: answers ?? null,
    };
    return new CalculationView(adultsRas(facts, policyOn(context, authority, on)));
  }

  @Query(() => CalculationView, { description: "A carer's allocation by the authority's published levels." })
  carerAllocation(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar) @Within(dayOfTable) on: Day,
    @Arg('level', () => String, { nullable: true }) @Within(line(LONGEST_NAME)) level?: string | null,
    @Arg('answers', () => [AnswerInput], { nullable: true }) @Within(ANSWERS) answers?: AnswerInput[] | null,
  ): CalculationView {
    const facts = { level: level ?? null, answers: answers ?? null };
    return new CalculationView(carerAllocation(facts, policyOn(context, authority, on)));
  }

  @Query(() => CalculationView, { description: 'amount = the weekly contribution: the lower of what was assessed and what the care costs.' })
  adultContribution(
    @Ctx() context: CalculatorContext,
    @Arg('authority', () => String) @Within(line(LONGEST_CODE)) authority: string,
    @Arg('on', () => DateScalar) @Within(dayOfTable) on: Day,
    @Arg('facts', () => FinancialFactsInput) @Within(FACTS_IN_ALL) facts: FinancialFactsInput,
  ): CalculationView {
    return new CalculationView(adultContribution(financialFacts(facts), policyOn(context, authority, on)));
  }
}
