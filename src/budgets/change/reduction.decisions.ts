import { amountColumns } from '../../database/amount-columns';
import { type Change, insert, revise } from '../../database/changes';
import type { Circumstances, Find } from '../../mutation/declaration';
import { factColumns, firstVersion } from '../../people/people.decisions';
import { type RuleResult, speak, unlessStopped } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import { type Amount, amountInWords, perYearExactly, sameAmount } from '../../vocabulary/amount';
import { addDays, type Day, dayBefore, later } from '../../vocabulary/day';
import { compareFractions } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { fourEyes } from '../agreement/four-eyes.rules';
import { budgetHolding, type BudgetWithOwner, ofBudget, type OnBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { heldAtNewAmount } from '../holding/arrangement.decisions';
import { sufficient } from '../lines/draw-down.rules';
import { arrangementsEndedAfter } from '../record/arrangement.rows';
import type { Budget } from '../record/budget.loader';
import type { Consultation } from '../record/budget.types';
import type { CutKind } from '../record/budget.words';
import { ConsultationPartyRow, ConsultationRow } from '../record/consultation.entity';
import type { PersonFacts } from '../record/person-facts';
import { isOver, isRunning, latestState, nextColumns, noted, reviseBudget, stateFor } from '../record/revisions';
import { paidBeyond } from '../spending/paid-beyond-end';
import { partiesOf } from './consulted-parties.rules';
import { stillContested } from './reduction-blocked.rules';
import { everyoneHeard, reasonsAndNotice, REDUCE_CONSULT } from './reduction.rules';

export interface ReductionToPropose {
  readonly streamBudgetId: number;
  readonly kind: CutKind;
  /** What it would be cut to; null for a withdrawal. */
  readonly to: Amount | null;
  readonly reasons: string;
  readonly noticeGivenOn: Day;
  readonly effectiveOn: Day;
}

const OPEN: readonly Consultation['status'][] = ['OPEN', 'READY', 'RECONSIDERING'];

/** What the stream's own rule asks besides: of health, written reasons, and time that its commissioner's practice counts as reasonable. */
const streamsNotice = (
  budget: Budget,
  cut: Pick<Consultation, 'reasons' | 'noticeGivenOn' | 'effectiveOn'>,
  noticeDays: number,
  reconsidering: boolean,
): readonly RuleResult[] => FUNDING_STREAMS[budget.stream].cuts?.notice({ ...cut, noticeDays, reconsidering }) ?? [];

/** Throws BAD_INPUT for what is no cut of the budget as it stands. */
function checkCut(budget: Budget, { kind, to, noticeGivenOn, effectiveOn }: ReductionToPropose, today: Day): void {
  const state = stateFor(budget, effectiveOn);
  if (!isRunning(state) || state.agreed === null)
    throw badInput('streamBudgetId', isOver(state) ? `The budget is ${state.status.toLowerCase()}.` : 'Nothing is agreed yet that could be cut.');
  const open = budget.record.consultations.find(({ status }) => OPEN.includes(status));
  if (open) throw badInput('streamBudgetId', `A cut that was proposed is still being consulted on, to ${open.closesOn}.`);
  if (noticeGivenOn > today) throw badInput('noticeGivenOn', `${noticeGivenOn} has not come yet.`);
  if (kind === 'WITHDRAW' && to !== null) throw badInput('to', 'A withdrawal leaves nothing: say REDUCE to cut it to an amount.');
  if (kind === 'REDUCE' && to === null) throw badInput('to', 'Say what it would be cut to.');
  if (
    to !== null &&
    ((to.every === 'ONE_OFF') !== (state.agreed.every === 'ONE_OFF') || compareFractions(perYearExactly(to), perYearExactly(state.agreed)) >= 0)
  )
    throw badInput('to', `${amountInWords(to)} is no cut of ${amountInWords(state.agreed)}. More is agreed with increaseBudget.`);
  if (to?.pence === 0) throw badInput('to', 'A cut to nothing is a withdrawal: say WITHDRAW.');
}

/** Proposes a cut or a withdrawal: nothing changes yet. Everyone is to be heard first, whoever they are to the one who proposes it. */
export const proposeReduction = ofBudget<ReductionToPropose>('proposeReduction', {
  may: 'WRITES',
  async people({ streamBudgetId }, find: Find) {
    const personId = await find.personOf('budget_revision', streamBudgetId, 'streamBudgetId');
    return [personId, ...(await find.speakersFor(personId)).filter((id) => id !== personId)];
  },
  budgetId: ({ streamBudgetId }) => streamBudgetId,
  decide({ budget, facts, all }, input, circumstances) {
    const { today } = circumstances;
    checkCut(budget, input, today);
    const { consultationDays } = policyOn(facts, circumstances, input.noticeGivenOn);
    const closesOn = addDays(input.noticeGivenOn, consultationDays);
    const id = circumstances.newId();
    const row: ConsultationRow = {
      ...factColumns(id, facts.person, circumstances),
      ...firstVersion,
      budget_id: budget.id,
      kind: input.kind,
      ...amountColumns('to', input.to),
      reasons: input.reasons.trim(),
      notice_given_on: input.noticeGivenOn,
      takes_effect_on: input.effectiveOn,
      closes_on: closesOn,
      status: 'OPEN',
      proposed_by: circumstances.actor.subject,
      reconsideration: null,
      applied_on: null,
    };
    const parties = partiesOf(
      budget,
      facts,
      all,
      (organisationId) => circumstances.organisationById(organisationId)?.name ?? 'Another funder',
      today,
    ).map((party): ConsultationPartyRow => ({
      ...factColumns(circumstances.newId(), facts.person, circumstances),
      ...firstVersion,
      consultation_id: id,
      name: party.name,
      role: party.role,
      answered_on: null,
      agrees: null,
      view: null,
      who_id: party.whoId,
      organisation_id: party.organisationId,
    }));
    const waiting = speak(
      REDUCE_CONSULT,
      `Everyone who is concerned is heard first: ${parties.length === 1 ? 'one party' : `${parties.length} parties`}, until ${closesOn}.`,
      {
        effect: 'INFORM',
        fix: 'Record each answer (answerConsultation); then the cut may be applied (applyReduction).',
        subject: id,
      },
    );
    const enough =
      input.to === null
        ? []
        : sufficient(budget, input.to, facts, policyOn(facts, circumstances, input.effectiveOn, latestState(budget)), input.effectiveOn).map(
            (result) => ({
              ...result,
              effect: 'WARN' as const,
            }),
          );
    return {
      results: unlessStopped([...reasonsAndNotice(input), ...streamsNotice(budget, input, consultationDays, false)], [...enough, waiting]),
      changes: [
        insert(ConsultationRow, row),
        ...parties.map((party) => insert(ConsultationPartyRow, party)),
        ...noted(budget, 'proposeReduction', circumstances, input.reasons.trim()),
      ],
      id,
    };
  },
});

interface OnConsultation {
  readonly consultationId: number;
}
export interface OwnConsultation extends BudgetWithOwner {
  readonly consultation: Consultation;
}
const holds =
  (consultationId: number) =>
  ({ record }: Budget): boolean =>
    record.consultations.some(({ id }) => id === consultationId);

/** What mutations of one consultation have in common. */
export const ofConsultation = <Input extends OnConsultation>(
  name: string,
  may: OnBudget<Input>['may'],
  decide: (own: OwnConsultation, input: Input, circumstances: Circumstances) => ReturnType<OnBudget<Input>['decide']>,
  or?: (own: OwnConsultation, input: Input, circumstances: Circumstances) => boolean,
  follows?: OnBudget<Input>['follows'],
) => {
  const find = (own: BudgetWithOwner, { consultationId }: Input): OwnConsultation => {
    const consultation = own.budget.record.consultations.find(({ id }) => id === consultationId);
    if (!consultation) throw badInput('consultationId', 'There is no such consultation.');
    return { ...own, consultation };
  };
  return ofBudget<Input>(name, {
    may,
    names: 'PART',
    people: async (input, finder) => [await finder.personOf('consultation', input.consultationId, 'consultationId')],
    budgetId: ({ consultationId }, all) => budgetHolding(all, 'consultationId', consultationId, holds(consultationId)),
    ...(follows ? { follows } : {}),
    ...(or ? { or: (own: BudgetWithOwner, input: Input, circumstances: Circumstances) => or(find(own, input), input, circumstances) } : {}),
    decide: (own, input, circumstances) => decide(find(own, input), input, circumstances),
  });
};

/** A consultation as its row, for a new version of it. */
export const consultationRow = (
  consultation: Consultation,
  budget: Budget,
  facts: Pick<PersonFacts, 'person'>,
  circumstances: Circumstances,
): ConsultationRow => ({
  ...nextColumns(consultation, facts, circumstances),
  budget_id: budget.id,
  kind: consultation.kind,
  ...amountColumns('to', consultation.to),
  reasons: consultation.reasons,
  notice_given_on: consultation.noticeGivenOn,
  takes_effect_on: consultation.effectiveOn,
  closes_on: consultation.closesOn,
  status: consultation.status,
  proposed_by: consultation.proposedBy,
  reconsideration: consultation.reconsideration,
  applied_on: consultation.appliedOn,
});

/** The budget after the cut, from its day or from today where that has passed: a cut does not reach back. */
function cut(
  { budget, facts, consultation }: OwnConsultation,
  from: Day,
  circumstances: Circumstances,
): { changes: Change[]; results: readonly RuleResult[] } {
  const { kind, to, proposedBy, reasons } = consultation;
  const approvedBy = circumstances.actor.subject;
  if (kind === 'WITHDRAW' || to === null) {
    const withdrawn = reviseBudget(
      budget,
      {
        effectiveOn: from,
        action: 'applyReduction',
        reason: reasons,
        patch: (state) => (isOver(state) ? {} : { status: 'WITHDRAWN', to: state.from >= from ? state.to : dayBefore(from), proposedBy, approvedBy }),
      },
      circumstances,
    );
    const last = dayBefore(from);
    return {
      changes: [...withdrawn, ...arrangementsEndedAfter(budget, last, facts, circumstances), ...paidBeyond(budget, last, facts, circumstances)],
      results: [],
    };
  }
  const before = stateFor(budget, from).agreed;
  const held = heldAtNewAmount(budget, to, from, facts, circumstances);
  const reduced = reviseBudget(
    budget,
    {
      effectiveOn: from,
      action: 'applyReduction',
      reason: reasons,
      patch: (state) => (sameAmount(state.agreed, before) && !isOver(state) ? { agreed: to, proposedBy, approvedBy } : {}),
    },
    circumstances,
  );
  return { changes: [...reduced, ...held.changes], results: held.results };
}

export type ReductionToApply = OnConsultation;
/** Applies a cut once everyone was heard or the time for it has run, by somebody other than who proposed it. */
export const applyReduction = ofConsultation<ReductionToApply>('applyReduction', 'WRITES', apply, undefined, theChargeFollows);

function apply(own: OwnConsultation, _: ReductionToApply, circumstances: Circumstances): ReturnType<OnBudget<ReductionToApply>['decide']> {
  const { budget, facts, consultation } = own;
  const { today, actor, at } = circumstances;
  if (!OPEN.includes(consultation.status))
    throw badInput('consultationId', consultation.status === 'APPLIED' ? 'It was applied already.' : 'The proposal was dropped.');
  const from = later(consultation.effectiveOn, today);
  const state = stateFor(budget, from);
  if (isOver(state) || isOver(latestState(budget))) throw badInput('consultationId', 'The budget has ended meanwhile.');
  const policy = policyOn(facts, circumstances, today);
  const { consultationDays } = policyOn(facts, circumstances, consultation.noticeGivenOn);
  const done = cut(own, from, circumstances);
  return {
    results: unlessStopped(
      [
        ...(state.agreed ? fourEyes(consultation.proposedBy, actor, state.agreed, policy) : []),
        ...everyoneHeard(consultation, today),
        ...reasonsAndNotice(consultation),
        ...streamsNotice(budget, consultation, consultationDays, consultation.status === 'RECONSIDERING'),
        ...stillContested(own),
        ...(consultation.to ? sufficient(budget, consultation.to, facts, policyOn(facts, circumstances, from, state), from) : []),
      ],
      done.results,
    ),
    changes: [
      ...revise(ConsultationRow, consultationRow(consultation, budget, facts, circumstances), { status: 'APPLIED', applied_on: from }, at),
      ...done.changes,
    ],
    id: consultation.id,
  };
}
