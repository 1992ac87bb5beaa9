import { type Change, insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { factColumns } from '../../people/people.decisions';
import type { Person } from '../../person/person.types';
import type { AllocationProposal } from '../../streams/stream';
import type { BudgetState } from '../../streams/stream.types';
import type { Day } from '../../vocabulary/day';
import { isShownByChoice, type Stream } from '../../vocabulary/stream';
import { AllocationRow, BudgetRevisionRow } from './budget.entity';
import { revisionRow } from './revisions';

export interface Opening {
  readonly action: string;
  readonly stream: Stream;
  readonly funderId: number;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly proposal: AllocationProposal;
  /** What is further along already: a budget loaded from a file, or other funding that nobody agrees here. */
  readonly state?: Partial<BudgetState>;
}

/** A budget's first revision and the allocation it rests on. It takes effect on its own first day. */
export function openBudget(
  person: Pick<Person, 'id' | 'authorityId'>,
  opening: Opening,
  circumstances: Circumstances,
): { budgetId: number; changes: Change[] } {
  const { actor, at, envelope, loadId, newId } = circumstances;
  const budgetId = newId();
  const { proposal } = opening;
  const allocation: AllocationRow = {
    ...factColumns(newId(), person, circumstances),
    budget_id: budgetId,
    stream: opening.stream,
    assessed_on: opening.assessedOn,
    assessed_by: opening.assessedBy,
    details: JSON.stringify(proposal.details),
    steps: JSON.stringify(proposal.steps),
    policy: proposal.policy,
  };
  const state: BudgetState = {
    budgetId,
    version: 1,
    personId: person.id,
    authorityId: person.authorityId,
    stream: opening.stream,
    funderId: opening.funderId,
    effectiveOn: opening.from,
    recordedAt: at,
    action: opening.action,
    reason: envelope.reason,
    actorSubject: actor.subject,
    actorName: actor.name,
    status: 'INDICATIVE',
    from: opening.from,
    to: opening.to,
    indicative: proposal.indicative,
    agreed: null,
    contribution: null,
    sharedOn: null,
    proposedBy: actor.subject,
    approvedBy: null,
    releasedOn: null,
    schedule: null,
    shownInPool: !isShownByChoice(opening.stream),
    origin: 'ENTERED',
    allocationId: allocation.id,
    settingId: proposal.settingId,
    caredForId: proposal.caredForId,
    ...opening.state,
  };
  return { budgetId, changes: [insert(AllocationRow, allocation), insert(BudgetRevisionRow, revisionRow(state, loadId))] };
}
