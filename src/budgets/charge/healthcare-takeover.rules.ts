import { type RuleResult, speak } from '../../rules/rule';
import { PHB_CHC_WHOLE } from '../../streams/whole-package.rules';
import type { Day } from '../../vocabulary/day';
import { type Pence, pounds } from '../../vocabulary/money';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { lastDayOf } from '../record/revisions';
import { type ChargeAccount, chargeAccountOn } from './charge-history.rules';
import { CONTRIBUTION_ONCE } from './charge.rules';
import { adultCareIn, continuingHealthcareAfter, continuingHealthcareOn } from './continuing-healthcare.rules';

/*
 * What is owed once NHS Continuing Healthcare begins, or turns out to have begun: the NHS gives back to the council the whole of what
 * it paid for the care from that day, and the council gives back to the person what it charged for it (National Framework for NHS
 * Continuing Healthcare, guidance on responsibilities when a decision is awaited or disputed; SI 2012/2996).
 */

type Own = Pick<PersonFacts, 'person' | 'budgets'>;

const days = ({ from, to }: { readonly from: Day; readonly to: Day }): string => (from === to ? `on ${from}` : `from ${from} to ${to}`);

/** What the person is to be given back and the NHS is to be asked for, in words; nothing where nothing is. */
function owedInWords({ toRefund, refundFor, toRecharge, healthFor }: ChargeAccount): { readonly what: string; readonly fix: string } | null {
  const back = toRefund > 0 && refundFor ? { sum: toRefund, when: refundFor } : null;
  const asked = toRecharge > 0 && healthFor ? { sum: toRecharge, when: healthFor } : null;
  if (!back && !asked) return null;
  return {
    what: [
      ...(back ? [`${pounds(back.sum)} was charged ${days(back.when)} and is to be given back to the person.`] : []),
      ...(asked ? [`The council paid ${pounds(asked.sum)} for the care ${days(asked.when)}, all of which the NHS commissioner owes it.`] : []),
    ].join(' '),
    fix: [
      ...(back ? [`Give ${pounds(back.sum)} back (refundContribution from ${back.when.from} to ${back.when.to}).`] : []),
      ...(asked ? [`Recharge ${pounds(asked.sum)} to the NHS commissioner.`] : []),
    ].join(' '),
  };
}

const takenOver = (which: string, budgetId: number, owed: ReturnType<typeof owedInWords>, otherwise: string): RuleResult =>
  speak(
    PHB_CHC_WHOLE,
    `NHS Continuing Healthcare ${which} and pays for the whole of the person's care: this adult social care budget should end, and nothing may be charged from its first day.${owed ? ` ${owed.what}` : ''}`,
    {
      effect: 'WARN',
      fix: `End the adult social care budget on the ground that continuing healthcare was granted (endBudget, CHC_GRANTED).${owed ? ` ${owed.fix}` : otherwise}`,
      subject: budgetId,
    },
  );

/** Flags an adult social care budget that is running beside continuing healthcare, with what is owed on its account by then, or that would be once it begins. */
export function runningUnderHealth(own: Own, on: Day, adultBudgetId: number): readonly RuleResult[] {
  const budget = own.budgets.find(({ id }) => id === adultBudgetId);
  if (continuingHealthcareOn(own.budgets, on) === null) {
    const begins = continuingHealthcareAfter(own.budgets, on);
    const last = budget ? lastDayOf(budget) : null;
    return begins === null || (last !== null && last < begins) ? [] : [takenOver(`begins on ${begins}`, adultBudgetId, null, '')];
  }
  return [takenOver(`runs on ${on}`, adultBudgetId, budget ? owedInWords(chargeAccountOn(own, [budget], on)) : null, '')];
}

/**
 * Flags every adult social care budget that runs when continuing healthcare is granted, or has run since it began. What is owed is the
 * council's to see: it stands on those budgets, not in the answer to the NHS.
 */
export const flagAdultCare = (budgets: readonly Budget[], period: { readonly from: Day; readonly to: Day | null }): readonly RuleResult[] =>
  adultCareIn(budgets, period).map(({ id }) =>
    takenOver(
      `begins on ${period.from}`,
      id,
      null,
      ' What was charged since is given back to the person, and what was paid is recharged to the NHS.',
    ),
  );

/** What is owed as a budget ends because the NHS took over: to the person, and by the NHS. */
export function owedByHealth(standing: ChargeAccount, budgetId: number): readonly RuleResult[] {
  const { healthFor, underHealth } = standing;
  const owed = owedInWords({ ...standing, toRecharge: underHealth });
  return owed && healthFor
    ? [
        speak(PHB_CHC_WHOLE, `The NHS pays for the whole of the care since ${healthFor.from}. ${owed.what}`, {
          effect: 'WARN',
          fix: owed.fix,
          subject: budgetId,
        }),
      ]
    : [];
}

/** What of a charge is to be given back because it turned out not to be due: the person is charged once, and no more. */
export const toBeGivenBack = ({ toRefund, refundFor }: Pick<ChargeAccount, 'toRefund' | 'refundFor'>): readonly RuleResult[] =>
  toRefund === 0 || !refundFor
    ? []
    : [
        speak(CONTRIBUTION_ONCE, `${pounds(toRefund)} more was charged ${days(refundFor)} than turned out to be due, and is to be given back.`, {
          effect: 'WARN',
          fix: `Give it back (refundContribution from ${refundFor.from} to ${refundFor.to}).`,
        }),
      ];

/** What the NHS is still to be asked for. */
export const toBeRecharged = ({ toRecharge, healthFor }: Pick<ChargeAccount, 'toRecharge' | 'healthFor'>): readonly RuleResult[] =>
  toRecharge === 0 || !healthFor
    ? []
    : [
        speak(
          PHB_CHC_WHOLE,
          `The council paid ${pounds(toRecharge)} for the person's care ${days(healthFor)}, while NHS Continuing Healthcare ran: the NHS commissioner owes it the whole.`,
          { effect: 'WARN', fix: 'End the adult social care budget on that ground (endBudget, CHC_GRANTED): the recharge is then on record.' },
        ),
      ];

/** More is asked back than was charged and not given back yet; or nothing was charged at all. */
export function withinWhatWasCharged(amount: Pence, most: Pence, span: { readonly from: Day; readonly to: Day }): readonly RuleResult[] {
  if (amount <= most) return [];
  return [
    speak(CONTRIBUTION_ONCE, `${pounds(amount)} is more than the ${pounds(most)} that was charged ${days(span)} and has not been given back yet.`, {
      fix:
        most === 0
          ? 'Nothing more is to be given back for these days.'
          : `Give back at most ${pounds(most)}, or name the days for which more was charged.`,
    }),
  ];
}
