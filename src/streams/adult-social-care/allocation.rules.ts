import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { badInput } from '../../vocabulary/refusal';
import type { RasOutcome } from '../ras.rules';
import { type AllocationProposal, assessedFirst, statedStep, type StreamFacts } from '../stream';

export const ASC_RAS = defineRule('ASC-RAS', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'REFUSE',
  title: "Allocated by the adults' RAS, never the children's",
  source: 'Wakefield joint policy 4.3',
});

/** Children's care rests on the Children Act 1989 and has its own questionnaires: neither may stand behind an adult's budget. */
function byTheAdultsRas(outcome: RasOutcome, childrensQuestionnaires: readonly string[]): RuleResult[] {
  const childrens =
    outcome.legalBasis === 'CHILDREN_ACT'
      ? 'rests on the law for children'
      : outcome.questionnaire !== null && childrensQuestionnaires.includes(outcome.questionnaire)
        ? `was worked out by the children's questionnaire "${outcome.questionnaire}"`
        : null;
  if (childrens === null) return [];
  return [speak(ASC_RAS, `This outcome ${childrens}, so it cannot set an adult's budget.`, { fix: "Use the adults' RAS, or record a child's outcome with recordChildrensRas." })];
}

export function proposeAdultsRas(outcome: RasOutcome, { today }: Pick<StreamFacts, 'today'>, childrensQuestionnaires: readonly string[] = ['primary', 'secondary']): AllocationProposal {
  const { indicative } = outcome;
  if (indicative === null) throw badInput('input.indicative', 'State the indicative amount, or the points or hours that give it.');
  return {
    details: {
      kind: 'RAS',
      system: "adults' RAS",
      questionnaire: outcome.questionnaire,
      points: outcome.points,
      hoursPerWeek: outcome.hoursPerWeek,
      band: null,
      indicative,
      eligible: outcome.eligible,
      legalBasis: outcome.legalBasis,
    },
    indicative,
    steps: [statedStep("Adults' RAS outcome", indicative)],
    results: [...assessedFirst(outcome.assessedOn, outcome.assessedBy, today), ...byTheAdultsRas(outcome, childrensQuestionnaires)],
    policy: null,
    settingId: null,
    caredForId: null,
  };
}
