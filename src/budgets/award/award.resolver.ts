import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { DecisionView, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { AnswerInput, ANSWERS } from '../../policy/answer.graph';
import { MOST_POINTS } from '../../policy/ras.rules';
import { bandedNeed, BandedNeedInput, MOST_NEEDS } from '../../streams/element-3/top-up.graph';
import { HealthEligibilityEnum } from '../../streams/health/award.graph';
import { CareBasisEnum } from '../../streams/ras.graph';
import type { CareBasis, HealthEligibility } from '../../streams/stream.types';
import type { Amount } from '../../vocabulary/amount';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { items, line, LONGEST_CODE, LONGEST_NAME, LONGEST_REASON, text, whole } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId } from '../../vocabulary/id';
import type { Pence, Thousandths } from '../../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import type { PersonFacts } from '../record/person-facts';
import {
  allocateToCarer,
  attachHealthBudget,
  awardElementThree,
  type RasToRecord,
  recordAdultsRas,
  recordChildrensRas,
  recordOtherFunding,
} from './award.decisions';

const maybeAmount = (input: AmountInput | null | undefined): Amount | null => (input ? amountFrom(input) : null);

/** What every assessment's outcome says. */
@InputType()
abstract class AssessedInput {
  @Field(() => DateScalar, { description: 'The day the assessment was completed.' })
  assessedOn!: Day;
  @Within(line(LONGEST_NAME, 0))
  @Field(() => String, { description: 'The name of the one who made the assessment.' })
  assessedBy!: string;
  @Field(() => DateScalar, { description: "The budget's first day." })
  from!: Day;
  @Field(() => DateScalar, { nullable: true, description: "The budget's last day, where it has one." })
  to?: Day | null;
}

@InputType({ description: 'High needs top-up. Where it is not stated, the band, the needs or the setting give it by the table of the authority.' })
export class ElementThreeAwardInput extends AssessedInput {
  @Field(() => ID, { description: 'The person whose budget it is, by their id in the hub.' })
  personId!: string;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { nullable: true, description: 'URN of the school or college.' })
  setting?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'The child is educated otherwise than in a school or college (Children and Families Act 2014 s.61): no setting is named, and none has to agree.',
  })
  educatedOtherwise!: boolean;
  @Field(() => MoneyScalar, { nullable: true, description: 'Element 1 a year, for context: never poolable.' })
  elementOne?: Pence | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'Element 2 a year, at most £6,000, for context: never poolable.' })
  elementTwo?: Pence | null;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { nullable: true, description: "The band of the authority's table." })
  band?: string | null;
  @Within(items(MOST_NEEDS))
  @Field(() => [BandedNeedInput], { nullable: true, description: "Needs by strand, level and tier of the authority's matrix." })
  needs?: BandedNeedInput[] | null;
  @Within(whole(0, MOST_POINTS))
  @Field(() => Int, { nullable: true, description: "Points, where the authority's table is read by points." })
  points?: number | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Hours a week of the place, where the table has amounts by hours (15 or 30).' })
  hoursPerWeek?: Thousandths | null;
  @Field(() => AmountInput, { nullable: true, description: 'The top-up, where it is stated.' })
  topUp?: AmountInput | null;
}

@InputType({ description: 'The outcome of a resource allocation system.' })
export class RasOutcomeInput extends AssessedInput {
  @Field(() => ID, { description: 'The person whose budget it is, by their id in the hub.' })
  personId!: string;
  @Field(() => Boolean, { description: 'The assessment found eligible needs that nothing else meets.' })
  eligible!: boolean;
  @Field(() => CareBasisEnum, { nullable: true, description: 'The law the care rests on.' })
  legalBasis?: CareBasis | null;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { nullable: true, description: 'Which questionnaire was used.' })
  questionnaire?: string | null;
  @Within(whole(0, MOST_POINTS))
  @Field(() => Int, { nullable: true, description: 'The points that were scored; left out where only the amount is known.' })
  points?: number | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Hours a week, where the council prices hours of a week.' })
  hoursPerWeek?: Thousandths | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Hours a year, where the council prices hours of a year.' })
  hoursPerYear?: Thousandths | null;
  @Within(ANSWERS)
  @Field(() => [AnswerInput], { nullable: true, description: 'The answers, where the table scores them.' })
  answers?: AnswerInput[] | null;
  @Field(() => AmountInput, { nullable: true, description: 'The indicative amount, where it is stated.' })
  indicative?: AmountInput | null;
}

@InputType({ description: "What a carer's assessment led to." })
export class CarerAllocationInput extends AssessedInput {
  @Field(() => ID, { description: 'The carer whose budget it is, by their id in the hub.' })
  carerId!: string;
  @Field(() => ID, { description: 'The person cared for.' })
  caredForId!: string;
  @Field(() => Boolean, { description: 'The assessment found eligible unmet needs as a carer.' })
  eligible!: boolean;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { nullable: true, description: "The level of the authority's table." })
  level?: string | null;
  @Within(ANSWERS)
  @Field(() => [AnswerInput], { nullable: true, description: 'The answers, where one of them names the level.' })
  answers?: AnswerInput[] | null;
  @Field(() => AmountInput, { nullable: true, description: 'The indicative amount, where it is stated.' })
  indicative?: AmountInput | null;
  @Field(() => AmountInput, { nullable: true, description: 'The part of it that is replacement care.' })
  replacementCare?: AmountInput | null;
}

@InputType({ description: 'A personal health budget: the NHS part of the package only.' })
export class HealthBudgetInput extends AssessedInput {
  @Field(() => ID, { description: 'The person whose budget it is, by their id in the hub.' })
  personId!: string;
  @Field(() => HealthEligibilityEnum, { description: 'What it rests on.' })
  eligibility!: HealthEligibility;
  @Field(() => DateScalar, { description: 'The day of the decision.' })
  decidedOn!: Day;
  @Field(() => AmountInput, { nullable: true, description: 'What the NHS would have spent on the package.' })
  baseline?: AmountInput | null;
  @Field(() => AmountInput, { description: 'The indicative amount, and how often it is paid.' })
  indicative!: AmountInput;
  @Field(() => Boolean, { defaultValue: false, description: 'Has the person said that it may be shown with the rest?' })
  shownInPool!: boolean;
}

@InputType({ description: 'Money from elsewhere that goes into the same plan.' })
export class OtherFundingInput {
  @Field(() => ID, { description: 'The person whose budget it is, by their id in the hub.' })
  personId!: string;
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'The name of the one who pays it.' })
  funder!: string;
  @Within(text(LONGEST_REASON))
  @Field(() => String, { description: 'What it is for.' })
  purpose!: string;
  @Field(() => AmountInput, { description: 'How much it is, and how often it is paid.' })
  amount!: AmountInput;
  @Field(() => DateScalar, { description: 'The first day of the budget, counted in.' })
  from!: Day;
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  to?: Day | null;
}

const rasFrom = (input: RasOutcomeInput): RasToRecord => ({
  personId: parseId(input.personId, 'input.personId'),
  eligible: input.eligible,
  legalBasis: input.legalBasis ?? null,
  questionnaire: input.questionnaire ?? null,
  points: input.points ?? null,
  hoursPerWeek: input.hoursPerWeek ?? null,
  hoursPerYear: input.hoursPerYear ?? null,
  answers: input.answers ?? [],
  indicative: maybeAmount(input.indicative),
  assessedOn: input.assessedOn,
  assessedBy: input.assessedBy,
  from: input.from,
  to: input.to ?? null,
});

const opens = (what: string): string => `Opens ${what}, INDICATIVE: nothing is agreed by it. The Decision's id is the budget's.`;

@Resolver()
export class AwardResolver {
  @Mutation(() => DecisionView, { description: opens("a pupil's education budget on an Element 3 award") })
  awardElementThree(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => ElementThreeAwardInput) input: ElementThreeAwardInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const {
      personId,
      needs,
      topUp,
      setting = null,
      educatedOtherwise,
      elementOne = null,
      elementTwo = null,
      band = null,
      points = null,
      hoursPerWeek = null,
      to = null,
      ...rest
    } = input;
    return mutations.decide(
      awardElementThree,
      {
        ...rest,
        personId: parseId(personId, 'input.personId'),
        setting,
        otherwise: educatedOtherwise,
        elementOne,
        elementTwo,
        band,
        points,
        hoursPerWeek,
        needs: needs?.map(bandedNeed) ?? null,
        topUp: maybeAmount(topUp),
        to,
      },
      envelope,
    );
  }

  @Mutation(() => DecisionView, { description: opens("a child's social care budget on the outcome of the children's RAS") })
  recordChildrensRas(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => RasOutcomeInput) input: RasOutcomeInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(recordChildrensRas, rasFrom(input), envelope);
  }

  @Mutation(() => DecisionView, { description: opens("an adult's social care budget on the outcome of the adults' RAS") })
  recordAdultsRas(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => RasOutcomeInput) input: RasOutcomeInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(recordAdultsRas, rasFrom(input), envelope);
  }

  @Mutation(() => DecisionView, { description: opens("a carer's own budget") })
  allocateToCarer(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => CarerAllocationInput) input: CarerAllocationInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { carerId, caredForId, level = null, answers = null, indicative, replacementCare, to = null, ...rest } = input;
    const award = {
      ...rest,
      carerId: parseId(carerId, 'input.carerId'),
      caredForId: parseId(caredForId, 'input.caredForId'),
      level,
      answers,
      indicative: maybeAmount(indicative),
      replacementCare: maybeAmount(replacementCare),
      to,
    };
    return mutations.decide(allocateToCarer, award, envelope);
  }

  @Mutation(() => DecisionView, { description: opens('a personal health budget') + " Only by the person's own health commissioner." })
  attachHealthBudget(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => HealthBudgetInput) input: HealthBudgetInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { personId, baseline, indicative, to = null, ...rest } = input;
    return mutations.decide(
      attachHealthBudget,
      { ...rest, personId: parseId(personId, 'input.personId'), baseline: maybeAmount(baseline), indicative: amountFrom(indicative), to },
      envelope,
    );
  }

  @Mutation(() => DecisionView, {
    description: 'Records money from elsewhere that goes into the same plan. Its funder agreed it, so it is AGREED from the start.',
  })
  recordOtherFunding(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('input', () => OtherFundingInput) input: OtherFundingInput,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const { personId, amount, to = null, ...rest } = input;
    return mutations.decide(recordOtherFunding, { ...rest, personId: parseId(personId, 'input.personId'), amount: amountFrom(amount), to }, envelope);
  }
}
