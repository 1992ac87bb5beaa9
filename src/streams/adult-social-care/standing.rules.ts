import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { amountInWords, less } from '../../vocabulary/amount';
import type { BudgetAsked } from '../stream';
import type { Allocation } from '../stream.types';
import { ASC_NET } from './contribution.rules';

export const ASC_CONTRIBUTION_DUE = defineRule('ASC-CONTRIBUTION-DUE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'WARN',
  title: 'The financial assessment is done as soon as possible; until then the net is provisional',
  law: law('CARE_ACT', 's.17'),
  source: 'Wakefield joint policy 3.3.1',
});
export const ASC_S117_FREE = defineRule('ASC-S117-FREE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 's.117 aftercare carries no contribution',
  law: law('MENTAL_HEALTH', 's.117'),
  source: 'Mental Health Act 1983 s.117',
});

/** Care after detention under the Mental Health Act: free, whatever the person has. */
export const isAftercare = (allocation: Pick<Allocation, 'details'> | null): boolean =>
  allocation?.details.kind === 'RAS' && allocation.details.legalBasis === 'S117';

/** Refuses a charge for aftercare. */
export const aftercareIsFree = (allocation: Pick<Allocation, 'details' | 'budgetId'> | null): readonly RuleResult[] =>
  allocation && isAftercare(allocation)
    ? [
        speak(ASC_S117_FREE, 'This care is aftercare under s.117 of the Mental Health Act, and nobody pays towards that.', {
          fix: 'Make no charge; only care under the Care Act is charged for.',
          subject: allocation.budgetId,
        }),
      ]
    : [];

type Charged = Pick<BudgetAsked, 'state' | 'allocation' | 'amount'>;

/** What the person pays is not known yet: aftercare needs no assessment. */
export const contributionDue = ({ state, allocation, amount }: Charged): readonly RuleResult[] =>
  amount === null || state.contribution !== null || isAftercare(allocation)
    ? []
    : [
        speak(ASC_CONTRIBUTION_DUE, 'No financial assessment has been put to this budget, so what the person receives is provisional.', {
          fix: 'Make the financial assessment as soon as possible and record it (recordFinancialAssessment).',
          subject: state.budgetId,
        }),
      ];

/** What reaches the person once their contribution is known. */
export const receives = ({ state, amount }: Pick<Charged, 'state' | 'amount'>): readonly RuleResult[] =>
  amount === null || state.contribution === null
    ? []
    : [
        speak(
          ASC_NET,
          `The person receives ${amountInWords(less(amount, [state.contribution]))}: ${amountInWords(amount)} less their contribution of ${amountInWords(state.contribution)}.`,
          { subject: state.budgetId },
        ),
      ];
