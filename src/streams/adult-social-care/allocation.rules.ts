import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { PolicyView } from '../../policy/policy.types';
import { amount } from '../../vocabulary/amount';
import type { RasOutcome } from '../ras.rules';
import { type AllocationProposal, assessedFirst, statedOrWorkedOut, type StreamFacts } from '../stream';
import { adultsAge } from './provision.rules';
import { adultsRas } from './ras.rules';

export const ASC_RAS = defineRule('ASC-RAS', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: "Allocated by the adults' RAS, never the children's",
  law: [law('CARE_ACT', 's.26'), law('COMMUNITY_CARE', 's.47')],
  source: 'Wakefield joint policy 4.3',
});

export const ASC_ELIGIBLE = defineRule('ASC-ELIGIBLE', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'Assessed, eligible under the national criteria, and unmet',
  law: [law('CARE_ACT', 's.13'), law('ELIGIBILITY', 'reg 2'), law('COMMUNITY_CARE', 's.47')],
  source: "Wakefield joint policy 2.2; Sefton plan 'What is this Plan for'",
});

const eligibleNeeds = (eligible: boolean): RuleResult[] =>
  eligible
    ? []
    : [
        speak(ASC_ELIGIBLE, 'The assessment found no eligible needs that nothing else meets.', {
          fix: 'If needs have changed, ask for a new assessment under the national eligibility criteria.',
        }),
      ];

/** As the published children's systems call theirs. */
const CHILDRENS_QUESTIONNAIRES: ReadonlySet<string> = new Set(['primary', 'secondary']);

/** Children's care rests on the Children Act 1989 and has its own questionnaires: neither may stand behind an adult's budget. */
function byTheAdultsRas(outcome: RasOutcome, policy: PolicyView): RuleResult[] {
  const childrens =
    outcome.legalBasis === 'CHILDREN_ACT'
      ? 'rests on the law for children'
      : outcome.questionnaire !== null &&
          (CHILDRENS_QUESTIONNAIRES.has(outcome.questionnaire) || policy.childrensRas(outcome.questionnaire, 'points').found)
        ? `was worked out by the children's questionnaire "${outcome.questionnaire}"`
        : null;
  if (childrens === null) return [];
  return [
    speak(ASC_RAS, `This outcome ${childrens}, so it cannot set an adult's budget.`, {
      fix: "Use the adults' RAS, or record a child's outcome with recordChildrensRas.",
    }),
  ];
}

export function proposeAdultsRas(outcome: RasOutcome, { today, person, policy }: StreamFacts): AllocationProposal {
  const byTheirs = byTheAdultsRas(outcome, policy);
  const worked = statedOrWorkedOut("Adults' RAS outcome", outcome.indicative ?? (byTheirs.length > 0 ? amount(0) : null), () =>
    adultsRas(outcome, policy),
  );
  const { indicative } = worked;
  return {
    details: {
      kind: 'RAS',
      system: "adults' RAS",
      questionnaire: outcome.questionnaire,
      points: outcome.points,
      hoursPerWeek: outcome.hoursPerWeek,
      band: worked.band,
      indicative,
      eligible: outcome.eligible,
      legalBasis: outcome.legalBasis,
    },
    indicative,
    steps: worked.steps,
    results: [
      ...assessedFirst(outcome.assessedOn, outcome.assessedBy, today),
      ...eligibleNeeds(outcome.eligible),
      ...adultsAge(person.person.dateOfBirth, outcome.from),
      ...byTheirs,
      ...worked.results,
    ],
    policy: worked.policy,
    settingId: null,
    caredForId: null,
  };
}
