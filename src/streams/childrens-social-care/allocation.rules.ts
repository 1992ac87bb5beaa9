import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { PolicyView } from '../../policy/policy.types';
import type { RasOutcome } from '../ras.rules';
import { type AllocationProposal, assessedFirst, statedOrWorkedOut, type StreamFacts } from '../stream';
import { childrensAge } from './provision.rules';
import { childrensRas } from './ras.rules';

export const CSC_RAS = defineRule('CSC-RAS', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'REFUSE',
  title: "Allocated by the children's RAS, never the adults'",
  law: law('CHILDREN', 'ss.17 and 17A'),
  source: 'Wakefield joint policy 4.3',
});

export const CSC_ELIGIBLE = defineRule('CSC-ELIGIBLE', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'REFUSE',
  title: 'A holistic assessment found unmet needs beyond universal and targeted support',
  law: [law('CHILDREN', 's.17'), law('CHRONICALLY_SICK', 's.2')],
  source: 'Wakefield joint policy 2.1, Appendix 2 1.2',
});

const unmetNeeds = (eligible: boolean): RuleResult[] =>
  eligible
    ? []
    : [
        speak(CSC_ELIGIBLE, 'The assessment found no unmet needs beyond what universal and targeted services provide.', {
          fix: 'If needs have changed, ask for a new assessment; the Local Offer lists what is open to every family.',
        }),
      ];

/** Adults' care has its own law and its own RAS: neither may stand behind a child's budget. */
function byTheChildrensRas(outcome: RasOutcome, policy: PolicyView): RuleResult[] {
  const adults =
    outcome.legalBasis === 'CARE_ACT' || outcome.legalBasis === 'S117'
      ? 'rests on the law for adults'
      : outcome.hoursPerWeek !== null && !policy.childrensRas(outcome.questionnaire, 'hours').found
        ? "was worked out by the hours of the adults' RAS"
        : null;
  if (adults === null) return [];
  return [
    speak(CSC_RAS, `This outcome ${adults}, so it cannot set a child's budget.`, {
      fix: "Use the children's RAS, or record an adult's outcome with recordAdultsRas.",
    }),
  ];
}

export function proposeChildrensRas(outcome: RasOutcome, { today, person, policy }: StreamFacts): AllocationProposal {
  const worked = statedOrWorkedOut("Children's RAS outcome", outcome.indicative, () => childrensRas(outcome, policy));
  const { indicative } = worked;
  return {
    details: {
      kind: 'RAS',
      system: "children's RAS",
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
      ...unmetNeeds(outcome.eligible),
      ...childrensAge(person.person.dateOfBirth, outcome.from),
      ...byTheChildrensRas(outcome, policy),
      ...worked.results,
    ],
    policy: worked.policy,
    settingId: null,
    caredForId: null,
  };
}
