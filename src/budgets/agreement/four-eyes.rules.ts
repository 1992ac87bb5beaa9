import { type Actor, ROLE_NAMES } from '../../access/actor';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { BudgetState } from '../../streams/stream.types';
import { type Amount, perYear } from '../../vocabulary/amount';
import { pounds } from '../../vocabulary/money';

export const FOUR_EYES = defineRule('FOUR-EYES', {
  effect: 'REFUSE',
  title:
    "Who proposed an amount, an increase or a cut does not approve it; the approver's limit covers its yearly amount, and no limit means none; approval is of one version, and an edit voids it",
  policyOf: 'this hub, as good practice',
  source: 'good practice; pack',
});
export const INDICATIVE_SHARED = defineRule('INDICATIVE-SHARED', {
  effect: 'REFUSE',
  title: 'The indicative amount is shared with the person before a budget is agreed',
  law: [law('CARE_GUIDANCE', 'chapter 11'), law('SEND_CODE', 'chapter 9')],
  source: "Wakefield joint policy 5.1; Sefton plan, 'Timeliness'",
});

/** The one who proposed does not approve, and an approver's limit covers the yearly amount: no limit approves nothing. */
export function fourEyes(
  proposedBy: string | null,
  actor: Pick<Actor, 'subject' | 'role' | 'name'>,
  approved: Amount,
  policy: PolicyView,
): RuleResult[] {
  if (proposedBy === actor.subject)
    return [
      speak(FOUR_EYES, `${actor.name} proposed this amount and so cannot approve it.`, {
        fix: 'Ask a colleague with an approval limit to approve it.',
      }),
    ];
  const limit = policy.approvalLimit(actor.role);
  const yearly = perYear(approved);
  if (limit === null)
    return [
      speak(FOUR_EYES, `A ${ROLE_NAMES[actor.role]} has no approval limit, so cannot approve any amount.`, {
        fix: "Ask somebody whose role has a limit in the authority's policy.",
      }),
    ];
  if (yearly > limit)
    return [
      speak(FOUR_EYES, `${pounds(yearly)} a year is more than the ${pounds(limit)} that a ${ROLE_NAMES[actor.role]} may approve.`, {
        fix: 'Ask somebody with a higher limit.',
      }),
    ];
  return [];
}

export function indicativeShared(state: Pick<BudgetState, 'sharedOn' | 'origin' | 'budgetId'>): RuleResult[] {
  if (state.sharedOn !== null) return [];
  const imported = state.origin === 'IMPORTED';
  return [
    speak(
      INDICATIVE_SHARED,
      imported ? 'Loaded without a record that the indicative amount was shared.' : 'The indicative amount has not been shared with the person yet.',
      {
        subject: state.budgetId,
        fix: imported ? null : 'Share it first with shareIndicative, so that the plan can be made with it.',
        ...(imported ? { effect: 'WARN' as const } : {}),
      },
    ),
  ];
}
