import { pounds, type Pence } from '../../vocabulary/money';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../../rules/rule';
import type { FinancialFacts } from '../financial-facts.types';
import type { FinancialFigures } from './financial-figures';

export const ASC_DEFERRED = defineRule('ASC-DEFERRED', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title:
    'What a counted home is to pay for a care home may be deferred until it is sold; the person pays from income above the disposable income allowance',
  law: [law('CARE_ACT', 'ss.34 and 35'), law('DEFERRED_PAYMENT', 'reg 6')],
  source: 'SI 2014/2671; Care and support statutory guidance, chapter 9',
});

export interface Deferral {
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
}
const NOTHING: Deferral = { steps: [], results: [] };

/** Which part of a week's charge is paid now, and which waits until the home is sold. The charge stays what it is. */
export function deferral(
  { deferredPayment = false, setting }: FinancialFacts,
  { charge, income, home }: { readonly charge: Pence; readonly income: Pence; readonly home: boolean },
  figures: FinancialFigures,
): Deferral {
  if (!deferredPayment) return NOTHING;
  if (setting !== 'CARE_HOME' || !home)
    return {
      steps: [],
      results: [
        speak(ASC_DEFERRED, 'Nothing is deferred: no home that counts towards the cost of a care home is listed.', { subject: 'deferredPayment' }),
      ],
    };
  const allowance = figures.take('disposableIncomeAllowance', 'NATION');
  const now = Math.min(charge, Math.max(0, income - allowance));
  return {
    steps: [
      {
        label: 'Paid now',
        detail: `Income of ${pounds(income)} above the disposable income allowance of ${pounds(allowance)}.`,
        amount: now,
        rule: ASC_DEFERRED.id,
      },
      { label: 'Deferred until the home is sold', detail: `${pounds(charge)} - ${pounds(now)}.`, amount: charge - now, rule: ASC_DEFERRED.id },
    ],
    results: [
      speak(ASC_DEFERRED, `Of ${pounds(charge)} a week ${pounds(now)} is paid now, and ${pounds(charge - now)} is deferred until the home is sold.`, {
        subject: 'deferredPayment',
      }),
    ],
  };
}
