import type { Item } from '../../plans/plan.types';
import type { PolicyView } from '../../policy/policy.types';
import { type RuleResult, speak } from '../../rules/rule';
import { type Pence, pounds } from '../../vocabulary/money';
import { itemOf } from '../lines/draw-down.rules';
import type { Budget } from '../record/budget.loader';
import type { BudgetTransaction } from '../record/budget.types';
import { onceFor } from '../record/once-for';
import type { MoneyFacts } from '../record/person-facts';
import { byLine } from './by-line.rules';
import { lineYearOf, mostInYear } from './line-meter.rules';
import { lineOfPayment, payableItem } from './payable-line.rules';
import { billSettledBy } from './settling.rules';
import { lawful, servesAnOutcome, SPEND_QUERIED, SPEND_WITHIN_LINE } from './spending.rules';

/* What is asked about payments: whoever recorded them, and whatever they name. */

/** What of each payment for a line is more than the line comes to in its year, with what was billed for it; in the order of their days. */
const beyondLine = onceFor((_: Budget['record']) => new Map<number, ReadonlyMap<number, Pence>>());
function beyond(item: Item, budget: Budget, facts: MoneyFacts): ReadonlyMap<number, Pence> {
  const known = beyondLine(budget.record);
  let found = known.get(item.id);
  if (found) return found;
  const used = new Map<number, Pence>();
  const use = (year: number, amount: Pence): Pence => {
    const sum = (used.get(year) ?? 0) + amount;
    used.set(year, sum);
    return sum;
  };
  const { bills, payments } = byLine(budget, facts);
  for (const { invoice, line } of bills.get(item.id) ?? [])
    if (invoice.status === 'RECEIVED' || invoice.status === 'APPROVED' || invoice.status === 'PAID') use(lineYearOf(item, line.on), line.amount);
  const over = new Map<number, Pence>();
  for (const payment of payments.get(item.id) ?? []) {
    const year = lineYearOf(item, payment.on);
    const excess = use(year, payment.amount) - mostInYear(item, year);
    if (payment.amount > 0 && excess > 0) over.set(payment.id, Math.min(excess, payment.amount));
  }
  known.set(item.id, (found = over));
  return found;
}

function withinLine(payment: BudgetTransaction, item: Item | null, budget: Budget, facts: MoneyFacts): readonly RuleResult[] {
  const excess = item === null ? 0 : (beyond(item, budget, facts).get(payment.id) ?? 0);
  return excess === 0
    ? []
    : [
        speak(
          SPEND_WITHIN_LINE,
          `With the payment of ${pounds(payment.amount)} on ${payment.on}, ${pounds(excess)} more is paid and billed for the line in its year than it comes to.`,
          { fix: 'Ask what it was for. What is explained is accepted (acceptTransaction); the rest could be reclaimed.', subject: payment.reference },
        ),
      ];
}

const askedByStaff = ({ askedAbout, amount, on, reference }: BudgetTransaction): readonly RuleResult[] =>
  askedAbout === null
    ? []
    : [
        speak(SPEND_QUERIED, `The payment of ${pounds(amount)} on ${on} is asked about: "${askedAbout}".`, {
          fix: 'Say what it was for. What is explained is accepted (acceptTransaction); until then it could be reclaimed.',
          subject: reference,
        }),
      ];

/** What is asked about one payment, if nobody has explained it. */
function asked(payment: BudgetTransaction, budget: Budget, facts: MoneyFacts, policy: PolicyView): readonly RuleResult[] {
  const itemId = lineOfPayment(payment, budget, facts);
  const item = payableItem(itemId, budget, facts, payment.on);
  // What a budget may never buy it may not by naming a line of another.
  const named = item ?? (itemId === null ? null : itemOf(itemId, facts));
  const bill = billSettledBy(payment, budget.record.invoices);
  return [
    ...(bill && itemId === null ? [] : servesAnOutcome({ ...payment, itemId }, item ? [item] : [])),
    ...lawful(payment, named ? policy.service(named.service) : null),
    ...(bill ? [] : withinLine(payment, item, budget, facts)),
    ...askedByStaff(payment),
  ];
}

/** What is asked about one payment: which outcome it serves, how much it is, and whether a budget may pay for it at all. One that was explained is told, and asked about no more. */
export function paymentResults(payment: BudgetTransaction, budget: Budget, facts: MoneyFacts, policy: PolicyView): readonly RuleResult[] {
  const results = asked(payment, budget, facts, policy);
  return payment.explanation === null
    ? results
    : results.map((result) => ({
        ...result,
        effect: 'INFORM',
        message: `${result.message} It was explained, and that is accepted: "${payment.explanation}".`,
        fix: null,
      }));
}

/** What of a payment could be reclaimed while it is asked about: what is more than its line comes to, where nothing else is asked. */
export function askedOfPayment(payment: BudgetTransaction, budget: Budget, facts: MoneyFacts, policy: PolicyView): Pence {
  if (payment.amount <= 0 || payment.explanation !== null) return 0;
  const results = asked(payment, budget, facts, policy);
  if (results.length === 0) return 0;
  if (results.some(({ rule }) => rule !== SPEND_WITHIN_LINE.id)) return payment.amount;
  const item = payableItem(lineOfPayment(payment, budget, facts), budget, facts, payment.on);
  return item ? (beyond(item, budget, facts).get(payment.id) ?? 0) : 0;
}
