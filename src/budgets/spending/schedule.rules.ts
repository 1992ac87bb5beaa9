import {
  academicYearOf,
  addDays,
  addMonths,
  type Day,
  dayBefore,
  earlier,
  financialYearOf,
  inclusiveDays,
  later,
  monthsTo,
} from '../../vocabulary/day';
import type { Budget } from '../record/budget.loader';
import type { ReleaseSchedule } from '../record/budget.words';
import { stateOn, timeline } from '../record/revisions';

/*
 * When a budget's money is paid, and for which days. Each is told from the days of the schedule alone, so that what a year or a day is
 * asked costs the same however long ago the first payment was.
 */

/** A payment of the schedule: it is made in advance, for the days up to the next one; to the end where the whole is paid at once. */
export interface Payment {
  readonly on: Day;
  readonly until: Day | null;
}
interface Schedule {
  readonly first: Day;
  readonly every: ReleaseSchedule;
}
function scheduleOf({ revisions }: Pick<Budget, 'revisions'>): Schedule | null {
  // As it is known now: a release that was a mistake never was.
  const released = timeline(revisions).find(({ state }) => state.releasedOn !== null && state.status !== 'VOIDED')?.state;
  return released?.releasedOn ? { first: released.releasedOn, every: (released.schedule ?? 'FOUR_WEEKLY') as ReleaseSchedule } : null;
}

/** Terms begin on 1 January, 1 April and 1 September: the one that a day is in. */
function termOf(day: Day): Payment {
  const autumn = academicYearOf(day);
  const spring = `${autumn.to.slice(0, 4)}-01-01`;
  if (day < spring) return { on: autumn.from, until: dayBefore(spring) };
  const { from: summer } = financialYearOf(day);
  return summer < spring ? { on: spring, until: financialYearOf(day).to } : { on: summer, until: autumn.to };
}

/** The payment that covers a day, which is not before the first. */
function paymentFor({ first, every }: Schedule, day: Day): Payment {
  const ofDays = (days: number): Payment => {
    const on = addDays(first, days * Math.floor((inclusiveDays(first, day) - 1) / days));
    return { on, until: addDays(on, days - 1) };
  };
  switch (every) {
    case 'WEEKLY':
      return ofDays(7);
    case 'FOUR_WEEKLY':
      return ofDays(28);
    case 'MONTHLY': {
      const months = monthsTo(first, day);
      return { on: addMonths(first, months), until: dayBefore(addMonths(first, months + 1)) };
    }
    case 'TERMLY': {
      const term = termOf(day);
      return { on: later(first, term.on), until: term.until };
    }
    case 'ONE_OFF':
      return { on: first, until: null };
  }
}

/**
 * The payments made up to a day, of those that cover a day or a later one. One that falls on a day on which the budget is suspended is
 * not made; what is left of its days is paid on the day it is resumed.
 */
export function paymentsFrom(budget: Pick<Budget, 'revisions'>, since: Day, until: Day): readonly Payment[] {
  const schedule = scheduleOf(budget);
  if (!schedule) return [];
  const turns = budget.revisions.map(({ effectiveOn }) => effectiveOn).sort();
  const all: Payment[] = [];
  for (let day: Day | null = later(since, schedule.first); day !== null;) {
    const { on, until: last }: Payment = paymentFor(schedule, day);
    const resumed = turns.filter((turn) => turn > on && (last === null || turn <= last));
    const paidOn = [on, ...resumed].find((turn) => stateOn(budget.revisions, turn)?.status === 'RELEASED');
    if (paidOn !== undefined && paidOn <= until) all.push({ on: paidOn, until: last });
    day = last === null || last >= until ? null : addDays(last, 1);
  }
  return all;
}

/** The days that the payments made up to a day cover: one stretch for all that follow each other. */
export function daysPaidFor(budget: Pick<Budget, 'revisions'>, until: Day): readonly Payment[] {
  const schedule = scheduleOf(budget);
  if (!schedule) return [];
  const all: { on: Day; until: Day | null }[] = [];
  for (const { state, from, until: end } of timeline(budget.revisions)) {
    if (state.status !== 'RELEASED') continue;
    const before = all.at(-1);
    if (before?.until === null) break;
    const first = later(from, schedule.first);
    const last = end === null ? until : earlier(end, until);
    if (last < first || (before && before.until >= last)) continue;
    const { until: to } = paymentFor(schedule, last);
    if (before && before.until >= dayBefore(first)) before.until = to;
    else all.push({ on: first, until: to });
  }
  return all;
}

/** The days of the payment that covers a day. */
export function paymentOf(budget: Pick<Budget, 'revisions'>, day: Day): Payment | null {
  const schedule = scheduleOf(budget);
  return schedule && day >= schedule.first ? paymentFor(schedule, day) : null;
}
