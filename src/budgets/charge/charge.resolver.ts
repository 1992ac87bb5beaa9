import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { DecisionView, EnvelopeInput } from '../../mutation/decision.graph';
import type { Mutating } from '../../mutation/mutations';
import { PersonView } from '../../people/person.graph';
import { FACTS_IN_ALL, financialFacts, FinancialFactsInput } from '../../streams/financial-facts.graph';
import { OWN_CARE } from '../../streams/streams';
import { amountFrom, AmountInput } from '../../vocabulary/amount.graph';
import { Within } from '../../vocabulary/bounds.graph';
import { type Day, earlier, type Instant } from '../../vocabulary/day';
import { parseId } from '../../vocabulary/id';
import type { Pence } from '../../vocabulary/money';
import { DateScalar, DateTimeScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import type { RequestReader } from '../caller/request-reader';
import type { PersonFacts } from '../record/person-facts';
import { CareChargesView } from './care-charges.graph';
import { carriersOf, chargeAccountOn } from './charge-history.rules';
import { recordFinancialAssessment } from './financial-assessment.decisions';
import { refundContribution } from './refund.decisions';

@Resolver()
export class ChargeResolver {
  @Mutation(() => DecisionView, {
    description:
      "Of the person who is charged: worked out from `facts`, or as it was `assessed`; shared out over the budgets it falls on (their own adult social care first, then replacement care in carers' budgets), never more than once.",
  })
  recordFinancialAssessment(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('assessedOn', () => DateScalar) assessedOn: Day,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('facts', () => FinancialFactsInput, { nullable: true }) @Within(FACTS_IN_ALL) facts?: FinancialFactsInput | null,
    @Arg('assessed', () => AmountInput, { nullable: true }) assessed?: AmountInput | null,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const input = {
      personId: parseId(personId, 'personId'),
      facts: facts ? financialFacts(facts) : null,
      assessed: assessed ? amountFrom(assessed) : null,
      assessedOn,
      from,
    };
    return mutations.decide(recordFinancialAssessment, input, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      "Gives a contribution back: at most what was charged from `from` to `to` (both counted, neither to come), each day as it stood on record when it came, less what was given back of it already. Recorded beside each budget that carried the charge, in proportion; seen in the person's `careCharges`. CONTRIBUTION-ONCE where it is more, CHARGE-STREAM where nothing was charged.",
  })
  refundContribution(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('from', () => DateScalar) from: Day,
    @Arg('to', () => DateScalar) to: Day,
    @Arg('amount', () => MoneyScalar) amount: Pence,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    return mutations.decide(refundContribution, { personId: parseId(personId, 'personId'), from, to, amount }, envelope);
  }
}

@Resolver(() => PersonView)
export class CareChargesResolver {
  @FieldResolver(() => CareChargesView, {
    nullable: true,
    description:
      'What the person was charged for their care up to a day (today where none is given, and no later), and what is to be given back; null to a reader who is not shown adult social care in full.',
  })
  async careCharges(
    @Root() view: PersonView,
    @Ctx() { reader }: { readonly reader: RequestReader },
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf?: Day | null,
    @Arg('knownAt', () => DateTimeScalar, { nullable: true }) knownAt?: Instant | null,
  ): Promise<CareChargesView | null> {
    const on = earlier(asOf ?? reader.today, reader.today);
    const facts = await reader.facts(view.person.id, knownAt ?? undefined);
    if (!facts || !reader.seesLine(facts, OWN_CARE, null)) return null;
    const carers = await reader.carersOf(facts.person.id);
    const others = await Promise.all(carers.filter((id) => id !== facts.person.id).map((id) => reader.facts(id, knownAt ?? undefined)));
    const everyone = [facts, ...others.filter((each) => each !== null)];
    const standing = chargeAccountOn(facts, carriersOf(facts, everyone), on);
    return new CareChargesView(standing, on, reader.mayKnowOfContinuingCare(facts));
  }
}
