import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { PersonView } from '../people/person.graph';
import { ruleById } from '../rules/rule';
import { RuleView } from '../rules/rule.graph';
import { StreamEnum } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';
import type { PoolContext } from './pool.resolver';
import { type TransitionAtStake, transitionsAtStake } from './transitions.rules';

@ObjectType('Transition', { simpleResolvers: true, description: 'What changes by itself as a person grows older.' })
export class TransitionView {
  constructor(private readonly transition: TransitionAtStake) {}
  @Field(() => DateScalar, { description: 'The day from which it is otherwise.' })
  get on(): Day {
    return this.transition.on;
  }
  @Field(() => String, { description: 'What changes, in one sentence.' })
  get title(): string {
    return this.transition.title;
  }
  @Field(() => StreamEnum, { nullable: true, description: 'Whose money it changes; null: every stream.' })
  get stream(): Stream | null {
    return this.transition.stream;
  }
  @Field(() => MoneyScalar, {
    nullable: true,
    description:
      'What recurs, a year, of the budgets that it touches on its day (agreed, else indicative), as far as this reader sees them; null where that is none.',
  })
  get annualAmountAtStake(): Pence | null {
    return this.transition.annualAmountAtStake;
  }
  @Field(() => RuleView, { description: 'The rule that makes it change.' })
  get rule(): RuleView {
    return new RuleView(ruleById(this.transition.rule));
  }
}

@Resolver(() => PersonView)
export class TransitionsResolver {
  @FieldResolver(() => [TransitionView], {
    description:
      'What changes by itself as they grow older, from today to a day, both counted: 16, the end of Year 11, 18, 25, the end of that academic year; and what is at stake.',
  })
  async transitions(@Root() view: PersonView, @Ctx() { reader }: PoolContext, @Arg('until', () => DateScalar) until: Day): Promise<TransitionView[]> {
    const facts = await reader.facts(view.person.id);
    if (!facts || !view.inRecord) return [];
    const seen: Parameters<typeof transitionsAtStake>[2] = (budget) => reader.sight(facts, budget) === 'FULL';
    return transitionsAtStake(facts.person, facts.budgets, seen, reader.today, until).map((each) => new TransitionView(each));
  }
}
