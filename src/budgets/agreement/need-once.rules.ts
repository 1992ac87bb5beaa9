import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { AllocationDetails } from '../../streams/stream.types';
import type { Amount } from '../../vocabulary/amount';
import { type Day, overlaps } from '../../vocabulary/day';
import { type Stream, STREAM_NAMES } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import { eldestFirst, isVoid, lastDayOf, latestState } from '../record/revisions';

export const NEED_ONCE = defineRule('NEED-ONCE', {
  effect: 'NEEDS_AGREEMENT',
  title:
    'A need is funded once: a second budget over the same days for the same school, health ground, social care assessment, person cared for or purpose asks for a reason; two schools are two needs',
  law: [law('CARE_ACT', 's.26'), law('CHILDREN_AND_FAMILIES', 's.49')],
  source: "Wakefield personal budgets page, 'About'; Wakefield joint policy 2.1, 4.3",
});

/** What tells a need from others of its stream. */
function needOf(details: AllocationDetails): string {
  switch (details.kind) {
    case 'ELEMENT_THREE':
      return `school ${details.settingId ?? ''}`;
    case 'RAS':
      return `assessment ${details.legalBasis ?? ''}`;
    case 'CARER':
      return `cared for ${details.caredForId}`;
    case 'HEALTH':
      return `ground ${details.eligibility}`;
    case 'OTHER':
      return `purpose ${details.funder.trim().toLowerCase()} ${details.purpose.trim().toLowerCase()}`;
  }
}

const WHAT: Readonly<Record<AllocationDetails['kind'], string>> = {
  ELEMENT_THREE: 'the same school or college',
  RAS: 'the same assessment of social care',
  CARER: 'the same person cared for',
  HEALTH: 'the same ground',
  OTHER: 'the same purpose',
};

/** A need as it is put forward, or as a budget has it. */
export interface Need {
  readonly stream: Stream;
  readonly funderId: number;
  readonly details: AllocationDetails;
  /** A single sum stands beside what recurs: it is another need. */
  readonly amount: Amount | null;
  readonly from: Day;
  readonly to: Day | null;
}
const isOnce = (amount: Amount | null): boolean => amount?.every === 'ONE_OFF';

function needMetBy(budget: Budget): Need | null {
  const state = latestState(budget);
  const details = budget.allocations.find(({ id }) => id === state.allocationId)?.details;
  const from = budget.revisions.map((each) => each.from).sort()[0] ?? state.from;
  return details && !isVoid(budget)
    ? { stream: budget.stream, funderId: state.funderId, details, amount: state.agreed ?? state.indicative, from, to: lastDayOf(budget) }
    : null;
}

/** The budget that meets a need already, over some of its days, from the same funder; null where none does. */
function metAlready(need: Need, budgets: readonly Budget[]): Budget | null {
  return (
    budgets.find((budget) => {
      const met = budget.stream === need.stream ? needMetBy(budget) : null;
      return (
        met !== null &&
        met.funderId === need.funderId &&
        needOf(met.details) === needOf(need.details) &&
        isOnce(met.amount) === isOnce(need.amount) &&
        (met.to === null || met.to >= met.from) &&
        overlaps(met, need)
      );
    }) ?? null
  );
}

const said = ({ stream, details }: Need, first: Budget): string =>
  `The person has a budget for ${STREAM_NAMES[stream]} over these days already, for ${WHAT[details.kind]}: budget ${first.id}.`;

/** Asks, before a need is met a second time, why. */
export function needOnce(need: Need, budgets: readonly Budget[], reason: string | null): readonly RuleResult[] {
  const first = metAlready(need, budgets);
  if (!first) return [];
  return [
    reason !== null && reason.trim() !== ''
      ? speak(NEED_ONCE, `${said(need, first)} The reason for both is on record: "${reason.trim()}".`, { effect: 'INFORM', subject: first.id })
      : speak(NEED_ONCE, said(need, first), {
          fix: 'End the one before (endBudget, ground REPLACED) and begin the day after, or say why both are needed (envelope.reason).',
          subject: first.id,
        }),
  ];
}

/**
 * Says of a budget that stands that its need is met by an older one, of those that are shown to the one who is told: of one that a file brought,
 * or for which nobody has given a reason.
 */
export function needMetTwice(budget: Budget, shown: readonly Budget[]): readonly RuleResult[] {
  const need = needMetBy(budget);
  const [opened] = budget.revisions;
  if (!need || !opened || (opened.origin === 'ENTERED' && opened.reason !== null)) return [];
  const older = shown.filter((other) => other.id !== budget.id && eldestFirst(other, budget) < 0);
  const first = metAlready(need, older);
  return first
    ? [
        speak(NEED_ONCE, said(need, first), {
          effect: 'WARN',
          fix: 'Ask whether both are meant. End or void the one that is not (endBudget, voidRecord).',
          subject: first.id,
        }),
      ]
    : [];
}
