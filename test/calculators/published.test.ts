import { aHub, type Caller, type TestHub } from '../builders/hub';

/* What an authority publishes, read by anybody: a form offers from it what the rules accept. */

describe('published tables, figures and services', () => {
  let hub: TestHub;
  let anybody: Caller;
  beforeAll(async () => {
    hub = await aHub({ day: '2024-10-01' });
    anybody = hub.anonymous();
  });
  afterAll(() => hub.stop());
  const TABLE = `{ kind readBy title per from to source policy { name version }
    entries { name alsoCalled urn strand level tier fromPoints toPoints hours amount upTo above metFromElementTwo }
    questions { question answers { answer points } } areas { area weight mostPoints domains } questionnaire }`;
  const tables = async (authority: string, more = ''): Promise<any[]> =>
    (await anybody.ask(`{ policyTables(authority: "${authority}"${more}) ${TABLE} }`))['policyTables'];

  test('points, for both hours of a place, by the term, with their source', async () => {
    const [table, hours] = await tables('884');
    expect(table).toMatchObject({
      kind: 'ELEMENT_THREE',
      readBy: 'POINTS',
      per: 'TERM',
      from: '2024-04-01',
      to: null,
      source: 'Herefordshire Council, early years inclusion funding and High Needs Matrix',
      policy: { name: 'herefordshire', version: '2024-04' },
    });
    expect(table.entries).toHaveLength(42);
    expect(table.entries.slice(2, 4)).toEqual(
      [
        ['30', '251.00'],
        ['15', '125.50'],
      ].map(([place, amount]) => expect.objectContaining({ name: 'A1', fromPoints: 10, toPoints: 14, hours: place, amount, upTo: false })),
    );
    expect(hours).toMatchObject({ kind: 'CHILDRENS_RAS', readBy: 'HOURS_A_WEEK', per: 'HOUR', entries: [{ hours: '168', amount: '13.80' }] });
  });
  test('schools by their names, on the day that is asked', async () => {
    const all = await tables('878', ', on: "2023-09-01", kind: ELEMENT_THREE');
    const schools = all.find(({ readBy }) => readBy === 'SETTING');
    expect(schools.entries.find(({ name }: { name: string }) => name === 'The Lampard Community School')).toMatchObject({
      alsoCalled: ['Lampard', 'Lampard Community School'],
      amount: '11412.00',
    });
    expect(all.map(({ readBy }) => readBy)).toEqual(['BAND', 'SETTING']);
    expect(all[0].entries.at(-1)).toMatchObject({ name: 'Plus', alsoCalled: ['Plus package'], amount: null, above: '4500.00' });
  });
  test('strands and levels; questionnaires; levels of carers; areas; and nothing where nothing is published', async () => {
    const [matrix] = await tables('384');
    expect(
      matrix.entries.filter(({ strand, level }: any) => strand === '1A' && level === 5).map(({ tier, amount, upTo }: any) => [tier, amount, upTo]),
    ).toEqual([
      ['HIGH', '10000.00', true],
      ['MEDIUM', '7000.00', true],
      ['LOW', '5000.00', true],
    ]);
    expect(
      matrix.entries.filter(({ strand, level }: any) => strand === '1A' && level <= 3).map((each: any) => [each.amount, each.metFromElementTwo]),
    ).toEqual([
      ['0.00', true],
      [null, false],
      [null, false],
    ]);
    expect((await tables('926'))[0]).toMatchObject({ kind: 'CHILDRENS_RAS', readBy: 'POINTS', questionnaire: 'primary', per: 'YEAR' });
    expect((await tables('876'))[0]).toMatchObject({
      kind: 'CARER_LEVELS',
      readBy: 'LEVEL',
      questions: [{ question: 'impact on wellbeing', answers: [{ answer: 'high' }, { answer: 'medium' }, { answer: 'low' }] }],
    });
    expect((await tables('206', ', on: "2017-09-01"'))[0].areas.at(-1)).toEqual({
      area: 'Cognition and Learning',
      weight: 4,
      mostPoints: 16,
      domains: [],
    });
    expect((await tables('331', ', kind: ADULTS_RAS'))[0].questions).toEqual([
      { question: 'who is paid', answers: [{ answer: 'care agency', points: null }] },
    ]);
    expect(await tables('341')).toEqual([]);
  });
  test('figures: the authority’s own, else the nation’s, and none that nobody holds', async () => {
    const { policyFigures }: any = await anybody.ask('{ policyFigures(authority: "870") { figure title amount percent source policy { name } } }');
    const of = (figure: string) => policyFigures.find((each: any) => each.figure === figure);
    expect(of('minimumCharge')).toMatchObject({ amount: '1.25', percent: null, policy: { name: 'reading' }, source: 'Appendix B 2024/25' });
    expect(of('capital.upperLimit')).toMatchObject({ amount: '23250.00', policy: { name: 'england' } });
    expect(of('shareOfDisposableIncome')).toMatchObject({ amount: null, percent: 100 });
    expect(of('maximumCharge')).toBeUndefined();
  });
  test('services of a stream, how they are supplied, and what the authority pays', async () => {
    const { serviceCatalogue: health }: any = await anybody.ask(
      '{ serviceCatalogue(authority: "384", stream: HEALTH) { code name streams supply { stream is } traits rate { unit price } } }',
    );
    expect(health.every(({ streams }: any) => streams.includes('HEALTH'))).toBe(true);
    expect(health.find(({ code }: any) => code === 'WHEELCHAIR')).toMatchObject({
      name: 'Wheelchair',
      supply: [{ stream: 'HEALTH', is: 'INDIVIDUAL' }],
      rate: null,
    });
    const { serviceCatalogue: all }: any = await anybody.ask('{ serviceCatalogue(authority: "384") { code supply { is } } }');
    expect(all.find(({ code }: any) => code === 'BLOCK_DAY_CENTRE').supply).toEqual([{ is: 'BLOCK' }]);
  });
  test('what is no code of an authority is a broken request', async () => {
    const { errors } = await anybody.raw('{ policyTables(authority: "Wakefield") { title } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'authority' });
  });
});
