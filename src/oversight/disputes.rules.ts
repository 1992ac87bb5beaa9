import type { PolicyView } from '../policy/policy.types';
import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak } from '../rules/rule';

export const DISPUTES_BY_STAGE = defineRule('DISPUTE-STAGES', {
  effect: 'INFORM',
  title: 'Pathway, then service manager, then complaints team, in that order',
  law: [law('COMPLAINTS'), law('CHILDREN', 's.26')],
  policyOf: 'Wakefield',
  source: "Wakefield joint policy 8; Sefton plan, 'Disputes'",
  local: true,
});
export const DISPUTE_PROVIDER = defineRule('DISPUTE-PROVIDER', {
  effect: 'INFORM',
  title: 'A complaint about a service bought with the budget goes to its provider',
  law: law('REGULATED_CARE', 'reg 16'),
  source: "Sefton plan, 'Disputes'",
});

type CouncilStage = PolicyView['disputeStages'][number];
/** PROVIDER: with whoever sold the service; SETTLED: over. */
export type StageOfDispute = CouncilStage | 'PROVIDER' | 'SETTLED';
type Practice = Pick<PolicyView, 'disputeStages' | 'applies' | 'authorityName'>;

const STAGE_NAMES: Record<CouncilStage, string> = {
  PATHWAY: 'those who work with the person',
  SERVICE_MANAGER: 'the service manager',
  COMPLAINTS: 'the complaints team',
};

/** Where a dispute begins: about a bought service with its provider, else at the council's first stage. */
export const firstStage = (boughtService: boolean, { disputeStages }: Practice): StageOfDispute =>
  boughtService ? 'PROVIDER' : (disputeStages[0] ?? 'COMPLAINTS');

/** The stage after one; null after the last, and after the provider, whose own complaints procedure goes on from there. */
export function nextStage(stage: StageOfDispute, { disputeStages }: Practice): CouncilStage | null {
  if (stage === 'PROVIDER' || stage === 'SETTLED') return null;
  const place = disputeStages.indexOf(stage);
  return place < 0 ? null : (disputeStages[place + 1] ?? null);
}

/** Says with whom a dispute is and who comes next, where the authority has stages of its own. */
export function whoDecidesNext(stage: StageOfDispute, practice: Practice, subject: number | null = null): readonly RuleResult[] {
  if (stage === 'PROVIDER' || stage === 'SETTLED' || !practice.applies(DISPUTES_BY_STAGE.id)) return [];
  const next = nextStage(stage, practice);
  const then =
    next === null
      ? 'That is the last stage at the council; the Ombudsman comes after it.'
      : `If that does not settle it, it goes to ${STAGE_NAMES[next]}.`;
  return [speak(DISPUTES_BY_STAGE, `At ${practice.authorityName} it is with ${STAGE_NAMES[stage]}. ${then}`, { subject })];
}

/** Says that a complaint about what was bought is the provider's to answer. */
export const goesToProvider = (boughtService: boolean, subject: number | null = null): readonly RuleResult[] =>
  boughtService
    ? [
        speak(
          DISPUTE_PROVIDER,
          'A complaint about a service that was bought with the budget goes to the provider or employee who gave it. The budget itself is not in dispute.',
          {
            fix: 'Complain to the provider; what the council decided can be disputed with the council.',
            subject,
          },
        ),
      ]
    : [];
