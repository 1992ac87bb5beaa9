import type { RuleId } from '../rules/rule-ids';
import { continuingHealthcareOn } from '../budgets/charge/continuing-healthcare.rules';
import type { Budget } from '../budgets/record/budget.loader';
import { heirFrom, isOver, stateOn } from '../budgets/record/revisions';
import { endOfCompulsorySchooling } from '../person/ages.rules';
import type { RuleResult } from '../rules/rule';
import type { Turn as TurnByLaw } from '../streams/funding-stream';
import type { BudgetState } from '../streams/stream.types';
import { FUNDING_STREAMS } from '../streams/streams';
import { PHB_CHC_WHOLE } from '../streams/whole-package.rules';
import { addDays, birthday, type Day, dayBefore, later } from '../vocabulary/day';
import { paidBy } from '../vocabulary/stream';
import type { PersonQueue } from './person-queue';
import { keyOf, type Waiting } from './task';

/** A day on which the law changes a budget by itself, and what then speaks of it until it is done. */
interface Turn {
  readonly dueOn: Day;
  readonly says: () => readonly RuleResult[];
}

/** What some rules say of a budget on a day; nothing before it begins and once it is over. */
function saidOn(desk: PersonQueue, budget: Budget, on: Day, rules: readonly RuleId[]): readonly RuleResult[] {
  const view = desk.view(budget, on);
  if (!view || isOver(view.state) || (view.state.to !== null && view.state.to < on)) return [];
  return view.spoken.filter(({ rule }) => rules.includes(rule));
}

/** The same on the first day of what is new, or today where that has passed. */
const saidFrom = (desk: PersonQueue, budget: Budget, first: Day, rules: readonly RuleId[]): readonly RuleResult[] =>
  saidOn(desk, budget, later(later(first, desk.on), desk.dayOf(budget)), rules);

/**
 * A budget that another stream takes over goes on until that has decided, even where its own last day is the eve of the day: it is not
 * to lapse before (Care Act 2014 s.66). Once the heir has a first day, it is to end by then.
 */
function heirDecides(desk: PersonQueue, budget: Budget, state: BudgetState, { dueOn, rules, untilDecided }: Extract<TurnByLaw, { kind: 'HEIR' }>) {
  const takesOver = heirFrom(budget.stream, desk.facts);
  if (state.to !== dayBefore(dueOn)) return saidFrom(desk, budget, later(dueOn, takesOver ?? dueOn), rules);
  if (takesOver !== null || !desk.view(budget, state.to)) return [];
  return untilDecided({ person: desk.facts, state, on: later(dueOn, desk.on) }, null);
}

/** Once compulsory schooling is over and 16 is reached, the person controls the budget: a parent's own authority to hold its money ends. */
function control(desk: PersonQueue, budget: Budget): Turn {
  const { dateOfBirth } = desk.facts.person;
  const last = later(endOfCompulsorySchooling(dateOfBirth), dayBefore(birthday(dateOfBirth, 16)));
  const holders = (on: Day) => saidOn(desk, budget, on, ['DP-AUTHORISED']);
  return {
    dueOn: last,
    says() {
      const [before, after] = [holders(last), holders(addDays(last, 1))];
      const lost = after.filter(({ subject }) => !before.some((each) => each.subject === subject));
      return lost.length === 0
        ? []
        : saidFrom(desk, budget, addDays(last, 1), ['DP-AUTHORISED']).filter(({ subject }) => lost.some((each) => each.subject === subject));
    },
  };
}

/** The first day of the continuing healthcare that runs today, or else of what begins next. */
function healthcareFrom({ facts: { budgets }, on }: PersonQueue): Day | null {
  const days = budgets.flatMap(({ stream, revisions }) => (paidBy(stream) === 'HEALTH_COMMISSIONER' ? revisions.map(({ from }) => from) : [])).sort();
  const running = continuingHealthcareOn(budgets, on);
  if (running) return stateOn(running.revisions, on)?.from ?? null;
  return days.find((day) => day > on && continuingHealthcareOn(budgets, day) !== null) ?? null;
}

/** What changes for one budget by itself, whenever that is. */
function turnsOf(desk: PersonQueue, budget: Budget, state: BudgetState): readonly Turn[] {
  const { turns, givesWayToHealthcare } = FUNDING_STREAMS[budget.stream];
  const byRule = (dueOn: Day, first: Day, rule: RuleId): Turn => ({ dueOn, says: () => saidFrom(desk, budget, first, [rule]) });
  const byLaw = turns(desk.facts.person.dateOfBirth).map((turn): Turn => {
    switch (turn.kind) {
      case 'CONTROL':
        return control(desk, budget);
      case 'RULE':
        return byRule(turn.dueOn, turn.first, turn.rule);
      case 'HEIR':
        return { dueOn: turn.dueOn, says: () => heirDecides(desk, budget, state, turn) };
    }
  });
  const healthcare = givesWayToHealthcare ? healthcareFrom(desk) : null;
  return healthcare === null ? byLaw : [...byLaw, byRule(later(healthcare, state.from), healthcare, PHB_CHC_WHOLE.id)];
}

/** What an age or continuing healthcare changes by itself: before its day, and after it until what the rule asks for is done. */
export function transitionsDue(desk: PersonQueue): readonly Waiting[] {
  const { dateOfDeath } = desk.facts.person;
  const until = addDays(desk.on, desk.policy().leadDays.transitions);
  return desk.facts.budgets.flatMap((budget) => {
    const shownOn = desk.dayOf(budget);
    const state = desk.view(budget, shownOn)?.state;
    if (!state || isOver(state)) return [];
    const waiting = turnsOf(desk, budget, state)
      .filter(({ dueOn }) => dueOn <= until && (dateOfDeath === null || dueOn <= dateOfDeath))
      .flatMap(({ dueOn, says }) =>
        says().map((blocker) => ({
          kind: 'TRANSITION_DUE' as const,
          budget,
          key: keyOf(budget, blocker),
          dueOn,
          blocker,
          shownOn,
        })),
      );
    // Where one rule speaks of two days that have come, it speaks of the later one.
    return waiting.filter(({ key }, index) => waiting.findLastIndex((other) => other.key === key) === index);
  });
}
