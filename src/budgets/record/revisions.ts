import { amountColumns } from '../../database/amount-columns';
import { type Change, insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import type { BudgetState } from '../../streams/stream.types';
import { FUNDING_STREAMS } from '../../streams/streams';
import { type Day, dayBefore, earlier, later, OPEN_ENDED, runsOn } from '../../vocabulary/day';
import type { Stream } from '../../vocabulary/stream';
import { BudgetRevisionRow } from './budget.entity';
import type { Budget } from './budget.loader';
import { onceFor } from './once-for';
import type { PersonFacts } from './person-facts';

/** So many revisions are looked through; among more, the day is searched for. */
const FEW = 8;

/** The state on a day: the highest version among those that had taken effect. null before the first. */
export function stateOn(revisions: readonly BudgetState[], on: Day): BudgetState | null {
  if (revisions.length > FEW) return searched(timeline(revisions), on);
  let found: BudgetState | null = null;
  for (const revision of revisions) if (revision.effectiveOn <= on && (found === null || revision.version > found.version)) found = revision;
  return found;
}

function searched(slices: readonly StateSpan[], on: Day): BudgetState | null {
  let [low, high] = [0, slices.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slices[middle]?.from ?? on) <= on) low = middle + 1;
    else high = middle;
  }
  return slices[low - 1]?.state ?? null;
}

/** The state furthest ahead in time: what a reader of the whole budget starts from. */
export function latestState(budget: Pick<Budget, 'revisions'>): BudgetState {
  const state = timeline(budget.revisions).at(-1)?.state;
  if (!state) throw new Error('a budget has a first revision');
  return state;
}

/** The one that was opened first comes first. Their ids do not tell: each hub takes ids from blocks of its own. */
export const eldestFirst = (a: Pick<Budget, 'id' | 'revisions'>, b: Pick<Budget, 'id' | 'revisions'>): number =>
  (a.revisions[0]?.recordedAt ?? 0) - (b.revisions[0]?.recordedAt ?? 0) || a.id - b.id;

/** Has the budget come to its end for good? */
export const isOver = ({ status }: Pick<BudgetState, 'status'>): boolean => status === 'ENDED' || status === 'WITHDRAWN' || status === 'VOIDED';

/** Was the budget recorded by mistake? It never was, on any of its days. */
export const isVoid = (budget: Pick<Budget, 'revisions'>): boolean => latestState(budget).status === 'VOIDED';

/** What expectedVersion is held against: the number of the revision written last. */
export const versionOf = (budget: Pick<Budget, 'revisions'>): number => Math.max(...budget.revisions.map(({ version }) => version));

/** Changes that are told one by one; of more, the last. */
const TOLD = 5;

/** What was done to a budget after one of its versions, and by whom: a change is its revisions together. */
export function changesAfter(revisions: readonly BudgetState[], version: number): readonly string[] {
  const changes = new Map<string, string>();
  for (const revision of revisions)
    if (revision.version > version) changes.set(`${revision.recordedAt} ${revision.action}`, `${revision.action} by ${revision.actorName}`);
  const all = [...changes.values()];
  return all.length > TOLD ? [`${all.length - TOLD} other changes`, ...all.slice(-TOLD)] : all;
}

/** A slice of a budget's time in which its state is one and the same; `until` is the last day, null while it is open. */
export interface StateSpan {
  readonly state: BudgetState;
  readonly from: Day;
  readonly until: Day | null;
}

/** A budget's days as they are known now, first to last. */
export const timeline = onceFor((revisions: readonly BudgetState[]): readonly StateSpan[] => {
  const inOrder = [...revisions].sort((a, b) => (a.effectiveOn === b.effectiveOn ? a.version - b.version : a.effectiveOn < b.effectiveOn ? -1 : 1));
  const begun: { state: BudgetState; from: Day }[] = [];
  for (const revision of inOrder) {
    const last = begun.at(-1);
    const state = last && last.state.version > revision.version ? last.state : revision;
    if (last?.from === revision.effectiveOn) last.state = state;
    else begun.push({ state, from: revision.effectiveOn });
  }
  return begun.map(({ state, from }, index) => {
    const next = begun[index + 1]?.from;
    return { state, from, until: next === undefined ? null : dayBefore(next) };
  });
});

export const revisionRow = (state: BudgetState, loadId: number | null): BudgetRevisionRow => ({
  budget_id: state.budgetId,
  version: state.version,
  person_id: state.personId,
  authority_id: state.authorityId,
  stream: state.stream,
  funder_id: state.funderId,
  effective_on: state.effectiveOn,
  recorded_at: state.recordedAt,
  load_id: loadId,
  action: state.action,
  reason: state.reason,
  actor_subject: state.actorSubject,
  actor_name: state.actorName,
  status: state.status,
  from_on: state.from,
  to_on: state.to,
  ...amountColumns('indicative', state.indicative),
  ...amountColumns('agreed', state.agreed),
  ...amountColumns('contribution', state.contribution),
  shared_on: state.sharedOn,
  proposed_by: state.proposedBy,
  approved_by: state.approvedBy,
  released_on: state.releasedOn,
  schedule: state.schedule,
  shown_in_pool: state.shownInPool,
  origin: state.origin,
  allocation_id: state.allocationId,
  setting_id: state.settingId,
  cared_for_id: state.caredForId,
});

export interface Revising {
  /** The day it takes effect; left out, the budget's first day: it then holds for the whole of it. */
  readonly effectiveOn?: Day;
  /** Later days on which what is changed changes again. */
  readonly alsoOn?: readonly Day[];
  readonly action: string;
  readonly reason?: string | null;
  /** What changes in the state of a day. */
  readonly patch: (state: BudgetState, on: Day) => Partial<BudgetState>;
}

type Recording = Pick<Circumstances, 'actor' | 'at' | 'envelope' | 'loadId'>;

/**
 * A change of a budget from a day on: a new revision for that day, and one for each later day on which something else was
 * already known to take effect, so that neither is lost. Nothing that was written is touched.
 */
export function reviseBudget(
  budget: Pick<Budget, 'revisions'>,
  { effectiveOn, alsoOn = [], action, reason, patch }: Revising,
  recording: Recording,
): Change[] {
  const first = budget.revisions[0];
  if (!first) throw new Error('a budget has a first revision');
  const from = effectiveOn ?? first.effectiveOn;
  const later = [...alsoOn, ...budget.revisions.map((revision) => revision.effectiveOn)].filter((day) => day > from);
  const days = [...new Set([from, ...later])].sort();
  const last = versionOf(budget);
  return days.map((day, index) => {
    const base = stateOn(budget.revisions, day) ?? first;
    const state: BudgetState = {
      ...base,
      ...patch(base, day),
      version: last + 1 + index,
      effectiveOn: day,
      recordedAt: recording.at,
      action,
      reason: reason ?? recording.envelope.reason,
      actorSubject: recording.actor.subject,
      actorName: recording.actor.name,
    };
    return insert(BudgetRevisionRow, revisionRow(state, recording.loadId));
  });
}

/** Does the budget run on a day, in a state that can pay? */
export const budgetRuns = (state: BudgetState | null, on: Day): state is BudgetState => state !== null && runsOn(state, on) && !isOver(state);

/** Is the budget past the point at which it was new: agreed, and not ended? */
export const isRunning = ({ status }: Pick<BudgetState, 'status'>): boolean => status === 'AGREED' || status === 'RELEASED' || status === 'SUSPENDED';

/** The day on which a budget is asked about: today, or the nearest day on which it runs. */
export const nearestDay = (today: Day, { from, to }: Pick<BudgetState, 'from' | 'to'>): Day => {
  const begun = later(today, from);
  return to === null ? begun : later(earlier(begun, to), from);
};

/**
 * The first day of the first budget of the stream that takes over from one at an age; null while there is none. Of adult social care: the
 * decision that needs are met, and their being met (Care Act 2014 s.66). Not the day of the assessment, which is for those alone who are
 * shown that budget.
 */
export function heirFrom(stream: Stream, { budgets }: Pick<PersonFacts, 'budgets'>): Day | null {
  const heir = FUNDING_STREAMS[stream].heir?.stream;
  const days = budgets.filter((budget) => budget.stream === heir && !isVoid(budget)).flatMap(({ revisions }) => revisions.map(({ from }) => from));
  return days.sort()[0] ?? null;
}

/** Is the budget NHS continuing healthcare, as it stands in a state? */
export function isContinuingHealthcare(budget: Pick<Budget, 'allocations'>, state: Pick<BudgetState, 'allocationId'>): boolean {
  const details = budget.allocations.find(({ id }) => id === state.allocationId)?.details;
  return details?.kind === 'HEALTH' && details.eligibility === 'CHC';
}

/** The last day of a budget, as far as it is known; null while it has none. */
export function lastDayOf(budget: Budget): Day | null {
  if (isVoid(budget)) return dayBefore(timeline(budget.revisions)[0]?.from ?? latestState(budget).from);
  const spans = timeline(budget.revisions);
  // What is noted of a budget after its end, such as who followed its funder, does not move the end.
  const end = spans[spans.findLastIndex(({ state }) => !isOver(state)) + 1]?.state;
  const { to } = latestState(budget);
  return end !== undefined && (to === null || to >= end.effectiveOn) ? dayBefore(end.effectiveOn) : to;
}

/** The columns of a new version of a fact, from what is known of it. */
export const nextColumns = (
  { id, version }: { readonly id: number; readonly version: number },
  { person }: Pick<PersonFacts, 'person'>,
  { at, loadId }: Circumstances,
) => ({
  id,
  version,
  person_id: person.id,
  authority_id: person.authorityId,
  recorded_at: at,
  superseded_at: OPEN_ENDED,
  load_id: loadId,
});

/** The budget's next version, its figures as they are: what changed stands beside it, and expectedVersion sees it. */
export function noted(budget: Budget, action: string, circumstances: Circumstances, reason?: string | null): Change[] {
  const first = budget.revisions[0];
  const effectiveOn = first && first.effectiveOn > circumstances.today ? first.effectiveOn : circumstances.today;
  return reviseBudget(budget, { effectiveOn, action, ...(reason === undefined ? {} : { reason }), patch: () => ({}) }, circumstances);
}

/** The state on a day, or the first one where the budget has not begun by then. */
export const stateFor = (budget: Budget, on: Day): BudgetState => stateOn(budget.revisions, on) ?? budget.revisions[0] ?? latestState(budget);
