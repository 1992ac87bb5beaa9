import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LONGEST_ACCOUNT, LONGEST_REFERENCE, items, line, oneOf, text } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import { type Day, dayBefore, later } from '../vocabulary/day';
import { enumOf } from '../vocabulary/amount.graph';
import { DateScalar } from '../vocabulary/scalars.graph';
import {
  type Outcome,
  outcomeHoldsOn,
  OUTCOME_TAGS,
  type OutcomeTag,
  type Plan,
  PLAN_KINDS,
  PLAN_SECTIONS,
  PLAN_STATUSES,
  type PlanKind,
  type PlanStatus,
} from './plan.types';

export const PlanKindEnum = enumOf(PLAN_KINDS);
registerEnumType(PlanKindEnum, { name: 'PlanKind', description: 'Under which law a plan is made.' });
const PlanStatusEnum = enumOf(PLAN_STATUSES);
registerEnumType(PlanStatusEnum, { name: 'PlanStatus', description: 'Where a plan is in its life.' });
export const OutcomeTagEnum = enumOf(OUTCOME_TAGS);
registerEnumType(OutcomeTagEnum, { name: 'OutcomeTag', description: 'What an outcome is about.' });
export const PlanSectionEnum = enumOf(PLAN_SECTIONS);
registerEnumType(PlanSectionEnum, { name: 'PlanSection', description: 'The section of an EHC plan that holds the provision.' });

@ObjectType('Outcome', { simpleResolvers: true, description: 'What a plan is to achieve for the person.' })
export class OutcomeView {
  constructor(private readonly outcome: Outcome) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.outcome.id);
  }
  @Field(() => String, { description: "The plan's own reference." })
  get ref(): string {
    return this.outcome.ref;
  }
  @Field(() => String, { description: 'As the plan words it.' })
  get text(): string {
    return this.outcome.text;
  }
  @Field(() => [OutcomeTagEnum], { description: 'What it is about.' })
  get tags(): readonly OutcomeTag[] {
    return this.outcome.tags;
  }
  @Field(() => Boolean, { description: 'Does the plan say that a budget may meet it?' })
  get budgetEligible(): boolean {
    return this.outcome.budgetEligible;
  }
}

@ObjectType('Plan', { simpleResolvers: true, description: 'An EHC plan, a care and support plan, a support plan, a care plan or a health plan.' })
export class PlanView {
  constructor(
    readonly plan: Plan,
    readonly personId: number,
    readonly asOf: Day,
    readonly knownAt: number | undefined,
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.plan.id);
  }
  @Field(() => PlanKindEnum, { description: 'Under which law it is made.' })
  get kind(): PlanKind {
    return this.plan.kind;
  }
  @Field(() => PlanStatusEnum, { description: 'Draft, agreed or ceased, on the day that is looked at.' })
  get status(): PlanStatus {
    if (this.plan.ceasedOn === null || this.plan.ceasedOn <= this.asOf) return this.plan.status;
    return this.plan.agreedOn === null ? 'DRAFT' : 'AGREED';
  }
  @Field(() => DateScalar, { description: 'The first day of the plan, counted in.' })
  get from(): Day {
    return this.plan.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  get to(): Day | null {
    return this.plan.ceasedOn === null ? this.plan.to : later(this.plan.from, dayBefore(this.plan.ceasedOn));
  }
  @Field(() => Int, { description: 'How often it was written: 1 as it was made, one more with each change.' })
  get version(): number {
    return this.plan.version;
  }
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day it was agreed (agreePlan); null while it is a draft, and where a file did not say.',
  })
  get agreedOn(): Day | null {
    return this.plan.agreedOn;
  }
  @Field(() => String, { nullable: true, description: 'Who agreed it, as it was recorded; null where nobody is named.' })
  get agreedBy(): string | null {
    return this.plan.agreedBy;
  }
  @Field(() => Int, {
    nullable: true,
    description: 'Its cycle: reviewed at least once in so many months; null where the plan does not say, which counts as 12.',
  })
  get reviewEveryMonths(): number | null {
    return this.plan.reviewEveryMonths;
  }
  @Field(() => [OutcomeView], { description: 'What it is to achieve, on the day that is looked at.' })
  get outcomes(): OutcomeView[] {
    const on = later(this.asOf, this.plan.from);
    return this.plan.outcomes.filter((outcome) => outcomeHoldsOn(outcome, on)).map((outcome) => new OutcomeView(outcome));
  }
}

export const MOST_OUTCOMES = 200;

@InputType({ description: 'An outcome of a plan.' })
export class OutcomeInput {
  @Within(line(LONGEST_REFERENCE))
  @Field(() => String, { description: "The plan's own reference, unique in it." })
  ref!: string;
  @Within(text(LONGEST_ACCOUNT))
  @Field(() => String, { description: 'As the plan words it.' })
  text!: string;
  @Field(() => [OutcomeTagEnum], { defaultValue: [], description: 'What it is about.' })
  tags!: OutcomeTag[];
  @Field(() => Boolean, { defaultValue: true, description: 'May a budget meet it?' })
  budgetEligible!: boolean;
}

@InputType({ description: 'A plan, recorded as a draft until it is agreed.' })
export class PlanInput {
  @Field(() => ID, { description: 'Whose plan it is.' })
  personId!: string;
  @Field(() => PlanKindEnum, { description: 'Under which law it is made.' })
  kind!: PlanKind;
  @Field(() => DateScalar, { description: 'The first day of the plan, counted in.' })
  from!: Day;
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  to?: Day | null;
  @Within(oneOf([6, 12]))
  @Field(() => Int, { nullable: true, description: '6 or 12; 12 where it does not say.' })
  reviewEveryMonths?: number | null;
  @Within(items(MOST_OUTCOMES))
  @Field(() => [OutcomeInput], { description: 'What it is to achieve.' })
  outcomes!: OutcomeInput[];
}
