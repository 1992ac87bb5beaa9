import { Field, ID, InputType, InterfaceType, ObjectType } from 'type-graphql';
import { OutcomeView, PlanSectionEnum } from '../../plans/plan.graph';
import type { Item, PlanSection } from '../../plans/plan.types';
import type { PolicyView } from '../../policy/policy.types';
import type { RuleResult } from '../../rules/rule';
import { RuleResultView } from '../../rules/rule.graph';
import { streamOfItem } from '../../streams/sections.rules';
import { amountFrom, AmountInput, AmountView, StreamEnum } from '../../vocabulary/amount.graph';
import { line, LONGEST_ACCOUNT, LONGEST_CODE, LONGEST_REFERENCE, text } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import type { Day } from '../../vocabulary/day';
import { parseId, parseMaybeId } from '../../vocabulary/id';
import type { Pence, Thousandths } from '../../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import type { Stream } from '../../vocabulary/stream';
import type { RequestReader } from '../caller/request-reader';
import type { PersonFacts } from '../record/person-facts';
import { itemResults } from './line-results.rules';

/** One costed line as a reader sees it on a day. Its class is its type: a resolveType of our own would be a promise for every line. */
@InterfaceType('BudgetItem', { description: 'One costed line of provision that a budget pays for.' })
export abstract class BudgetItemView {
  constructor(
    readonly item: Item,
    readonly facts: PersonFacts,
    readonly asOf: Day,
    private readonly spoken: () => readonly RuleResult[],
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.item.id);
  }
  @Field(() => StreamEnum, { description: "Whose money it is; a Section J line follows its section and the person's age." })
  get stream(): Stream {
    return streamOfItem(this.item, this.facts.person.dateOfBirth, this.asOf);
  }
  @Field(() => String, { description: 'The code of the service in the catalogue.' })
  get service(): string {
    return this.item.service;
  }
  @Field(() => String, { description: 'The line in words, as the plan has it.' })
  get description(): string {
    return this.item.description;
  }
  @Field(() => OutcomeView, { description: 'The outcome of its plan that it serves.' })
  get outcome(): OutcomeView {
    const plan = this.facts.plans.find(({ id }) => id === this.item.planId);
    const outcome = plan?.outcomes.find(({ id }) => id === this.item.outcomeId);
    if (!outcome) throw new Error(`line ${this.item.id} serves no outcome of its plan`);
    return new OutcomeView(outcome);
  }
  @Field(() => AmountView, { description: 'What the line costs and how often; it counts against its budget and in no total.' })
  get cost(): AmountView {
    return new AmountView(this.item.cost);
  }
  @Field(() => String, { nullable: true, description: 'What is counted, where it is priced by the unit.' })
  get unit(): string | null {
    return this.item.unit;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'The price of one unit.' })
  get unitPrice(): Pence | null {
    return this.item.unitPrice;
  }
  @Field(() => DecimalScalar, { nullable: true, description: 'Units in a week.' })
  get unitsPerWeek(): Thousandths | null {
    return this.item.unitsPerWeek;
  }
  @Field(() => DateScalar, { description: 'The first day of the line, counted in.' })
  get from(): Day {
    return this.item.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  get to(): Day | null {
    return this.item.to;
  }
  @Field(() => Boolean, { description: 'Is a close relative who lives in the same household paid for it?' })
  get householdRelative(): boolean {
    return this.item.householdRelative;
  }
  @Field(() => [RuleResultView], { description: 'The rules that speak of it.' })
  get results(): RuleResultView[] {
    return RuleResultView.all(this.spoken());
  }
}

@ObjectType('SectionJItem', {
  implements: BudgetItemView,
  simpleResolvers: true,
  description:
    "A line of Section J of an EHC plan. Its stream follows the section that holds the provision: F education, G health, H1 and H2 children's social care until the 18th birthday, H2 adult social care from it. It draws on that stream's budget and adds nothing to it.",
})
export class SectionJItemView extends BudgetItemView {
  @Field(() => String, { description: "The plan's own reference." })
  get reference(): string {
    return this.item.reference ?? '';
  }
  @Field(() => PlanSectionEnum, { description: 'The section that holds the provision.' })
  get section(): PlanSection {
    return this.item.section ?? 'F';
  }
  @Field(() => String, { nullable: true, description: 'How much of it, in words.' })
  get quantity(): string | null {
    return this.item.quantity;
  }
}

@ObjectType('PlanItem', { implements: BudgetItemView, simpleResolvers: true, description: 'A line of any other plan.' })
export class PlanItemView extends BudgetItemView {}

/** What the rules say of a line on a day: worked out once a request. */
export const lineResults = (item: Item, facts: PersonFacts, policy: PolicyView, asOf: Day, { worked }: Pick<RequestReader, 'worked'>) =>
  worked.ofLines.of(facts, `line ${item.id} ${policy.authority} ${asOf}`, () => itemResults(item, facts, policy, asOf));

export const itemView = (item: Item, facts: PersonFacts, asOf: Day, spoken: () => readonly RuleResult[]): BudgetItemView =>
  item.section === null ? new PlanItemView(item, facts, asOf, spoken) : new SectionJItemView(item, facts, asOf, spoken);

@InputType()
abstract class LineInput {
  @Field(() => ID, { description: 'The plan it belongs to.' })
  planId!: string;
  @Field(() => ID, { nullable: true, description: "The budget it draws on; the person's own of its stream where none is named." })
  streamBudgetId?: string | null;
  @Field(() => String, { nullable: true, description: 'What is counted, e.g. hour.' })
  unit?: string | null;
  @Field(() => MoneyScalar, { nullable: true, description: 'The price of one unit; with unitsPerWeek, the weekly cost.' })
  unitPrice?: Pence | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Units in a week, up to three decimal places.' })
  unitsPerWeek?: Thousandths | null;
  @Within(line(LONGEST_REFERENCE))
  @Field(() => String, { description: 'The outcome of the plan that it serves.' })
  outcomeRef!: string;
  @Within(line(LONGEST_CODE))
  @Field(() => String, { description: 'The code of the service in the catalogue.' })
  service!: string;
  @Within(text(LONGEST_ACCOUNT))
  @Field(() => String, { description: 'The line in words, as the plan has it.' })
  description!: string;
  @Field(() => AmountInput, { nullable: true, description: 'What it costs; left out where it is priced by the unit.' })
  cost?: AmountInput | null;
  @Field(() => DateScalar, { description: 'The first day of the line, counted in.' })
  from!: Day;
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  to?: Day | null;
  @Field(() => Boolean, { defaultValue: false, description: 'A close relative who lives in the same household would be paid for it.' })
  householdRelative!: boolean;
}

@InputType({
  description: 'A line of Section J. Where a price is by the unit, unitPrice x unitsPerWeek is the weekly cost; then `cost` is left out.',
})
export class SectionJItemInput extends LineInput {
  @Field(() => PlanSectionEnum, { description: 'The section that holds the provision.' })
  section!: PlanSection;
  @Within(line(LONGEST_REFERENCE))
  @Field(() => String, { description: "The plan's own reference." })
  reference!: string;
  @Field(() => String, { nullable: true, description: 'How much of it, in words.' })
  quantity?: string | null;
}

@InputType({ description: 'A line of any plan but an EHC plan.' })
export class PlanItemInput extends LineInput {
  @Field(() => StreamEnum, { description: 'Whose money it is.' })
  stream!: Stream;
  @Field(() => ID, { nullable: true, description: "Who gains from it, where that is not the plan's own person (replacement care)." })
  benefitsPersonId?: string | null;
}

/** What both kinds of line have in common, as the decisions take it. */
export const lineFrom = (input: LineInput) => ({
  planId: parseId(input.planId, 'input.planId'),
  streamBudgetId: parseMaybeId(input.streamBudgetId, 'input.streamBudgetId'),
  unit: input.unit ?? null,
  unitPrice: input.unitPrice ?? null,
  unitsPerWeek: input.unitsPerWeek ?? null,
  outcomeRef: input.outcomeRef,
  householdRelative: input.householdRelative,
  service: input.service,
  description: input.description,
  cost: input.cost ? amountFrom(input.cost) : null,
  from: input.from,
  to: input.to ?? null,
});
