import fc from 'fast-check';
import { BUDGET_STATUSES, type BudgetState } from '../../streams/stream.types';
import { addDays, addMonths, type Day, dayBefore, runsOn } from '../../vocabulary/day';
import { RELEASE_SCHEDULES, type ReleaseSchedule } from '../record/budget.words';
import { stateOn } from '../record/revisions';
import { daysPaidFor, type Payment, paymentsFrom } from './schedule.rules';

interface Scheduled {
  readonly revisions: readonly BudgetState[];
}

/** The payment after one, by adding to the day of the first. */
function next(first: Day, last: Day, count: number, schedule: ReleaseSchedule): Day | null {
  if (schedule === 'WEEKLY') return addDays(first, 7 * count);
  if (schedule === 'FOUR_WEEKLY') return addDays(first, 28 * count);
  if (schedule === 'MONTHLY') return addMonths(first, count);
  if (schedule === 'ONE_OFF') return null;
  for (let day = addDays(last, 1); ; day = addDays(day, 1)) if (['01-01', '04-01', '09-01'].includes(day.slice(5))) return day;
}

/** Every payment up to a day, walked one by one from the first. */
function walked({ revisions }: Scheduled, until: Day): readonly Payment[] {
  const released = revisions.find(({ releasedOn }) => releasedOn !== null);
  if (!released?.releasedOn) return [];
  const all: Payment[] = [];
  for (let on: Day | null = released.releasedOn, count = 1; on !== null && on <= until; count++) {
    const first: Day = on;
    const following: Day | null = next(released.releasedOn, first, count, (released.schedule ?? 'FOUR_WEEKLY') as ReleaseSchedule);
    const last = following === null ? null : dayBefore(following);
    const resumed = revisions.map(({ effectiveOn }) => effectiveOn).filter((day) => runsOn({ from: addDays(first, 1), to: last }, day));
    const paidOn = [first, ...resumed.sort()].find((day) => stateOn(revisions, day)?.status === 'RELEASED');
    if (paidOn !== undefined && paidOn <= until) all.push({ on: paidOn, until: last });
    on = following;
  }
  return all;
}

const FAR: Day = '2040-01-01';
const day = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2023-01-15', days));
/** States of a budget that is released, suspended, resumed and ended in any order. */
const budget: fc.Arbitrary<Scheduled> = fc
  .record({
    schedule: fc.constantFrom(null, ...RELEASE_SCHEDULES),
    releasedOn: day,
    states: fc.array(fc.record({ effectiveOn: day, status: fc.oneof(fc.constant('RELEASED'), fc.constantFrom(...BUDGET_STATUSES)) }), {
      minLength: 1,
      maxLength: 8,
    }),
  })
  .map(({ schedule, releasedOn, states }) => ({
    revisions: states.map((state, index) => ({ ...state, version: index + 1, releasedOn, schedule })) as unknown as BudgetState[],
  }));

const RUNS = { numRuns: 300, seed: 9 };

describe('when a budget is paid', () => {
  it('the payments from a day on are those that are met by walking from the first', () => {
    fc.assert(
      fc.property(budget, day, day, (each, since, until) => {
        expect(paymentsFrom(each, since, until)).toEqual(walked(each, until).filter((payment) => payment.until === null || payment.until >= since));
      }),
      RUNS,
    );
  });

  it('the days paid for are the days of all those payments, no day of another and none twice', () => {
    fc.assert(
      fc.property(budget, day, (each, until) => {
        const expected: { on: Day; until: Day | null }[] = [];
        for (const { on, until: last } of walked(each, until)) {
          const before = expected.at(-1);
          if (before && before.until !== null && before.until >= dayBefore(on)) before.until = last;
          else expected.push({ on, until: last });
        }
        expect(daysPaidFor(each, until)).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('a day that is far away is told by as much work as one that is near', () => {
    let read = 0;
    const counted = ({ revisions }: Scheduled): Scheduled => ({
      revisions: revisions.map((state) => new Proxy(state, { get: (of, name) => (read++, Reflect.get(of, name) as unknown) })),
    });
    const work = (each: Scheduled, asked: (of: Scheduled) => unknown): number => {
      read = 0;
      asked(counted(each));
      return read;
    };
    for (const schedule of RELEASE_SCHEDULES) {
      const weekly = {
        revisions: [{ version: 1, effectiveOn: '2010-01-04', status: 'RELEASED', releasedOn: '2010-01-04', schedule }] as unknown as BudgetState[],
      };
      const near = work(weekly, (of) => daysPaidFor(of, '2010-02-01'));
      expect(work(weekly, (of) => daysPaidFor(of, '2400-12-31'))).toBe(near);
      expect(work(weekly, (of) => daysPaidFor(of, '9999-12-31'))).toBe(near);
      expect(work(weekly, (of) => paymentsFrom(of, '2400-12-01', '2400-12-31'))).toBeLessThan(40 * near);
    }
    expect(daysPaidFor({ revisions: [] }, FAR)).toEqual([]);
  });
});
