import { transitionsOf } from './growing-older.rules';

describe('what changes by itself', () => {
  test('a whole youth, in order, each on its day', () => {
    expect(transitionsOf('2008-08-20', '2008-08-20', '2040-01-01').map(({ on, stream, rule }) => [on, stream, rule])).toEqual([
      // Born in summer: schooling ends before 16, so the parent holds a direct payment from June to the birthday.
      ['2024-06-28', null, 'CONTROL-YEAR-11'],
      ['2024-08-20', null, 'DP-SELF-16'],
      ['2026-08-20', 'CHILDRENS_SOCIAL_CARE', 'CSC-AGE'],
      ['2026-08-20', 'ADULT_SOCIAL_CARE', 'ASC-AGE'],
      ['2026-08-20', 'HEALTH', 'PHB-ELIGIBLE-AGE'],
      ['2033-08-20', 'ADULT_SOCIAL_CARE', 'ASC-MIG'],
      ['2033-08-31', 'EDUCATION', 'EDU-AGE'],
    ]);
  });

  test('only what falls in the span, both ends counted', () => {
    expect(transitionsOf('2008-02-29', '2026-03-01', '2026-03-01').map(({ rule }) => rule)).toEqual(['CSC-AGE', 'ASC-AGE', 'PHB-ELIGIBLE-AGE']);
    expect(transitionsOf('2008-02-29', '2026-03-02', '2033-02-28')).toEqual([]);
  });
});
