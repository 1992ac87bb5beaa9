import { weekday } from '../vocabulary/day';
import { ageBand, endOfAcademicYearOf25, endOfCompulsorySchooling, isAdult, isPastCompulsorySchooling } from './ages.rules';

describe('age bands', () => {
  test.each([
    ['2008-03-15', '2026-03-14', 'CHILD'],
    ['2008-03-15', '2026-03-15', 'YOUNG_PERSON'],
    ['2001-03-15', '2026-03-14', 'YOUNG_PERSON'],
    ['2001-03-15', '2026-03-15', 'ADULT'],
    // Born on 29 February: in a common year the birthday is 1 March.
    ['2008-02-29', '2026-02-28', 'CHILD'],
    ['2008-02-29', '2026-03-01', 'YOUNG_PERSON'],
    ['2000-02-29', '2025-02-28', 'YOUNG_PERSON'],
    ['2000-02-29', '2025-03-01', 'ADULT'],
  ] as const)('born %s is on %s a %s', (born, day, band) => expect(ageBand(born, day)).toBe(band));

  test('adulthood begins on the 18th birthday', () => {
    expect(isAdult('2008-09-01', '2026-08-31')).toBe(false);
    expect(isAdult('2008-09-01', '2026-09-01')).toBe(true);
  });
});

describe('the end of compulsory schooling', () => {
  test.each([
    // 16 in the autumn: the following June.
    ['2009-09-01', '2026-06-26'],
    ['2010-01-31', '2026-06-26'],
    ['2010-06-25', '2026-06-26'],
    // 16 on, after, and long after the last Friday, but before September: that same June.
    ['2010-06-26', '2026-06-26'],
    ['2010-06-30', '2026-06-26'],
    ['2010-08-31', '2026-06-26'],
    // One day later is the next school year.
    ['2010-09-01', '2027-06-25'],
    // 30 June is itself a Friday.
    ['2007-02-11', '2023-06-30'],
    // 30 June is a Thursday: the Friday is nearly a week before.
    ['2006-05-05', '2022-06-24'],
    ['2008-02-29', '2024-06-28'],
  ])('born %s: %s', (born, last) => {
    expect(endOfCompulsorySchooling(born)).toBe(last);
    expect(weekday(last)).toBe(5);
  });

  test('the last Friday still belongs to it, the day after does not', () => {
    expect(isPastCompulsorySchooling('2010-01-31', '2026-06-26')).toBe(false);
    expect(isPastCompulsorySchooling('2010-01-31', '2026-06-27')).toBe(true);
  });
});

test.each([
  ['2001-08-31', '2026-08-31'],
  ['2001-09-01', '2027-08-31'],
  ['2000-02-29', '2025-08-31'],
])('born %s: an EHC plan may run until %s', (born, last) => expect(endOfAcademicYearOf25(born)).toBe(last));
