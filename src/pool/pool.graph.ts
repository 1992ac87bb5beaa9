import { Arg, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { RequestReader } from '../budgets/caller/request-reader';
import type { Budget } from '../budgets/record/budget.loader';
import type { Alongside as BesideBudget } from '../budgets/record/budget.types';
import type { PersonFacts } from '../budgets/record/person-facts';
import { StreamBudgetView } from '../budgets/standing/stream-budget.graph';
import { PersonView } from '../people/person.graph';
import type { Step } from '../rules/rule';
import { RuleResultView, StepView } from '../rules/rule.graph';
import { ArrangementKindEnum } from '../streams/arrangement.graph';
import { ARRANGEMENT_KINDS, type ArrangementKind, POOL_LABELS, type PoolLabel } from '../streams/stream.types';
import { amountInWords, perWeek, perYear } from '../vocabulary/amount';
import { AmountView, enumOf } from '../vocabulary/amount.graph';
import { type Day, runsOn } from '../vocabulary/day';
import { type Pence, pounds } from '../vocabulary/money';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import { spanOf } from '../vocabulary/span';
import { STREAM_NAMES } from '../vocabulary/stream';
import { allBlockers } from './blockers';
import {
  addTotals,
  budgetCost,
  NO_MONEY,
  poolEntries,
  type PoolFigure,
  poolLabel,
  poolTotal,
  runsInPool,
  stateByItsDays,
  type Total,
  totalOf,
} from './pool.rules';

const PoolLabelEnum = enumOf(POOL_LABELS);
registerEnumType(PoolLabelEnum, { name: 'PoolLabel', description: 'What the pool is called in law and policy.' });
const CompletenessEnum = enumOf(['FULL', 'PARTIAL'] as const);
registerEnumType(CompletenessEnum, {
  name: 'Completeness',
  description: 'PARTIAL: something is withheld from this reader; by how much is not said.',
});

@ObjectType('PoolTotal', {
  simpleResolvers: true,
  description:
    "A total of streams: what recurs, by the week and by the year, and the one-offs of the financial year of `asOf`. Sums of the streams' rounded lines.",
})
export class PoolTotalView {
  constructor(private readonly total: Total) {}
  @Field(() => MoneyScalar, { description: 'What recurs, a week.' })
  get perWeek(): Pence {
    return this.total.perWeek;
  }
  @Field(() => MoneyScalar, { description: 'What recurs, a year.' })
  get perYear(): Pence {
    return this.total.perYear;
  }
  @Field(() => MoneyScalar, { description: 'One-offs of the financial year.' })
  get oneOff(): Pence {
    return this.total.oneOff;
  }
}

@ObjectType('HeldShare', { simpleResolvers: true, description: 'How much of the pool is held in one way.' })
export class HeldShareView {
  constructor(
    readonly held: ArrangementKind,
    private readonly total: Total,
  ) {}
  @Field(() => ArrangementKindEnum, { description: 'The way it is held.' })
  get kind(): ArrangementKind {
    return this.held;
  }
  @Field(() => PoolTotalView, { description: 'How much of the pool is held so, of what this reader is shown.' })
  get amount(): PoolTotalView {
    return new PoolTotalView(this.total);
  }
}

@ObjectType('AlongsideItem', { simpleResolvers: true, description: 'Money shown beside the budget.' })
export class AlongsideItemView {
  constructor(private readonly beside: BesideBudget) {}
  @Field(() => String, { description: 'What it is called, in a few words.' })
  get label(): string {
    return this.beside.label;
  }
  @Field(() => String, { description: 'The name of the one who pays it.' })
  get payer(): string {
    return this.beside.payer;
  }
  @Field(() => AmountView, { description: 'How much it is and how often; it is in no total.' })
  get amount(): AmountView {
    return new AmountView(this.beside.amount);
  }
}

@ObjectType('Alongside', { simpleResolvers: true, description: 'Shown beside the budget, never inside it: in no total.' })
export class AlongsideView {
  constructor(private readonly beside: readonly BesideBudget[]) {}
  private of(kind: BesideBudget['kind']): AlongsideItemView[] {
    return this.beside.filter((each) => each.kind === kind).map((each) => new AlongsideItemView(each));
  }
  @Field(() => [AlongsideItemView], { description: "What is paid above the council's own rate." })
  get topUps(): AlongsideItemView[] {
    return this.of('TOP_UP');
  }
  @Field(() => [AlongsideItemView], { description: 'Fees for arranging services.' })
  get brokerageFees(): AlongsideItemView[] {
    return this.of('BROKERAGE_FEE');
  }
  @Field(() => [AlongsideItemView], { description: 'Other public funds or benefits.' })
  get otherResources(): AlongsideItemView[] {
    return this.of('OTHER_RESOURCE');
  }
}

@ObjectType('PooledBudget', {
  simpleResolvers: true,
  description: "A person's budgets of every stream, added up and never stored as a total: each keeps its own funder, rules, amounts and history.",
})
export class PooledBudgetView {
  readonly streams: StreamBudgetView[];
  private readonly hidden: boolean;

  constructor(
    private readonly facts: PersonFacts,
    readonly asOf: Day,
    private readonly reader: RequestReader,
  ) {
    this.streams = poolEntries(facts, asOf).flatMap(({ budget, state }) => {
      const sight = reader.sight(facts, budget);
      if (sight === 'NONE' || (sight === 'EXISTS_ONLY' && !runsInPool(budget, asOf))) return [];
      return [new StreamBudgetView(facts, budget, state, asOf, sight, reader)];
    });
    const withheld = (budget: Budget): boolean => reader.sight(facts, budget) !== 'FULL' && stateByItsDays(facts, budget, asOf) !== null;
    // One who is shown a part is not told whether there is more: it is PARTIAL either way.
    this.hidden = !reader.readsRecord(facts) || facts.budgets.some(withheld);
  }

  /** The budgets whose figures this reader sees: totals are made of these and nothing else. */
  private get full(): StreamBudgetView[] {
    return this.streams.filter(({ inFull }) => inFull);
  }
  private total(figure: PoolFigure): PoolTotalView {
    return new PoolTotalView(poolTotal(this.full, figure, this.asOf));
  }

  @Field(() => PersonView, { description: 'The person whose pool it is.' })
  get person(): PersonView {
    return new PersonView(this.facts.person, this.reader, this.reader.readsRecord(this.facts));
  }
  @Field(() => DateScalar, { name: 'asOf', description: 'The day it is as of.' })
  get day(): Day {
    return this.asOf;
  }
  @Field(() => PoolLabelEnum, { nullable: true, description: 'What it is called; none where there is no budget.' })
  get label(): PoolLabel | null {
    return poolLabel(
      this.reader.readsRecord(this.facts) ? this.facts : { ...this.facts, plans: [] },
      this.streams.map(({ stream }) => stream),
      this.asOf,
    );
  }
  @Field(() => [StreamBudgetView], { name: 'streams', description: "Each stream's budget that this reader may know of." })
  get streamBudgets(): StreamBudgetView[] {
    return this.streams;
  }
  @Field(() => PoolTotalView, { description: 'What the assessments gave, of the budgets that this reader sees in full.' })
  get indicative(): PoolTotalView {
    return this.total('indicative');
  }
  @Field(() => PoolTotalView, { description: 'What is agreed, of the budgets that this reader sees in full.' })
  get agreed(): PoolTotalView {
    return this.total('agreed');
  }
  @Field(() => PoolTotalView, {
    description: 'What the person pays of what is agreed, and no more than it, of the budgets that this reader sees in full.',
  })
  get contribution(): PoolTotalView {
    return this.total('contribution');
  }
  @Field(() => PoolTotalView, { description: 'What is agreed less contributions, of the budgets that this reader sees in full.' })
  get net(): PoolTotalView {
    return this.total('net');
  }
  @Field(() => CompletenessEnum, { description: 'PARTIAL where something is withheld from this reader.' })
  get completeness(): 'FULL' | 'PARTIAL' {
    return this.hidden ? 'PARTIAL' : 'FULL';
  }
  @Field(() => MoneyScalar, {
    description:
      "What a day range costs: amounts by the week, fortnight or four weeks by inclusive days / 7; by the month, quarter or year, and provision of fewer than 52 weeks, by the days' share of the financial year (so a year costs its yearly amount); one-offs on their day. A span is at most ten years.",
  })
  cost(@Arg('from', () => DateScalar) from: Day, @Arg('to', () => DateScalar) to: Day): Pence {
    spanOf(from, to);
    return this.facts.budgets
      .filter((budget) => this.reader.sight(this.facts, budget) === 'FULL')
      .reduce((sum, budget) => sum + this.costOf(budget, from, to), 0);
  }
  private costOf(budget: Budget, from: Day, to: Day): Pence {
    return this.reader.worked.cost.of(this.facts, `${budget.id} ${from} ${to}`, () => budgetCost(budget, this.facts.person, from, to));
  }
  @Field(() => [HeldShareView], { description: 'How it is held.' })
  get heldAs(): HeldShareView[] {
    const parts = this.full.flatMap(({ budget }) => budget.arrangements.filter((each) => runsOn(each, this.asOf)));
    return ARRANGEMENT_KINDS.flatMap((kind) => {
      const own = parts.filter((each) => each.kind === kind);
      return own.length === 0
        ? []
        : [new HeldShareView(kind, own.map((each) => totalOf(each.amount, each.from, this.asOf)).reduce(addTotals, NO_MONEY))];
    });
  }
  @Field(() => AlongsideView, { description: 'Shown beside the budget, never inside it.' })
  get alongside(): AlongsideView {
    return new AlongsideView(this.full.flatMap(({ budget }) => budget.record.alongside.filter((each) => runsOn(each, this.asOf))));
  }
  @Field(() => [RuleResultView], { description: 'What stands between this pool and money reaching the person.' })
  get blockers(): RuleResultView[] {
    return RuleResultView.all(allBlockers(this.full));
  }
  @Field(() => [StepView], { description: 'How the total is made, stream by stream.' })
  get steps(): StepView[] {
    const lines = this.full.map(({ state, stream }): Step => {
      const agreed = state.agreed;
      const amount = agreed ?? state.indicative;
      if (!amount) return { label: STREAM_NAMES[stream], detail: 'No amount yet.' };
      const oneOff = amount.every === 'ONE_OFF';
      const week = perWeek(amount);
      return {
        label: `${STREAM_NAMES[stream]}, ${agreed ? 'agreed' : 'indicative: not in the agreed total'}`,
        detail: `${amountInWords(amount)}${oneOff ? '' : `: ${pounds(week ?? 0)} a week, ${pounds(perYear(amount))} a year`}.`,
        amount: perYear(amount),
      };
    });
    const { perYear: year, perWeek: week, oneOff } = poolTotal(this.full, 'agreed', this.asOf);
    const sum: Step = {
      label: 'Agreed in all',
      detail: `The agreed lines above, added: ${pounds(week)} a week, ${pounds(year)} a year${oneOff ? `, and ${pounds(oneOff)} once` : ''}.`,
      amount: year + oneOff,
    };
    return StepView.all([...lines, sum]);
  }
}
