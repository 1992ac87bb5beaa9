import { isOrFollowed } from '../../access/actor';
import { READS_FAMILY } from '../../access/table';
import { type Change, revise } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { type RuleResult, speak } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import { sameAmount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { badInput, forbidden } from '../../vocabulary/refusal';
import { seenBy } from '../caller/visibility';
import { funderSeenBy } from '../caller/visible-funders';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { heldAtNewAmount } from '../holding/arrangement.decisions';
import { arrangementsComplete } from '../holding/arrangement.rules';
import { ConsultationPartyRow, ConsultationRow } from '../record/consultation.entity';
import { nextColumns, noted, reviseBudget, stateFor } from '../record/revisions';
import { asShown } from './consulted-parties.rules';
import { consultationRow, ofConsultation, type OwnConsultation } from './reduction.decisions';
import { REDUCE_CONSULT } from './reduction.rules';

export interface AnswerToRecord {
  readonly consultationId: number;
  /** The party's name, as the reader is shown it. */
  readonly party: string;
  readonly agrees: boolean;
  readonly view: string;
  readonly on: Day;
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The party that is meant: by its own name, or by the one under which it is shown to the one who asks. */
function partyNamed({ consultation, facts }: OwnConsultation, name: string, circumstances: Circumstances) {
  const shown = asShown(consultation.parties, funderSeenBy(circumstances.actor, facts, seenBy(circumstances.actor, facts, circumstances)));
  const index = shown.findIndex((party) => sameName(party.name, name));
  const party = consultation.parties[index];
  if (!party) throw badInput('party', `"${name}" is not heard in this consultation. Those who are: ${shown.map((each) => each.name).join(', ')}.`);
  return party;
}

/** Another funder answers for itself, although the budget is not its own. */
const answersForItself = ({ consultation }: OwnConsultation, _: AnswerToRecord, { actor }: Circumstances): boolean =>
  !READS_FAMILY.includes(actor.role) && consultation.parties.some(({ organisationId }) => isOrFollowed(actor, organisationId));

/** Records what a party said. Whoever was asked may change their answer until the cut is applied or dropped. */
export const answerConsultation = ofConsultation<AnswerToRecord>(
  'answerConsultation',
  'SPEAKS',
  (own, { party: name, agrees, view, on }, circumstances) => {
    const { budget, facts, consultation } = own;
    const { actor, today, at } = circumstances;
    if (consultation.status !== 'OPEN')
      throw badInput('consultationId', `The consultation is ${consultation.status.toLowerCase()}: no more answers are taken.`);
    if (on > today) throw badInput('on', `${on} has not come yet.`);
    if (on < consultation.noticeGivenOn) throw badInput('on', `Notice was given on ${consultation.noticeGivenOn}; nobody answered before.`);
    const party = partyNamed(own, name, circumstances);
    if (READS_FAMILY.includes(actor.role) && party.whoId !== actor.personId) throw forbidden('Everyone answers for themselves.');
    if (
      answersForItself(own, { consultationId: consultation.id, party: name, agrees, view, on }, circumstances) &&
      !isOrFollowed(actor, party.organisationId)
    )
      throw forbidden('A funder answers for itself.');
    const row: ConsultationPartyRow = {
      ...nextColumns(party, facts, circumstances),
      consultation_id: consultation.id,
      name: party.name,
      role: party.role,
      answered_on: party.answeredOn,
      agrees: party.agrees,
      view: party.view,
      who_id: party.whoId,
      organisation_id: party.organisationId,
    };
    return {
      results: [],
      changes: [
        ...revise(ConsultationPartyRow, row, { answered_on: on, agrees, view: view.trim() }, at),
        ...noted(budget, 'answerConsultation', circumstances),
      ],
      id: consultation.id,
    };
  },
  answersForItself,
);

export interface ReconsiderationToRequest {
  readonly consultationId: number;
  readonly account: string;
}
/** The person asks for a cut to be reconsidered: once, before it is applied or after. What is proposed waits until that is decided. */
export const requestReconsideration = ofConsultation<ReconsiderationToRequest>(
  'requestReconsideration',
  'SPEAKS',
  ({ budget, facts, consultation }, { account }, circumstances) => {
    if (consultation.status === 'DROPPED') throw badInput('consultationId', 'The proposal was dropped.');
    const row = consultationRow(consultation, budget, facts, circumstances);
    return {
      results: reconsideredOnce({ budget, facts, consultation }),
      changes: [
        ...revise(ConsultationRow, row, { status: 'RECONSIDERING', reconsideration: account.trim() }, circumstances.at),
        ...noted(budget, 'requestReconsideration', circumstances),
      ],
      id: consultation.id,
    };
  },
);

function reconsideredOnce({ budget, consultation }: Pick<OwnConsultation, 'budget' | 'consultation' | 'facts'>): readonly RuleResult[] {
  if (consultation.reconsideration === null) return [];
  const { cuts } = FUNDING_STREAMS[budget.stream];
  if (cuts) return cuts.reconsideredOnce();
  return [
    speak(REDUCE_CONSULT, 'A cut is reconsidered once, and this one has been.', {
      fix: 'Dispute the decision (raiseDispute).',
      subject: consultation.id,
    }),
  ];
}

export interface ReconsiderationToDecide {
  readonly consultationId: number;
  /** Does the cut stand? */
  readonly upheld: boolean;
  readonly reasons: string;
}

/** What was cut is given back from the day it was cut on. */
function restored(
  { budget, facts, consultation }: OwnConsultation,
  reasons: string,
  circumstances: Circumstances,
): { changes: Change[]; results: readonly RuleResult[] } {
  const from = consultation.appliedOn;
  const revision = budget.revisions.findLast(({ action, effectiveOn }) => action === 'applyReduction' && effectiveOn === from);
  if (from === null || !revision) return { changes: [], results: [] };
  const before = stateFor({ ...budget, revisions: budget.revisions.filter(({ version }) => version < revision.version) }, from);
  const { agreed, status, to } = before;
  const patched = reviseBudget(
    budget,
    {
      effectiveOn: from,
      action: 'decideReconsideration',
      reason: reasons,
      patch: (state) =>
        state.status === 'WITHDRAWN' ? { status, to, agreed } : consultation.to && sameAmount(state.agreed, consultation.to) ? { agreed } : {},
    },
    circumstances,
  );
  if (agreed === null) return { changes: patched, results: [] };
  const held = heldAtNewAmount(budget, agreed, from, facts, circumstances);
  const unheld =
    consultation.kind === 'WITHDRAW' ? arrangementsComplete(agreed, [], budget.id).map((result) => ({ ...result, effect: 'WARN' as const })) : [];
  return { changes: [...patched, ...held.changes], results: [...held.results, ...unheld] };
}

/** Decides a reconsideration, by somebody other than who proposed the cut. Where the cut does not stand it is dropped, and what was cut is given back from its day. */
export const decideReconsideration = ofConsultation<ReconsiderationToDecide>(
  'decideReconsideration',
  'WRITES',
  (own, { upheld, reasons }, circumstances) => {
    const { budget, facts, consultation } = own;
    if (consultation.status !== 'RECONSIDERING') throw badInput('consultationId', 'No reconsideration was asked for that is still to be decided.');
    const applied = consultation.appliedOn !== null;
    const row = consultationRow(consultation, budget, facts, circumstances);
    const decided = `${consultation.reconsideration ?? ''}\n\nDecided on ${circumstances.today}: ${upheld ? 'the cut stands' : 'the cut is dropped'}. ${reasons.trim()}`;
    const status = upheld ? (applied ? 'APPLIED' : 'OPEN') : 'DROPPED';
    const back =
      !upheld && applied
        ? restored(own, reasons.trim(), circumstances)
        : { changes: noted(budget, 'decideReconsideration', circumstances, reasons.trim()), results: [] };
    const sameEyes =
      consultation.proposedBy === circumstances.actor.subject
        ? [
            speak(REDUCE_CONSULT, 'Who proposed the cut does not decide whether it stands.', {
              fix: 'Ask a colleague who did not propose it.',
              subject: consultation.id,
            }),
          ]
        : [];
    return {
      results: [...sameEyes, ...back.results],
      changes: [
        ...revise(ConsultationRow, row, { status, reconsideration: decided, ...(upheld ? {} : { applied_on: null }) }, circumstances.at),
        ...back.changes,
      ],
      id: consultation.id,
    };
  },
  undefined,
  theChargeFollows,
);
