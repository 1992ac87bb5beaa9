import fc from 'fast-check';
import {
  academicYearOf,
  addDays,
  addMonths,
  addYears,
  ageOn,
  birthday,
  type Day,
  dayBefore,
  dayOf,
  financialYearOf,
  inclusiveDays,
  isDay,
  monthsTo,
  weekday,
  yearOf,
} from './day';

const plain = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from(day);
const LAST = plain('9999-12-31');
const days = (from: Day, to: Day): fc.Arbitrary<Day> =>
  fc.integer({ min: 0, max: plain(from).until(plain(to), { largestUnit: 'days' }).days }).map((count) => plain(from).add({ days: count }).toString());
const anyDay = fc.oneof(
  { weight: 4, arbitrary: days('1900-01-01', '2100-12-31') },
  { weight: 1, arbitrary: days('0000-01-01', '9999-12-31') },
  // Ends of months, and the leap days that there are and are not.
  {
    weight: 1,
    arbitrary: fc.constantFrom('2024-02-29', '2023-02-28', '2000-02-29', '1900-02-28', '2100-03-01', '2025-01-31', '2025-12-31', '0000-02-29'),
  },
);
/** The calendar ends with the year 9999. */
const within = (day: Temporal.PlainDate): Day =>
  Temporal.PlainDate.compare(day, LAST) > 0 ? LAST.toString() : day.year < 0 ? '0000-01-01' : day.toString();
const RUNS = { numRuns: 5_000, seed: 9 };

describe('days as whole numbers say what the calendar says', () => {
  it('days, months and years are added as Temporal adds them, to the ends of the calendar', () => {
    fc.assert(
      fc.property(anyDay, fc.oneof(fc.integer({ min: -800, max: 800 }), fc.integer({ min: -40_000, max: 40_000 })), (day, count) => {
        expect([addDays(day, count), addMonths(day, count), addYears(day, count), dayBefore(day)]).toEqual([
          within(plain(day).add({ days: count })),
          within(plain(day).add({ months: count })),
          within(plain(day).add({ years: count })),
          within(plain(day).subtract({ days: 1 })),
        ]);
      }),
      RUNS,
    );
  });

  it('the whole months between two days are the most that can be added', () => {
    fc.assert(
      fc.property(days('1900-01-01', '2200-12-31'), days('1900-01-01', '2200-12-31'), (a, b) => {
        const months = monthsTo(a, b);
        expect(addMonths(a, months) <= b && addMonths(a, months + 1) > b).toBe(true);
      }),
      RUNS,
    );
  });

  it('spans, weekdays, years and ages are told as Temporal tells them', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        expect([inclusiveDays(from, to), weekday(a), yearOf(a)]).toEqual([
          plain(from).until(plain(to), { largestUnit: 'days' }).days + 1,
          plain(a).dayOfWeek,
          plain(a).year,
        ]);
        const leapling = from.endsWith('02-29');
        // Temporal has somebody born on 29 February a year older on the 28th: here it is the day after.
        if (!leapling) {
          expect(ageOn(from, to)).toBe(plain(from).until(plain(to), { largestUnit: 'years' }).years);
          expect(birthday(from, 18)).toBe(within(plain(from).add({ years: 18 })));
        }
      }),
      RUNS,
    );
    expect(inclusiveDays('2025-01-02', '2025-01-01')).toBe(0);
    expect([birthday('2008-02-29', 18), birthday('2008-02-29', 16)]).toEqual(['2026-03-01', '2024-02-29']);
  });

  it('a text is a day where Temporal reads it as one', () => {
    const read = (text: string): boolean => {
      try {
        return Temporal.PlainDate.from(text).toString() === text;
      } catch {
        return false;
      }
    };
    const numbers = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        expect(isDay(text)).toBe(read(text));
      }),
      RUNS,
    );
    for (const text of ['', '2025-9-1', '20250901', '+012025-01-01', '2025-01-01T00:00', ' 2025-01-01', '2025-01-01\n', '٢٠٢٥-٠١-٠١'])
      expect(isDay(text)).toBe(false);
  });

  it('an instant is on the day that it is in England, on both sides of midnight and of every change of the clocks', () => {
    const london = (at: number): Day => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
    const from = Date.UTC(1960, 0, 1);
    const nearMidnight = fc
      .tuple(fc.integer({ min: -3_650, max: 30_000 }), fc.integer({ min: -7_300_000, max: 3_700_000 }))
      .map(([day, time]) => day * 86_400_000 + time);
    fc.assert(
      fc.property(fc.oneof(nearMidnight, fc.integer({ min: from, max: Date.UTC(2100, 0, 1) })), (at) => {
        expect(dayOf(at)).toBe(london(at));
      }),
      RUNS,
    );
    for (let year = 1972; year < 2080; year++)
      for (const month of [2, 9])
        for (let day = 20; day <= 31; day++)
          for (const hour of [22, 23]) {
            const at = Date.UTC(year, month, day, hour, 59, 59, 999);
            expect([at, dayOf(at), dayOf(at + 1)]).toEqual([at, london(at), london(at + 1)]);
          }
  });

  it('a year, financial or academic, holds its day, and the next begins on the day after it ends', () => {
    fc.assert(
      fc.property(days('1000-01-01', '9998-03-31'), (day) => {
        for (const { from, to } of [financialYearOf(day), academicYearOf(day)])
          expect(from <= day && day <= to && isDay(from) && isDay(to)).toBe(true);
        const year = financialYearOf(day);
        expect(financialYearOf(addDays(year.to, 1)).from).toBe(addDays(year.to, 1));
        expect(year.days).toBe(inclusiveDays(year.from, year.to));
      }),
      { numRuns: 2_000, seed: 9 },
    );
    expect(financialYearOf('2025-03-31').name).toBe('2024/25');
    expect(financialYearOf('9999-12-31').to).toBe('9999-12-31');
  });
});
