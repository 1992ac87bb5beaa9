import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { badInput } from '../../vocabulary/refusal';
import type { RasOutcome } from '../ras.rules';
import { type AllocationProposal, assessedFirst, statedStep, type StreamFacts } from '../stream';

export const CSC_RAS = defineRule('CSC-RAS', {
  stream: 'CHILDRENS_SOCIAL_CARE',
  effect: 'REFUSE',
  title: "Allocated by the children's RAS, never the adults'",
  source: 'Wakefield joint policy 4.3',
});

/** Adults' care has its own law and its own RAS: neither may stand behind a child's budget. */
function byTheChildrensRas(outcome: RasOutcome): RuleResult[] {
  const adults = outcome.legalBasis === 'CARE_ACT' || outcome.legalBasis === 'S117' ? 'rests on the law for adults' : outcome.hoursPerWeek !== null ? "was worked out by the hours of the adults' RAS" : null;
  if (adults === null) return [];
  return [speak(CSC_RAS, `This outcome ${adults}, so it cannot set a child's budget.`, { fix: "Use the children's RAS, or record an adult's outcome with recordAdultsRas." })];
}

export function proposeChildrensRas(outcome: RasOutcome, { today }: Pick<StreamFacts, 'today'>): AllocationProposal {
  const { indicative } = outcome;
  if (indicative === null) throw badInput('input.indicative', 'State the indicative amount, or the points that give it.');
  return {
    details: {
      kind: 'RAS',
      system: "children's RAS",
      questionnaire: outcome.questionnaire,
      points: outcome.points,
      hoursPerWeek: null,
      band: null,
      indicative,
      eligible: outcome.eligible,
      legalBasis: outcome.legalBasis,
    },
    indicative,
    steps: [statedStep("Children's RAS outcome", indicative)],
    results: [...assessedFirst(outcome.assessedOn, outcome.assessedBy, today), ...byTheChildrensRas(outcome)],
    policy: null,
    settingId: null,
    caredForId: null,
  };
}
