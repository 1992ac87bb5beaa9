import type { PersonalFacts } from '../person/person.types';
import type { Plan } from '../plans/plan.types';
import { type Calculation, nameOfVersion, type PolicyView } from '../policy/policy.types';
import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../rules/rule';
import { type Amount, amountInWords } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Agreement, Allocation, AllocationDetails, BudgetState } from './stream.types';

/** What a stream's rules are asked with: one person's facts, the policy of their authority on the day, and the days. */
export interface StreamFacts {
  readonly person: PersonalFacts;
  readonly plans: readonly Plan[];
  readonly policy: PolicyView;
  readonly today: Day;
}

/** What a stream is asked of one of its budgets: as it is about to be agreed, or as it stands on a day. */
export interface BudgetAsked {
  readonly person: PersonalFacts;
  readonly plans: readonly Plan[];
  readonly policy: PolicyView;
  readonly state: BudgetState;
  readonly allocation: Allocation | null;
  readonly agreements: readonly Agreement[];
  /** What is to be agreed, or stands agreed; null while nothing is. */
  readonly amount: Amount | null;
  /** The day that is asked about: one on which the budget runs. */
  readonly on: Day;
  /** The first day for which agreements must stand: the budget's own for what is new, the day itself for what is running. */
  readonly since: Day;
}

/** What an assessment comes to, before a budget is opened on it. */
export interface AllocationProposal {
  readonly details: AllocationDetails;
  readonly indicative: Amount | null;
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
  /** Pack and version that gave the figure; null where it was stated. */
  readonly policy: string | null;
  readonly settingId: number | null;
  readonly caredForId: number | null;
}

/** A figure that the caller stated instead of having it worked out. */
export const statedStep = (label: string, stated: Amount): Step => ({
  label,
  detail: `Stated by the assessor: ${amountInWords(stated)}.`,
  amount: stated.pence,
});

export const ASSESSED_FIRST = defineRule('ASSESSED-FIRST', {
  effect: 'REFUSE',
  title: 'No indicative amount without a completed assessment: its date and its assessor',
  law: [
    law('CARE_ACT', 'ss.9, 10 and 24'),
    law('CHILDREN_AND_FAMILIES', 's.36'),
    law('CHILDREN', 's.17 and Schedule 2 paragraph 3'),
    law('NHS_RULES', 'reg 21'),
    law('COMMUNITY_CARE', 's.47'),
  ],
  source: "Wakefield joint policy 3.1; Wakefield personal budgets page, 'Who is eligible'",
});

/** An assessment has a day, not in the future, and somebody who made it. */
export function assessedFirst(assessedOn: Day, assessedBy: string, today: Day): RuleResult[] {
  if (assessedBy.trim() === '')
    return [speak(ASSESSED_FIRST, 'The assessment does not say who made it.', { fix: 'Name the person who made the assessment in assessedBy.' })];
  if (assessedOn > today)
    return [
      speak(ASSESSED_FIRST, `The assessment is dated ${assessedOn}, which has not come yet.`, {
        fix: 'Record the budget once the assessment is done, with the day it was completed.',
      }),
    ];
  return [];
}

/** The amount that was stated, or else the one that the authority's published method gives, with its steps either way. */
export function statedOrWorkedOut(
  label: string,
  stated: Amount | null,
  workOut: () => Calculation,
): {
  readonly indicative: Amount | null;
  readonly band: string | null;
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
  readonly policy: string | null;
} {
  if (stated) return { indicative: stated, band: null, steps: [statedStep(label, stated)], results: [], policy: null };
  const { amount, band, steps, results, policy } = workOut();
  return { indicative: amount, band, steps, results, policy: policy && nameOfVersion(policy) };
}
