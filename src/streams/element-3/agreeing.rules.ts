import { outcomeHoldsOn, type OutcomeTag, planInForceOn, planRunsOn } from '../../plans/plan.types';
import { law } from '../../rules/laws';
import type { PolicyView } from '../../policy/policy.types';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { type Amount, amountInWords, exceeds } from '../../vocabulary/amount';
import { addDays, type Day, runsOn } from '../../vocabulary/day';
import type { BudgetAsked } from '../stream';
import { type Agreement, agreementLiveOn, type Allocation, liveAgreements } from '../stream.types';
import { educatedOtherwise, EDU_SETTING_AGREES, educationAge, SETTING_FIX, SETTING_WHY } from './provision.rules';

export const EDU_ELIGIBLE = defineRule('EDU-ELIGIBLE', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: 'To agree and release: an EHC plan and Element 3 funding, both in force (an award may be prepared with the plan in draft)',
  law: law('CHILDREN_AND_FAMILIES', 's.49'),
  source: 'Wakefield joint policy 2.1; Children and Families Act 2014 s.49',
});
export const EDU_OBJECTIVES = defineRule('EDU-OBJECTIVES', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: 'An education budget serves both successful inclusion and achievable progression',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 4.2',
  local: true,
});
export const EDU_AGREEMENT_WITHDRAWN = defineRule('EDU-AGREEMENT-WITHDRAWN', {
  stream: 'EDUCATION',
  effect: 'WARN',
  title: 'Where the setting withdraws, later releases stop that day, what is paid stays, and the council still owes the provision',
  law: law('CHILDREN_AND_FAMILIES', 's.42'),
  source: 'Wakefield joint policy, Appendix 2 1.1; Children and Families Act 2014 s.42',
});

export const EDU_RELEASE_MOST = defineRule('EDU-RELEASE-MOST', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: 'A setting releases no more than the top-up that the award gives it',
  law: law('CHILDREN_AND_FAMILIES', 's.49'),
  source: 'Wakefield joint policy, Appendix 2 1.1',
});

/** An EHC plan in force and Element 3 money in force, both on the day. */
export function planAndAward({ plans, allocation, state, on }: Pick<BudgetAsked, 'plans' | 'allocation' | 'state' | 'on'>): readonly RuleResult[] {
  const results: RuleResult[] = [];
  if (!plans.some((plan) => plan.kind === 'EHC_PLAN' && planInForceOn(plan, on))) {
    const draft = plans.some((plan) => plan.kind === 'EHC_PLAN' && plan.status === 'DRAFT');
    results.push(
      speak(
        EDU_ELIGIBLE,
        `${draft ? 'The EHC plan is still a draft' : 'No EHC plan is in force'} on ${on}, and an education budget is agreed and released only under one.`,
        {
          fix: draft ? 'Agree the EHC plan first (agreePlan).' : 'Record the EHC plan and agree it; the award may be prepared meanwhile.',
          subject: state.budgetId,
        },
      ),
    );
  }
  const details = allocation?.details;
  if (details?.kind !== 'ELEMENT_THREE' || details.topUp.pence === 0 || !runsOn(state, on))
    results.push(
      speak(EDU_ELIGIBLE, `No Element 3 funding is in force on ${on}: there is no high needs top-up for a budget to be made of.`, {
        fix: "Record the Element 3 award for that day; without one the school's own funding meets the need.",
        subject: state.budgetId,
      }),
    );
  return results;
}

const OBJECTIVES: readonly (readonly [tag: OutcomeTag, words: string])[] = [
  ['INCLUSION', 'successful inclusion'],
  ['PROGRESSION', 'achievable progression'],
];

/** Both of the council's objectives are among the outcomes that the EHC plan says a budget may meet. Silent without such a plan. */
export function bothObjectives({ plans, policy, on, state }: Pick<BudgetAsked, 'plans' | 'policy' | 'on' | 'state'>): readonly RuleResult[] {
  const running = plans.filter((plan) => plan.kind === 'EHC_PLAN' && planRunsOn(plan, on));
  if (!policy.applies(EDU_OBJECTIVES.id) || running.length === 0) return [];
  const tags = new Set(
    running.flatMap(({ outcomes }) =>
      outcomes.filter((outcome) => outcome.budgetEligible && outcomeHoldsOn(outcome, on)).flatMap((outcome) => outcome.tags),
    ),
  );
  const missing = OBJECTIVES.filter(([tag]) => !tags.has(tag));
  if (missing.length === 0) return [];
  return [
    speak(
      EDU_OBJECTIVES,
      `An education budget of ${policy.authorityName} serves inclusion and progression alike; no outcome of the plan that a budget may meet is about ${missing.map(([, words]) => words).join(' or ')}.`,
      {
        fix: `Add an outcome tagged ${missing.map(([tag]) => tag).join(' and one tagged ')} to the EHC plan.`,
        subject: state.budgetId,
      },
    ),
  ];
}

/** The days on which what the setting agrees to may change: the first, and each on which an agreement begins, runs out or is withdrawn. */
function turningDays(releases: readonly Agreement[], since: Day, to: Day | null): readonly Day[] {
  const turns = releases.flatMap(({ on, until, withdrawnOn }) => [
    on,
    ...(until === null ? [] : [addDays(until, 1)]),
    ...(withdrawnOn === null ? [] : [withdrawnOn]),
  ]);
  return [...new Set([since, ...turns.filter((day) => day > since && (to === null || day <= to))])].sort();
}

/**
 * The setting's agreement stands on every day that is asked about, and releases at least the amount: an agreement that names no amount releases
 * all of the top-up. Asked where the council's policy asks for one, and the child has a setting that could agree (CFA 2014 s.61).
 */
export function releasedBySetting({
  state,
  allocation,
  agreements,
  amount,
  since,
  policy,
}: Pick<BudgetAsked, 'state' | 'allocation' | 'agreements' | 'amount' | 'since' | 'policy'>): readonly RuleResult[] {
  if (!policy.applies(EDU_SETTING_AGREES.id) || educatedOtherwise(allocation)) return [];
  const releases = agreements.filter(({ kind }) => kind === 'SETTING_RELEASE');
  const topUp: Amount | null = allocation?.details.kind === 'ELEMENT_THREE' ? allocation.details.topUp : null;
  if (releases.length === 0) return [speak(EDU_SETTING_AGREES, SETTING_WHY, { fix: SETTING_FIX, subject: state.budgetId })];
  for (const day of turningDays(releases, since, state.to)) {
    const live = liveAgreements(releases, 'SETTING_RELEASE', day).at(-1);
    if (!live)
      return [
        speak(
          EDU_SETTING_AGREES,
          `The school's or college's agreement does not cover ${day}, and it must stand on every day of the budget${state.to === null ? ', which has no last day' : ''}.`,
          {
            fix: 'Record an agreement of the school or college that covers every day of the budget (agreement SETTING_RELEASE).',
            subject: state.budgetId,
          },
        ),
      ];
    const most = live.amount ?? topUp;
    if (amount && most && exceeds([amount], most))
      return [
        speak(EDU_SETTING_AGREES, `The school or college releases ${amountInWords(most)} from ${day}, and ${amountInWords(amount)} is more.`, {
          fix: `Agree at most ${amountInWords(most)}, or record the agreement of the school or college to release more (agreement SETTING_RELEASE).`,
          subject: state.budgetId,
        }),
      ];
  }
  return [];
}

/** A head or principal gives what the setting is given, and no more: the award says how much that is. */
export function releasesWhatItHas({ kind, amount }: Pick<Agreement, 'kind' | 'amount'>, allocation: Allocation | null): readonly RuleResult[] {
  const details = allocation?.details;
  if (kind !== 'SETTING_RELEASE' || !amount || details?.kind !== 'ELEMENT_THREE' || !exceeds([amount], details.topUp)) return [];
  return [
    speak(EDU_RELEASE_MOST, `The award gives the school or college ${amountInWords(details.topUp)}, and ${amountInWords(amount)} is more.`, {
      fix: `Release at most ${amountInWords(details.topUp)}, or leave the amount out to release all of it.`,
      subject: allocation?.budgetId ?? null,
    }),
  ];
}

/** The setting took its agreement back, and none stands on the day: said where the council's policy asks for one. */
export function settingWithdrew(agreements: readonly Agreement[], on: Day, policy: Pick<PolicyView, 'applies'>): readonly RuleResult[] {
  if (!policy.applies(EDU_SETTING_AGREES.id)) return [];
  const releases = agreements.filter(({ kind }) => kind === 'SETTING_RELEASE');
  const withdrawn = releases.filter(({ withdrawnOn }) => withdrawnOn !== null && withdrawnOn <= on).at(-1);
  if (!withdrawn || releases.some((each) => agreementLiveOn(each, on))) return [];
  return [
    speak(
      EDU_AGREEMENT_WITHDRAWN,
      `${withdrawn.givenBy} withdrew the agreement to release Element 3 money on ${withdrawn.withdrawnOn}. Nothing more is released from that day, what is paid stays with the family, and the council still owes the provision in the plan.`,
      { fix: 'Secure the provision in another way, or record a new agreement (agreement SETTING_RELEASE).', subject: withdrawn.id },
    ),
  ];
}

/** All that education asks before an amount is agreed, and of one that stands. */
export const educationAgrees = (asked: BudgetAsked): readonly RuleResult[] => [
  ...educationAge(asked.person.person.dateOfBirth, asked.on).map((result) => ({
    ...result,
    fix: 'End the award on that day (endBudget), and ask adult social care (recordAdultsRas) or health (attachHealthBudget) what they can pay for instead.',
    subject: String(asked.state.budgetId),
  })),
  ...planAndAward(asked),
  ...bothObjectives(asked),
  ...releasedBySetting(asked),
];
