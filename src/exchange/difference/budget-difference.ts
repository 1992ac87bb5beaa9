import { AllocationRow, BudgetRevisionRow } from '../../budgets/record/budget.entity';
import { type Budget, toState } from '../../budgets/record/budget.loader';
import { openBudget } from '../../budgets/record/open-budget';
import { reviseBudget, revisionRow, stateOn, versionOf } from '../../budgets/record/revisions';
import { type Change, insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { factColumns } from '../../people/people.decisions';
import type { Person } from '../../person/person.types';
import type { BudgetState } from '../../streams/stream.types';
import { sameAmount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import type { BudgetSlice, BudgetThing } from '../target/target.types';

type Owner = Pick<Person, 'id' | 'authorityId'>;
const IMPORTED = 'IMPORTED';

/** The figures of a budget as the files have them on a day; before its first day, those of the first. */
function sliceOn({ slices }: BudgetThing, on: Day): BudgetSlice {
  const slice = slices.findLast((each) => each.on <= on) ?? slices[0];
  if (!slice) throw new Error('a loaded budget has a first slice');
  return slice;
}

/** Opens a loaded budget: its first revision, and one for each later day on which its figures change. */
export function openLoaded(thing: BudgetThing, person: Owner, circumstances: Circumstances, reason: string): { budgetId: number; changes: Change[] } {
  const [first, ...later] = thing.slices;
  if (!first) throw new Error('a loaded budget has a first slice');
  const recording: Circumstances = { ...circumstances, loadId: thing.loadId, envelope: { ...circumstances.envelope, reason } };
  const { budgetId, changes } = openBudget(
    person,
    {
      action: IMPORTED,
      stream: thing.stream,
      funderId: thing.funderId,
      assessedOn: thing.assessedOn,
      assessedBy: thing.assessedBy,
      from: thing.from,
      to: thing.to,
      proposal: { ...thing.proposal, indicative: first.state.indicative, results: [] },
      // Who proposed a figure that was loaded is in the source system, not here.
      state: { ...first.state, origin: IMPORTED, proposedBy: null },
    },
    recording,
  );
  const opened = changes.flatMap((change) =>
    change.kind === 'insert' && change.table === BudgetRevisionRow ? [toState(change.row as BudgetRevisionRow)] : [],
  )[0];
  const more = later.map(({ on, state }, index) =>
    insert(BudgetRevisionRow, revisionRow({ ...(opened as BudgetState), ...state, version: index + 2, effectiveOn: on }, thing.loadId)),
  );
  return { budgetId, changes: [...changes, ...more] };
}

type Held = Pick<
  BudgetState,
  'status' | 'indicative' | 'agreed' | 'contribution' | 'releasedOn' | 'from' | 'to' | 'settingId' | 'caredForId' | 'funderId'
>;
const heldOn = (thing: BudgetThing, on: Day): Held => ({
  ...sliceOn(thing, on).state,
  from: thing.from,
  to: thing.to,
  settingId: thing.proposal.settingId,
  caredForId: thing.proposal.caredForId,
  funderId: thing.funderId,
});

/** What the files say differently from before, on a day: only that is changed, so that what somebody decided here since stands. */
function patchOn(before: BudgetThing | null, after: BudgetThing, on: Day): Partial<BudgetState> {
  const now = heldOn(after, on);
  if (before === null) return now;
  const then = heldOn(before, on);
  const patch: { [Key in keyof Held]?: Held[Key] } = {};
  const differs = (key: keyof Held): boolean =>
    key === 'indicative' || key === 'agreed' || key === 'contribution' ? !sameAmount(then[key], now[key]) : then[key] !== now[key];
  for (const key of Object.keys(now) as (keyof Held)[]) if (differs(key)) Object.assign(patch, { [key]: now[key] });
  return patch;
}

const sameSource = (a: BudgetThing, b: BudgetThing): boolean =>
  a.assessedOn === b.assessedOn && a.assessedBy === b.assessedBy && JSON.stringify(a.proposal) === JSON.stringify(b.proposal);

/** Whom a carer cares for may have become known by another file: then what was said of it before is that nobody knew. */
const unlessNowKnown = ({ revisions }: Budget, said: BudgetThing): BudgetThing =>
  said.proposal.caredForId === null || revisions.some(({ caredForId }) => caredForId !== null)
    ? said
    : { ...said, proposal: { ...said.proposal, caredForId: null } };

/**
 * The revisions that bring a budget from what the files said to what they say now; none where that is the same. `said` is null
 * where it is not known what they said. Nothing that was written is touched.
 */
export function reviseLoaded(
  budget: Budget,
  said: BudgetThing | null,
  after: BudgetThing,
  person: Owner,
  circumstances: Circumstances,
  reason: string,
): Change[] {
  const before = said && unlessNowKnown(budget, said);
  const days = [
    ...new Set([
      ...budget.revisions.map(({ effectiveOn }) => effectiveOn),
      ...after.slices.map(({ on }) => on),
      ...(before?.slices.map(({ on }) => on) ?? []),
    ]),
  ].sort();
  const newSource = before !== null && !sameSource(before, after);
  const patches = days.map((on) => ({ on, patch: patchOn(before, after, on) }));
  const first = newSource ? 0 : patches.findIndex(({ patch }) => Object.keys(patch).length > 0);
  if (first < 0) return [];
  const changes: Change[] = [];
  let allocation: { allocationId: number } | null = null;
  if (newSource) {
    const row: AllocationRow = {
      ...factColumns(circumstances.newId(), person, { ...circumstances, loadId: after.loadId }),
      budget_id: budget.id,
      stream: after.stream,
      assessed_on: after.assessedOn,
      assessed_by: after.assessedBy,
      details: JSON.stringify(after.proposal.details),
      steps: JSON.stringify(after.proposal.steps),
      policy: after.proposal.policy,
    };
    allocation = { allocationId: row.id };
    changes.push(insert(AllocationRow, row));
  }
  const version = versionOf(budget);
  patches.slice(first).forEach(({ on, patch }, index) => {
    const base = stateOn(budget.revisions, on) ?? budget.revisions[0];
    if (!base) throw new Error('a budget has a first revision');
    const state: BudgetState = {
      ...base,
      ...patch,
      ...allocation,
      version: version + 1 + index,
      effectiveOn: on,
      recordedAt: circumstances.at,
      action: IMPORTED,
      reason,
      actorSubject: circumstances.actor.subject,
      actorName: circumstances.actor.name,
    };
    changes.push(insert(BudgetRevisionRow, revisionRow(state, after.loadId)));
  });
  return changes;
}

/** A budget that no file speaks of any more never ran: it is ended from its first day, by a revision. */
export function endLoaded(budget: Budget, circumstances: Circumstances, loadId: number, reason: string): Change[] {
  const recording = { ...circumstances, loadId };
  return reviseBudget(budget, { action: IMPORTED, reason, patch: () => ({ status: 'ENDED' }) }, recording);
}
