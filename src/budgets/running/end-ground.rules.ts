import { type RuleResult, speak } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import { addDays, type Day } from '../../vocabulary/day';
import { paidBy, STREAM_NAMES } from '../../vocabulary/stream';
import { planAgreed } from '../agreement/plan-agreed.rules';
import { REDUCE_CONSULT } from '../change/reduction.rules';
import { allocationOf } from '../charge/charge.rules';
import { continuingHealthcareOn } from '../charge/continuing-healthcare.rules';
import type { Budget } from '../record/budget.loader';
import type { EndGround } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { budgetRuns, heirFrom, isRunning, latestState, stateOn } from '../record/revisions';

/** What a ground asks of the facts; `next` is the first day without the budget. null: it holds. */
type Ground = (asked: {
  readonly budget: Budget;
  readonly facts: PersonFacts;
  readonly last: Day;
  readonly next: Day;
  readonly reason: string | null;
}) => string | null;

/** Why a budget waits for the stream that takes over from it; null where it does not, or that has begun by then. */
function waitsForHeir({ stream }: Budget, facts: Pick<PersonFacts, 'budgets'>, next: Day): string | null {
  const { heir } = FUNDING_STREAMS[stream];
  const takesOver = heirFrom(stream, facts);
  return heir !== null && (takesOver === null || takesOver > next) ? heir.goesOn : null;
}

const GROUNDS: Readonly<Record<EndGround, Ground>> = {
  AGE_LIMIT({ budget, facts, last, next }) {
    const limit = FUNDING_STREAMS[budget.stream].lastDayByAge(facts.person.dateOfBirth, allocationOf(budget, latestState(budget)));
    if (limit === null) return `no age ends a budget for ${STREAM_NAMES[budget.stream]}`;
    if (last < limit) return `the age limit is reached on ${limit}, and not before`;
    return waitsForHeir(budget, facts, next);
  },
  CHC_GRANTED: ({ budget, facts, next }) =>
    !FUNDING_STREAMS[budget.stream].givesWayToHealthcare
      ? 'NHS Continuing Healthcare takes the place of adult social care alone'
      : continuingHealthcareOn(facts.budgets, next) === null
        ? `no NHS Continuing Healthcare runs on ${next}`
        : null,
  PLAN_CEASED: ({ budget, facts, next }) =>
    facts.plans.some(({ ceasedOn }) => ceasedOn !== null && ceasedOn <= next) && planAgreed(budget, facts, next).length > 0
      ? null
      : `a plan for it is in force on ${next}, or none has ceased`,
  DIED: ({ facts, last }) => (facts.person.dateOfDeath !== null && last >= facts.person.dateOfDeath ? null : 'no death by that day is on record'),
  MOVED({ budget, facts, next }) {
    const ofHealth = paidBy(budget.stream) === 'HEALTH_COMMISSIONER';
    const whose = ofHealth ? facts.person.healthCommissionerId : facts.person.authorityId;
    const since =
      facts.residences.find((each) => (ofHealth ? each.healthCommissionerId : each.councilId) === whose && each.from !== null)?.from ?? null;
    if (whose === latestState(budget).funderId || since === null) return 'the person is still of the area that funds it';
    return next < since ? `the person moved on ${since}, and not before` : null;
  },
  PERSON_ASKED: ({ reason }) =>
    reason === null || reason.trim() === '' ? 'how and when the person asked for it is not said (envelope.reason)' : null,
  REPLACED({ budget, facts, next }) {
    const heirs = [budget.stream, FUNDING_STREAMS[budget.stream].heir?.stream];
    const found = facts.budgets.some((other) => {
      const state = stateOn(other.revisions, next);
      return other.id !== budget.id && heirs.includes(other.stream) && budgetRuns(state, next) && isRunning(state);
    });
    return found ? null : `no agreed budget takes its place on ${next}`;
  },
};

const IN_WORDS: Record<EndGround, string> = {
  AGE_LIMIT: 'an age limit',
  CHC_GRANTED: 'NHS Continuing Healthcare',
  PLAN_CEASED: 'a plan that ceased',
  DIED: 'a death',
  MOVED: 'a move',
  PERSON_ASKED: "the person's own wish",
  REPLACED: 'another budget in its place',
};

/** Refuses an end on a ground that the facts do not bear out: it would be a withdrawal, on which everyone is heard first. */
export function endsByItself(budget: Budget, ground: EndGround, last: Day, facts: PersonFacts, reason: string | null): readonly RuleResult[] {
  const why = GROUNDS[ground]({ budget, facts, last, next: addDays(last, 1), reason });
  if (why === null) return [];
  return [
    speak(
      REDUCE_CONSULT,
      `The budget does not end by itself on the ground of ${IN_WORDS[ground]}: ${why}. To end it otherwise is a withdrawal, on which everyone is heard first.`,
      {
        fix: 'Propose the withdrawal (proposeReduction), or give the ground that holds.',
        subject: budget.id,
      },
    ),
  ];
}
