import type { Item } from '../../plans/plan.types';
import type { Service } from '../../policy/pack.types';
import { law, untilTheCareAct } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { SPEND_LAWFUL } from '../../streams/services.rules';
import { type Day, runsOn } from '../../vocabulary/day';
import { type Pence, pounds, splitInProportion, type Thousandths } from '../../vocabulary/money';

/** What is paid out is for what the plan provides. */
const PAID_FOR_THE_PLAN = [
  law('CARE_ACT', 's.33'),
  law('SEN_BUDGETS', 'reg 6'),
  law('NHS_DIRECT_PAYMENTS', 'reg 11'),
  law('CHILDREN', 's.17A'),
  untilTheCareAct('DIRECT_PAYMENTS_2009'),
];

export const SPEND_OUTCOMES = defineRule('SPEND-OUTCOMES', {
  effect: 'WARN',
  title:
    'Spending serves an outcome of the agreed plan and one of its items. A payment that matches none is recorded, queried and reclaimable, never refused: the ledger equals the bank',
  law: PAID_FOR_THE_PLAN,
  source: 'Wakefield joint policy 7.2',
});
export const INVOICE_ITEMISED = defineRule('INVOICE-ITEMISED', {
  effect: 'REFUSE',
  title: 'An invoice line names its item, day, units and rate; a lump sum is refused',
  policyOf: 'a provider of managed budgets',
  source: "Provider policy, 'Future Development'",
  local: true,
});
export const UNSPENT_REPAID = defineRule('UNSPENT-REPAID', {
  effect: 'INFORM',
  title:
    "What stays unspent at a period's end, above the agreed contingency, is to be repaid, each stream its own share; stages: asked, agreed, by instalments, proceedings, written off",
  law: [law('CARE_ACT', 's.33'), law('SEN_BUDGETS', 'reg 13'), law('NHS_DIRECT_PAYMENTS'), law('DIRECT_PAYMENTS_2009')],
  source: 'Wakefield joint policy 7.3',
});

export const BILL_UNITS = defineRule('BILL-UNITS', {
  effect: 'WARN',
  title:
    'What is billed for a line, over all bills and payments, is no more a day, a week and a year than the plan has: units where it is costed by them, else money. A bill beyond it is queried',
  policyOf: 'a provider of managed budgets',
  source: "Provider policy, 'Future Development'; Wakefield joint policy 7.2",
});
export const BILL_ONCE = defineRule('BILL-ONCE', {
  effect: 'WARN',
  title: 'A service is billed once: the same units of the same line on the same day at the same price, on another line or another bill, are queried',
  policyOf: 'a provider of managed budgets',
  source: "Provider policy, 'Future Development'",
});
export const SPEND_WITHIN_LINE = defineRule('SPEND-WITHIN-LINE', {
  effect: 'WARN',
  title: 'Payments for a line, with what is billed for it, are no more in its year than it comes to. What is more is queried and reclaimable',
  law: PAID_FOR_THE_PLAN,
  source: 'Wakefield joint policy 7.2',
});
export const SPEND_WITHIN_BUDGET = defineRule('SPEND-WITHIN-BUDGET', {
  effect: 'WARN',
  title: 'No more is spent of a budget than it has come to by the day: what is more is asked about',
  law: PAID_FOR_THE_PLAN,
  source: 'Wakefield joint policy 7.2',
});
export const SPEND_QUERIED = defineRule('SPEND-QUERIED', {
  effect: 'WARN',
  title: 'A payment that a worker asks about is reclaimable until its explanation is accepted',
  law: PAID_FOR_THE_PLAN,
  source: 'Wakefield joint policy 7.2, 7.3',
});

/** More was spent than there was. */
export const withinBudget = (over: Pence, on: Day, budgetId: number): readonly RuleResult[] =>
  over <= 0
    ? []
    : [
        speak(SPEND_WITHIN_BUDGET, `By ${on} ${pounds(over)} more was spent than the budget has come to.`, {
          fix: 'Ask what it was for: it may have been paid in advance, or with other money. If the need has grown, ask for the budget to be looked at again.',
          subject: budgetId,
        }),
      ];

/** A payment from the card or account that holds a budget. */
export interface PaymentMade {
  readonly reference: string;
  readonly on: Day;
  /** Negative where money came back. */
  readonly amount: Pence;
  readonly description: string | null;
  readonly itemId: number | null;
  /** The four-digit code by which card schemes class a merchant; null where the source has none. */
  readonly merchantCategory: string | null;
}

/** A payment matches a line of the budget that runs on its day. What matches none is kept all the same: the ledger equals the bank. */
export function servesAnOutcome(
  payment: Pick<PaymentMade, 'itemId' | 'on' | 'amount' | 'reference'>,
  items: readonly Pick<Item, 'id' | 'from' | 'to'>[],
): readonly RuleResult[] {
  const item = items.find(({ id }) => id === payment.itemId);
  if (item && runsOn(item, payment.on)) return [];
  const why = item
    ? `names a line that does not run on ${payment.on}`
    : payment.itemId === null
      ? 'names no line of the plan'
      : 'names a line that this budget does not pay for';
  return [
    speak(
      SPEND_OUTCOMES,
      `The payment of ${pounds(payment.amount)} on ${payment.on} ${why}, so it is not known which outcome it serves. It is recorded, and could be reclaimed.`,
      {
        fix: 'Say which line of the plan it was for (recordTransactions with the same reference and its itemId); otherwise it is asked about.',
        subject: payment.reference,
      },
    ),
  ];
}

/** Merchant category codes (ISO 18245) of what no budget buys. */
const FORBIDDEN_MERCHANTS: Readonly<Record<string, string>> = {
  '5813': 'a bar',
  '5921': 'an off-licence',
  '5933': 'a pawnbroker',
  '5993': 'a tobacconist',
  '7322': 'a debt collector',
  '7800': 'a lottery',
  '7801': 'an online casino',
  '7802': 'a racecourse',
  '7995': 'a betting office',
  '9406': 'a lottery',
};

/** The same in the words of a statement, where it has no code, or another's. */
const FORBIDDEN_WORDS: readonly (readonly [words: RegExp, what: string])[] = [
  [/\b(bet(ting|fred|way|victor|365)?|bookmakers?|ladbrokes|william hill|paddy ?power|casino|bingo|lottery|lotto|racecourse)\b/i, 'for gambling'],
  [/\b(off[ -]?licen[cs]e|wine merchants?|brewery|nightclub)\b/i, 'for alcohol'],
  [/\b(tobacco\w*|cigarettes?|vape\w*)\b/i, 'for tobacco'],
  [/\b(payday loans?|loan repayment|debt (collection|recovery|repayment)|bailiffs?)\b/i, 'for a debt'],
];
/** What the words of a payment say that no budget buys; null where they say nothing of the kind. */
const forbiddenIn = (description: string | null): string | null =>
  description === null ? null : (FORBIDDEN_WORDS.find(([words]) => words.test(description))?.[1] ?? null);

/** A payment to a merchant, or for a service, that no budget buys from: it is asked about, and could be reclaimed, in every stream. */
export function lawful(
  payment: Pick<PaymentMade, 'merchantCategory' | 'description' | 'amount' | 'on' | 'reference'>,
  service: Pick<Service, 'name' | 'traits'> | null,
): readonly RuleResult[] {
  const merchant = payment.merchantCategory === null ? undefined : FORBIDDEN_MERCHANTS[payment.merchantCategory];
  const what = service?.traits.includes('forbidden')
    ? `for this: ${service.name.toLowerCase()}`
    : merchant === undefined
      ? forbiddenIn(payment.description)
      : `to ${merchant}`;
  if (what === null) return [];
  return [
    speak(
      SPEND_LAWFUL,
      `The payment of ${pounds(payment.amount)} on ${payment.on} was made ${what}, which no personal budget pays for. It is asked about, and could be reclaimed.`,
      {
        fix: 'Ask what it was for; if it was not for the plan, reclaim it.',
        subject: payment.reference,
      },
    ),
  ];
}

/** A line of an invoice as it arrives; null is what the provider left out. */
export interface BilledLine {
  readonly itemId: number | null;
  readonly on: Day | null;
  readonly units: Thousandths | null;
  readonly rate: Pence | null;
}

/** Every line names its item, its day, its units and its rate. */
export function itemised(lines: readonly BilledLine[], items: readonly Pick<Item, 'id'>[]): readonly RuleResult[] {
  const refuse = (message: string, subject: number | null): RuleResult =>
    speak(INVOICE_ITEMISED, message, {
      fix: 'Ask the provider for an invoice whose lines each name the item, the day, the units and the price of a unit.',
      subject,
    });
  if (lines.length === 0) return [refuse('The invoice has no lines: a lump sum cannot be checked against the plan.', null)];
  return lines.flatMap((line, index) => {
    const missing = [
      ...(line.itemId === null ? ['the item'] : []),
      ...(line.on === null ? ['the day'] : []),
      ...(line.units === null || line.units <= 0 ? ['the units'] : []),
      ...(line.rate === null || line.rate <= 0 ? ['the price of a unit'] : []),
    ];
    if (missing.length > 0) return [refuse(`Line ${index + 1} does not say ${missing.join(', ')}.`, line.itemId)];
    return items.some(({ id }) => id === line.itemId)
      ? []
      : [refuse(`Line ${index + 1} names an item that this budget does not pay for.`, line.itemId)];
  });
}

/** What became of one period's money. */
export interface PeriodEnd {
  readonly on: Day;
  readonly released: Pence;
  readonly spent: Pence;
  /** What may be kept back for the unexpected. */
  readonly contingency: Pence;
}
/** What is to be paid back at a period's end: what was released and not spent, above the contingency. */
export const unspent = ({ released, spent, contingency }: PeriodEnd): Pence => Math.max(0, released - spent - contingency);

/** What of a budget is still to be paid back, and where that is: asked for, or being paid back by instalments. */
export function toBePaidBack(left: Pence, paidBack: Pence, budgetId: number | null = null): readonly RuleResult[] {
  if (left <= 0) return [];
  const stage = paidBack > 0 ? `${pounds(paidBack)} has been paid back, and ${pounds(left)} is still to be` : `${pounds(left)} is asked back`;
  return [
    speak(UNSPENT_REPAID, `${stage}: what was queried, and what was not spent by the period's end above the agreed contingency.`, {
      fix: 'Record each repayment as it comes (reclaimUnspent). It may be paid by instalments; a payment that was queried may be explained.',
      subject: budgetId,
    }),
  ];
}

/** What was paid back and turned out not to be owed: a payment of the bank that came late, or one that was explained since. */
export const repaidBeyond = (much: Pence, budgetId: number | null = null): readonly RuleResult[] =>
  much <= 0
    ? []
    : [
        speak(UNSPENT_REPAID, `${pounds(much)} more was paid back than turned out to be owed, and is to be given back.`, {
          effect: 'WARN',
          fix: 'Give it back (returnReclaimed).',
          subject: budgetId,
        }),
      ];

/** Each stream's own share of what is paid back, in proportion to what it paid in; the parts add up to the whole. */
export const sharesOfUnspent = (left: Pence, paidIn: readonly Pence[]): readonly Pence[] => splitInProportion(left, paidIn);
