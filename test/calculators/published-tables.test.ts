import { readPack } from '../../src/policy/pack.reader';
import { nationalServices, policiesFrom, shippedPackFiles } from '../../src/policy/policies';
import { elementThreeTopUp } from '../../src/streams/element-3/top-up.rules';
import { calculate, faultOf } from './ask';

/* Tables as councils publish them: by points or weighted areas, by the term, by the hours of a place, by the hour of a week or a year. */

const HEREFORDSHIRE = { authority: '884', on: '2024-10-01' };

describe('Herefordshire: points to a tariff, by the term, for 30 hours or 15', () => {
  // Points, tariff group, a term of 30 hours, a term of 15, the year: as the page prints them.
  test.each([
    [0, 'Local Offer', '0.00', '0.00'],
    [9, 'Local Offer', '0.00', '0.00'],
    [10, 'A1', '753.00', '376.50'],
    [14, 'A1', '753.00', '376.50'],
    [15, 'A2', '1494.00', '747.00'],
    [29, 'B2', '3681.00', '1840.50'],
    [64, 'D3', '11625.00', '5812.50'],
    [109, 'F4', '24333.00', '12166.50'],
  ])('%d points are %s', async (points, band, year, ofFifteen) => {
    const whole = await calculate('elementThreeTopUp', { ...HEREFORDSHIRE, points });
    expect([whole.band, whole.amount]).toMatchObject([band, { value: year, every: 'YEAR' }]);
    expect((await calculate('elementThreeTopUp', { ...HEREFORDSHIRE, points, hoursPerWeek: '30' })).amount?.value).toBe(year);
    const half = await calculate('elementThreeTopUp', { ...HEREFORDSHIRE, points, hoursPerWeek: '15' });
    expect(half.amount?.value).toBe(ofFifteen);
    expect(half.steps.map(({ detail }) => detail)).toContain(
      `£${(Number(ofFifteen) / 3).toFixed(2).replace(/\B(?=(\d{3})+\.)/, ',')} a term, 3 terms a year for a place of 15 hours a week.`,
    );
  });
  test('points and hours that the table does not have are refused by name', async () => {
    const above = await calculate('elementThreeTopUp', { ...HEREFORDSHIRE, points: 110 });
    expect([above.amount, above.results[0]?.message]).toEqual([null, '110 points are outside the published table, which runs from 0 to 109 points.']);
    const hours = await calculate('elementThreeTopUp', { ...HEREFORDSHIRE, points: 12, hoursPerWeek: '20' });
    expect([hours.amount, hours.results[0]?.fix]).toEqual([null, 'It has them for 30 and 15 hours.']);
    expect((await faultOf(calculate('elementThreeTopUp', { ...HEREFORDSHIRE, points: 12, band: 'A1' }))).code).toBe('BAD_INPUT');
  });
});

describe('Islington: weighted areas, one of them capped', () => {
  const needs = (...scores: readonly (readonly [string, number])[]) => scores.map(([strand, level]) => ({ strand, level }));
  const asked = { authority: '206', on: '2017-09-01' };
  test('scores come to points; where no amount was found there is none, which is not zero', async () => {
    const answer = await calculate('elementThreeTopUp', {
      ...asked,
      needs: needs(['Sensory and/or Physical', 2], ['Communication and Interaction', 3], ['Cognition and Learning', 7]),
    });
    expect(answer.steps.map(({ label, detail }) => [label, detail])).toEqual(
      expect.arrayContaining([
        ['Sensory and/or Physical', '2, times 4, is 8 points: 8 so far.'],
        ['Communication and Interaction', '3, times 2, is 6 points: 14 so far.'],
        ['Cognition and Learning', '7, times 4, is 28 points, of which 16 count: 30 so far.'],
        ['Points', 'The needs come to 30 points.'],
      ]),
    );
    expect([answer.amount, answer.results[0]?.effect]).toEqual([null, 'INFORM']);
  });
  test('an area that is not scored, or given twice, is told by name', async () => {
    const unknown = await calculate('elementThreeTopUp', { ...asked, needs: needs(['Reading', 1]) });
    expect(unknown.results[0]?.fix).toBe(
      'It scores Sensory and/or Physical, Communication and Interaction, Social Emotional and Mental Health, Cognition and Learning.',
    );
    const twice = calculate('elementThreeTopUp', { ...asked, needs: needs(['Cognition and Learning', 1], ['cognition and learning', 2]) });
    expect((await faultOf(twice)).message).toMatch(/given twice/);
    const other = calculate('elementThreeTopUp', { ...asked, points: 7, needs: needs(['Cognition and Learning', 2]) });
    expect((await faultOf(other)).message).toBe('The needs come to 8 points, not 7.');
  });
});

describe('hours at a rate', () => {
  test.each([
    ['331', '2024-10-01', 'adultsRas', '16.29', [], '162.90'],
    ['331', '2024-10-01', 'adultsRas', '21.36', [{ question: 'Who is paid', answer: 'Care agency' }], '213.60'],
    ['331', '2024-10-01', 'childrensRas', '21.36', [{ question: 'Who is paid', answer: 'Care agency' }], '213.60'],
    ['878', '2022-10-01', 'adultsRas', '14.52', [], '145.20'],
    ['878', '2022-10-01', 'adultsRas', '19.80', [{ question: 'who is paid', answer: 'unregulated agency' }], '198.00'],
    ['878', '2022-10-01', 'adultsRas', '21.52', [{ question: 'who is paid', answer: 'regulated agency' }], '215.20'],
    ['872', '2024-10-01', 'childrensRas', '14.98', [{ question: 'when', answer: 'weekend' }], '149.80'],
    ['884', '2024-10-01', 'childrensRas', '13.80', [], '138.00'],
  ] as const)('of %s on %s, %s: ten hours at %s', async (authority, on, system, rate, answers, amount) => {
    const answer = await calculate(system, { authority, on, hoursPerWeek: '10', answers });
    expect(answer.amount).toMatchObject({ value: amount, every: 'WEEK' });
    expect(JSON.stringify(answer.steps)).toContain(`10 hours a week at £${rate} an hour`);
  });
  test('an answer without a rate of its own is told which have one', async () => {
    const asked = calculate('adultsRas', {
      authority: '331',
      on: '2024-10-01',
      hoursPerWeek: '10',
      answers: [{ question: 'who is paid', answer: 'a friend' }],
    });
    expect((await faultOf(asked)).message).toMatch(
      /"a friend" is no answer to "who is paid" .*: care agency\. Without an answer the rate is £16\.29/,
    );
  });
  test('the points of 2009 that the Court of Appeal reports', async () => {
    for (const [points, value] of [
      [16, '82.91'],
      [22, '112.21'],
    ] as const)
      expect((await calculate('adultsRas', { authority: '207', on: '2009-10-01', points })).amount).toMatchObject({ value, every: 'WEEK' });
    expect((await calculate('adultsRas', { authority: '207', on: '2009-10-01', points: 18 })).amount).toBeNull();
  });
});

const HEAD =
  'pack: somewhere\nversion: "1"\nauthority: { name: Somewhere, dfe: "997" }\nextends: england\nfrom: 2020-04-01\nreviewDue: 2030-04-01\nsource: Made up\n';
const loaded = (body: string) =>
  policiesFrom([...shippedPackFiles(), { name: 'somewhere.yaml', text: HEAD + body }])
    .forAuthority('997')
    .on('2024-09-01');

describe('what the format holds besides', () => {
  test('hours a year, beside hours a week', () => {
    const hours = (every: string, rate: string, most: number): string =>
      `  - { method: hours, title: T, every: ${every}, from: 2020-04-01, source: S, ratePerHour: ${rate}, mostHours: ${most} }\n`;
    const view = loaded(`childrensRas:\n${hours('YEAR', '15', 78)}${hours('WEEK', '16', 40)}`);
    expect(view.childrensRas(null, 'hours-a-year')).toMatchObject({ found: true, value: { every: 'YEAR', ratePerHour: 1_500, mostHours: 78_000 } });
    expect(view.childrensRas(null, 'hours')).toMatchObject({ found: true, value: { every: 'WEEK', ratePerHour: 1_600 } });
  });
  test('a school by any of its names, or its number', () => {
    const view = loaded(
      'elementThree:\n  - shape: setting\n    title: T\n    from: 2020-04-01\n    source: S\n    every: TERM\n    termsAYear: 3\n    settings:\n      - { setting: Hill School, alsoCalled: [Hill, The Hill], urn: "123456", topUp: 1000 }\n',
    );
    for (const setting of ['Hill School', 'the hill', ' HILL ', '123456'])
      expect(elementThreeTopUp({ band: null, needs: null, points: null, setting, hoursPerWeek: null }, view).amount?.pence).toBe(300_000);
    const { results } = elementThreeTopUp({ band: null, needs: null, points: null, setting: 'Dale', hoursPerWeek: null }, view);
    expect(results[0]?.fix).toBe('It lists Hill School (URN 123456).');
  });
});

describe('a wrong table is told by its field', () => {
  const services = nationalServices();
  const faults = (body: string): readonly string[] => readPack(HEAD + body, services).faults.map(({ message }) => message);
  const table = (shape: string, rest: string): string =>
    `elementThree:\n  - shape: ${shape}\n    title: T\n    from: 2020-04-01\n    source: S\n${rest}`;
  test.each([
    [
      'a hole between steps',
      table('points', '    steps:\n      - { from: 0, to: 4, topUp: 1 }\n      - { from: 6, topUp: 2 }\n'),
      'elementThree 1 > steps 2 > from: no step holds 5 points.',
    ],
    ['a step that says nothing', table('points', '    steps:\n      - { from: 0, to: 4 }\n'), 'elementThree 1 > steps 1: it says no top-up.'],
    [
      'an area without weight',
      table('points', '    areas: [{ area: A, weight: 0 }]\n    steps: [{ from: 0, topUp: 1 }]\n'),
      'elementThree 1 > areas 1 > weight: an area that weighs nothing is not scored.',
    ],
    [
      'a part of two areas',
      table(
        'points',
        '    areas: [{ area: A, weight: 1, domains: [x] }, { area: B, weight: 1, domains: [x] }]\n    steps: [{ from: 0, topUp: 1 }]\n',
      ),
      'elementThree 1 > areas 2 > domains 1: the area or part "x" is there twice.',
    ],
    [
      'other hours of a table without hours',
      table('band', '    bands: [{ band: A, topUp: 2, otherHours: [{ hours: 15, topUp: 1 }] }]\n'),
      'elementThree 1: entries have amounts for other hours, and the table does not say for which hours the others are.',
    ],
    [
      'terms of a table by the year',
      table('band', '    termsAYear: 3\n    bands: [{ band: A, topUp: 2 }]\n'),
      'elementThree 1 > termsAYear: the amounts are not by the term.',
    ],
    [
      'a name of two schools',
      table('setting', '    settings: [{ setting: Hill, topUp: 1 }, { setting: Dale, alsoCalled: [hill], topUp: 2 }]\n'),
      'elementThree 1 > settings 2 > alsoCalled 1: the setting "hill" is there twice.',
    ],
    [
      'a number of two schools',
      table('setting', '    settings: [{ setting: Hill, urn: "123456", topUp: 1 }, { setting: Dale, urn: "123456", topUp: 2 }]\n'),
      'elementThree 1 > settings 2 > urn: the setting "123456" is there twice.',
    ],
    [
      'rates without their question',
      'adultsRas:\n  - { method: hours, title: T, every: WEEK, from: 2020-04-01, source: S, ratePerHour: 20, mostHours: 40, otherRates: [{ answer: a, ratePerHour: 1 }] }\n',
      'adultsRas 1 > otherRates: other rates and the question that names them go together.',
    ],
  ])('%s', (_, body, fault) => {
    expect(faults(body)).toEqual([fault]);
  });
});
