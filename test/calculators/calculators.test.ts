import { calculate, faultOf } from './ask';

const ON = '2023-09-01';

describe('the Element 3 top-up', () => {
  const wakefield = (needs: readonly Record<string, unknown>[]): ReturnType<typeof calculate> =>
    calculate('elementThreeTopUp', { authority: '384', on: ON, needs });

  test('leads from the table to the figure, with elements 1 and 2 beside it', async () => {
    const answer = await wakefield([{ strand: '1A', level: 5, tier: 'HIGH' }]);
    expect(answer).toMatchObject({
      amount: { value: '10000.00', every: 'YEAR' },
      upTo: true,
      band: '1A 5 high',
      results: [],
      policy: { name: 'wakefield', version: '2016-07' },
    });
    expect(answer.steps.map(({ label, detail, amount, rule }) => [label, detail, amount, rule?.id ?? null])).toEqual([
      [
        'Wakefield education threshold matrix',
        'Read from wakefield 2016-07: Wakefield: Special Educational Needs - Matrix Descriptors.',
        null,
        'METHOD-PUBLISHED',
      ],
      ['Element 2', "£6,000.00 a year is in the setting's own funding and is never part of a personal budget.", '6000.00', 'EDU-ELEMENT-2'],
      ['Strand 1A language, level 5, high', 'Up to £10,000.00 a year.', '10000.00', null],
      ['Element 3 top-up', 'Up to £10,000.00 a year.', '10000.00', null],
    ]);
  });
  test('level 3 is met from Element 2: nothing, which is a figure; levels 1 and 2 print none, which is not zero', async () => {
    expect(await wakefield([{ strand: '1A', level: 3 }])).toMatchObject({ amount: { value: '0.00' }, upTo: false, results: [] });
    for (const level of [1, 2])
      expect(await wakefield([{ strand: '1A', level }])).toMatchObject({
        amount: null,
        results: [{ rule: { id: 'POLICY-FIGURE' }, effect: 'INFORM', message: expect.stringContaining('not zero') as string }],
      });
  });
  test('of several strands the highest counts, as Wakefield declares', async () => {
    const answer = await wakefield([
      { strand: '1A', level: 4, tier: 'LOW' },
      { strand: '2A', level: 5, tier: 'MEDIUM' },
      { strand: '1B', level: 2 },
    ]);
    expect(answer.amount?.value).toBe('9000.00');
    expect(answer.steps.at(-2)).toMatchObject({ label: 'Several strands', detail: 'The highest of the strands counts, as the authority declares.' });
    expect(answer.results).toHaveLength(1);
  });
  test.each([
    [[{ strand: '3A', level: 5, tier: 'HIGH' }], 'no strand "3A"', 'Its strands are 1A, 1B, 2A.'],
    [[{ strand: '1A', level: 6, tier: 'HIGH' }], 'no level 6', 'Its levels are 5, 4, 3, 2, 1.'],
    [[{ strand: '1A', level: 5 }], 'three amounts', 'Say whether the need is HIGH, MEDIUM or LOW in its level.'],
  ])('%j is refused by name', async (needs, message, fix) => {
    expect(await wakefield(needs)).toMatchObject({
      amount: null,
      results: [{ rule: { id: 'POLICY-FIGURE' }, effect: 'REFUSE', message: expect.stringContaining(message) as string, fix }],
    });
  });
  test('one strand given twice is a broken request', async () => {
    expect(
      await faultOf(
        wakefield([
          { strand: '1A', level: 5, tier: 'LOW' },
          { strand: '1a language', level: 4, tier: 'LOW' },
        ]),
      ),
    ).toMatchObject({ code: 'BAD_INPUT', field: 'needs' });
  });

  test.each(['1', 'Banding 1', 'band 1', 'BAND 1'])('Devon writes band "%s" in many ways', async (band) => {
    expect(await calculate('elementThreeTopUp', { authority: '878', on: ON, band })).toMatchObject({
      amount: { value: '1600.00' },
      upTo: false,
      band: '1',
    });
  });
  test('an open-ended band has no figure, and says above what', async () => {
    expect(await calculate('elementThreeTopUp', { authority: '878', on: ON, band: 'plus' })).toMatchObject({
      amount: null,
      band: 'Plus',
      results: [{ effect: 'INFORM', message: expect.stringContaining('above £4,500.00 a year') as string }],
    });
  });
  test('an unknown band is refused with the bands there are', async () => {
    expect((await calculate('elementThreeTopUp', { authority: '878', on: ON, band: '9' })).results).toMatchObject([
      { effect: 'REFUSE', fix: 'Its bands are 1, 2, 3, Plus.', subject: '9' },
    ]);
  });
  test.each([
    ['2022-04-01', '11088.00'],
    ['2023-03-31', '11088.00'],
    ['2023-04-01', '11412.00'],
    ['2024-03-31', '11412.00'],
  ])('a special school of Devon on %s: %s', async (on, value) => {
    expect((await calculate('elementThreeTopUp', { authority: '878', on, setting: 'southbrook' })).amount?.value).toBe(value);
  });
  test('the setting is read only where no band is given', async () => {
    expect((await calculate('elementThreeTopUp', { authority: '878', on: ON, band: '2', setting: 'Southbrook' })).amount?.value).toBe('3100.00');
    expect((await calculate('elementThreeTopUp', { authority: '878', on: ON, setting: 'Nowhere School' })).results).toMatchObject([
      { effect: 'REFUSE', subject: 'Nowhere School' },
    ]);
  });
  test.each([
    ['878', '2024-04-01', { band: '1' }, 'Devon County Council', undefined],
    ['878', '2022-03-31', { band: '1' }, 'Devon County Council', undefined],
    ['384', '2014-08-31', { needs: [{ strand: '1A', level: 3 }] }, 'Wakefield', undefined],
    ['384', ON, { band: '1' }, 'Wakefield', 'It has published a table that is read by needs by strand and level: give that.'],
    ['341', ON, { band: '1' }, 'authority 341', undefined],
  ])('%s on %s has no table for %j: refused by figure, authority and day', async (authority, on, facts, named, fix) => {
    const { amount, results, policy } = await calculate('elementThreeTopUp', { authority, on, ...facts });
    expect({ amount, policy }).toEqual({ amount: null, policy: null });
    expect(results).toMatchObject([
      { rule: { id: 'POLICY-FIGURE' }, effect: 'REFUSE', message: expect.stringContaining('a table of Element 3 top-ups') as string },
    ]);
    expect(results[0]?.message).toContain(named);
    expect(results[0]?.message).toContain(on);
    if (fix) expect(results[0]?.fix).toBe(fix);
  });
  test('nothing to read by, or two things, is a broken request', async () => {
    expect(await faultOf(calculate('elementThreeTopUp', { authority: '878', on: ON }))).toMatchObject({ field: 'band' });
    expect(await faultOf(calculate('elementThreeTopUp', { authority: '878', on: ON, band: '1', needs: [{ strand: '1A', level: 3 }] }))).toMatchObject(
      { field: 'needs' },
    );
  });
});

describe("the children's RAS", () => {
  const norfolk = (given: Record<string, unknown>): ReturnType<typeof calculate> => calculate('childrensRas', { authority: '926', on: ON, ...given });

  test('is explained step by step', async () => {
    const answer = await norfolk({ questionnaire: 'primary', points: 120 });
    expect(answer).toMatchObject({
      amount: { value: '1000.00', every: 'YEAR', perYear: '1000.00' },
      band: 'Small support',
      upTo: false,
      results: [],
      policy: { name: 'norfolk', version: '2014-09' },
    });
    expect(answer.steps.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'RAS funding table for primary-age children: Read from norfolk 2014-09: Norfolk County Council, RAS funding tables.',
      'Points: The assessment came to 120 points.',
      'Step of the table: 116 to 130 points (Small support).',
      'Indicative amount: £1,000.00 a year.',
    ]);
  });
  test.each([
    [0, 'No support'],
    [69, 'No support'],
    [186, 'Lots of support'],
    [400, 'Lots of support'],
  ])('%i points give no amount, which is not zero', async (points, band) => {
    expect(await norfolk({ questionnaire: 'primary', points })).toMatchObject({
      amount: null,
      band,
      results: [{ rule: { id: 'CSC-RAS-RANGE' }, effect: 'INFORM', message: expect.stringContaining('not zero') as string }],
    });
  });
  test('the questionnaire may be left out where there is one, and is refused by name where it has no table', async () => {
    expect((await norfolk({ points: 70 })).amount?.value).toBe('500.00');
    expect((await norfolk({ questionnaire: 'secondary', points: 70 })).results).toMatchObject([
      {
        rule: { id: 'POLICY-FIGURE' },
        effect: 'REFUSE',
        message: expect.stringContaining('"secondary"') as string,
        fix: expect.stringContaining('primary') as string,
      },
    ]);
  });
  test('bands by an answer', async () => {
    const ask = (answer: string): ReturnType<typeof calculate> =>
      calculate('childrensRas', { authority: '999', on: ON, questionnaire: 'older', answers: [{ question: 'Level of support', answer }] });
    expect(await ask('lots')).toMatchObject({ amount: { value: '6000.00' }, band: 'Lots' });
    expect(await ask('No')).toMatchObject({ amount: null, band: 'No', results: [{ rule: { id: 'CSC-RAS-RANGE' } }] });
    expect(await faultOf(ask('Huge'))).toMatchObject({ field: 'answers', message: expect.stringContaining('No; Small; Lots') as string });
  });
  test('broken requests', async () => {
    expect(await faultOf(norfolk({ questionnaire: 'primary' }))).toMatchObject({ field: 'points' });
    expect(await faultOf(norfolk({ questionnaire: 'primary', points: -1 }))).toMatchObject({ field: 'points' });
    expect(await faultOf(norfolk({ questionnaire: 'primary', answers: [{ question: 'x', answer: 'y' }] }))).toMatchObject({ field: 'points' });
    expect(await faultOf(norfolk({ points: 70, answers: Array.from({ length: 201 }, () => ({ question: 'x', answer: 'y' })) }))).toMatchObject({
      field: 'answers',
    });
  });
});

describe("the adults' RAS", () => {
  const elsewhere = (given: Record<string, unknown>): ReturnType<typeof calculate> => calculate('adultsRas', { authority: '999', on: ON, ...given });

  test('by the price of a point, rounded as the method is published', async () => {
    const answer = await elsewhere({ points: 31 });
    // 31 x 5.25 = 162.75, and this council rounds up to the pound.
    expect(answer.amount).toMatchObject({ value: '163.00', every: 'WEEK' });
    expect(answer.steps.map(({ label, amount }) => [label, amount])).toEqual([
      ['Price of a point', null],
      ['Points', null],
      ['Price of the points', '162.75'],
      ['Rounded as published', '163.00'],
      ['Indicative amount', '163.00'],
    ]);
  });
  test('by answers that score', async () => {
    const answers = [
      { question: 'meals', answer: 'Needs help every day' },
      { question: 'Going out', answer: 'needs somebody' },
    ];
    const answer = await elsewhere({ answers });
    expect(answer.amount?.value).toBe('163.00');
    expect(answer.steps.slice(1, 3).map(({ detail }) => detail)).toEqual([
      'Answered "needs help every day": 16 points, 16 so far.',
      'Answered "needs somebody": 15 points, 31 so far.',
    ]);
    expect((await elsewhere({ answers, points: 31 })).amount?.value).toBe('163.00');
    expect(await faultOf(elsewhere({ answers, points: 30 }))).toMatchObject({ field: 'points', message: 'The answers come to 31 points, not 30.' });
    expect(await faultOf(elsewhere({ answers: answers.slice(1) }))).toMatchObject({ message: 'The question "Meals" is not answered.' });
    expect(await faultOf(elsewhere({ answers: [...answers, { question: 'Hair', answer: 'red' }] }))).toMatchObject({ field: 'answers' });
    expect(await faultOf(elsewhere({ answers: [...answers, { question: 'MEALS', answer: 'manages alone' }] }))).toMatchObject({ field: 'answers' });
  });
  test.each([
    ['10', '223.50'],
    ['7.5', '167.63'],
    ['0.125', '2.79'],
    ['168', '3754.80'],
  ])('%s hours at the council’s rate: %s', async (hoursPerWeek, value) => {
    expect((await elsewhere({ hoursPerWeek })).amount).toMatchObject({ value, every: 'WEEK' });
  });
  test('outside what is published there is no amount', async () => {
    for (const given of [{ points: 9 }, { points: 101 }, { hoursPerWeek: '168.5' }])
      expect(await elsewhere(given)).toMatchObject({ amount: null, results: [{ rule: { id: 'POLICY-FIGURE' }, effect: 'INFORM' }] });
    expect(await calculate('adultsRas', { authority: '207', on: '2009-06-01', points: 18 })).toMatchObject({
      amount: null,
      results: [{ effect: 'INFORM' }],
    });
  });
  test('an authority without a table, or past its last day, is named', async () => {
    expect((await calculate('adultsRas', { authority: '384', on: ON, points: 20 })).results).toMatchObject([
      { effect: 'REFUSE', message: expect.stringContaining('Wakefield') as string },
    ]);
    expect((await calculate('adultsRas', { authority: '207', on: '2010-04-01', points: 16 })).results).toMatchObject([
      { effect: 'REFUSE', message: expect.stringContaining('2010-04-01') as string },
    ]);
  });
});

describe("a carer's allocation", () => {
  const halton = (given: Record<string, unknown>): ReturnType<typeof calculate> =>
    calculate('carerAllocation', { authority: '876', on: ON, ...given });

  test('by level, or by the answer that names it', async () => {
    expect(await halton({ level: 'HIGH' })).toMatchObject({ amount: { value: '300.00' }, upTo: true, band: 'high' });
    expect(await halton({ answers: [{ question: 'Impact on wellbeing', answer: 'Medium' }] })).toMatchObject({
      amount: { value: '200.00' },
      upTo: true,
      band: 'medium',
    });
  });
  test('a low level carries nothing: a figure, not a missing one', async () => {
    const answer = await halton({ level: 'low' });
    expect(answer).toMatchObject({ amount: { value: '0.00' }, upTo: false, results: [] });
    expect(answer.steps.at(-1)?.detail).toBe('At this level the table allocates nothing.');
  });
  test('refusals and broken requests', async () => {
    expect((await halton({ level: 'severe' })).results).toMatchObject([
      { rule: { id: 'POLICY-FIGURE' }, effect: 'REFUSE', fix: 'Its levels are high, medium, low.' },
    ]);
    expect((await calculate('carerAllocation', { authority: '876', on: '2015-03-31', level: 'high' })).results).toMatchObject([
      { effect: 'REFUSE', message: expect.stringContaining('a table of carer levels') as string },
    ]);
    expect(await faultOf(halton({}))).toMatchObject({ field: 'level' });
    expect(await faultOf(halton({ answers: [{ question: 'mood', answer: 'high' }] }))).toMatchObject({ field: 'answers' });
  });
});
