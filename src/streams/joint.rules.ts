import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import type { Day } from '../vocabulary/day';
import { type Agreement, liveAgreements } from './stream.types';

export const CAR_JOINT = defineRule('CAR-JOINT', {
  stream: 'CARER',
  effect: 'NEEDS_AGREEMENT',
  title: "A joint plan and budget needs both parties' agreement; either may withdraw",
  law: law('CARE_ACT', 's.25(11)'),
  source: "Sefton plan, 'Carer's Personal Budget'",
});

const BOTH = 2;

/** A budget is joint once somebody agreed to that; then both must have, and neither have withdrawn. Where neither wants it any more, it is joint no longer. */
export function bothAgreeToJoin(agreements: readonly Agreement[], on: Day): readonly RuleResult[] {
  const joint = agreements.filter(({ kind, withdrawnOn }) => kind === 'JOINT_PLAN' && (withdrawnOn === null || withdrawnOn > on));
  const standing = new Set(liveAgreements(joint, 'JOINT_PLAN', on).map(({ givenBy }) => givenBy.trim().toLowerCase()));
  if (joint.length === 0 || standing.size >= BOTH) return [];
  const [first] = joint;
  return [
    speak(
      CAR_JOINT,
      `A joint plan and budget needs the agreement of the carer and of the person cared for; ${standing.size === 0 ? 'neither stands' : 'only one stands'} on ${on}.`,
      {
        fix: "Record the other's agreement (agreement JOINT_PLAN), or withdraw the one that stands (withdrawAgreement) and keep the two plans and budgets apart.",
        subject: first?.budgetId ?? null,
      },
    ),
  ];
}
