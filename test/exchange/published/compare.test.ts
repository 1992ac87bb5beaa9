import { compareCommand } from '../../../scripts/compare';
import { upnFor } from '../../../src/people/made-up-identifier';
import { anArea, type Area } from '../area';
import { bladeExport } from '../rows';

describe('npm run compare', () => {
  let area: Area;
  beforeAll(async () => {
    area = await anArea();
    const upn = (serial: number): string => upnFor('384', 9900, 12, serial);
    const pupil = (serial: number, plan: Record<string, string | number>) => ({ upn: upn(serial), forename: `Sam ${serial}`, plans: [plan] });
    await area.load(
      'F1',
      bladeExport(area, 'return', [
        pupil(1, { pb: 1, oa: 1, dp: 'E' }),
        pupil(2, { pb: 1, oa: 0, dp: 'E' }),
        pupil(3, { pb: 0, oa: 0, dp: '' }),
        pupil(4, { pb: 1, oa: 1, dp: '', ceasedate: '2025-03-31', ceasereason: '5' }),
      ]),
    );
  });
  afterAll(() => area.stop());
  const open = (more: Record<string, string> = {}): string =>
    area.file('open-data.csv', [
      {
        time_period: '202425',
        geographic_level: 'Local authority',
        new_la_code: 'E08000036',
        old_la_code: '384',
        breakdown: 'All personal budgets',
        personal_budget: '9',
        org_arrangments: '0',
        pb_health: '0',
        pb_education: '0',
        pb_social: '1',
        pb_integrated: '2',
        ...more,
      },
    ]);
  async function run(...args: string[]): Promise<{ code: number; said: string[] }> {
    const said: string[] = [];
    const code = await compareCommand(args, { databaseUrl: area.url, policyDir: null }, (line) => said.push(line));
    return { code, said };
  }

  it('shows what is published beside what the returns say, each plan once, and changes nothing', async () => {
    const { code, said } = await run(open(), '--authority', '384', '--on', '2025-10-01');
    expect(code).toBe(0);
    expect(said.map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'Personal budgets in EHC plans, Wakefield',
      ' | 202425 | returns here, 2025-10-01',
      'plans in being | 3',
      'with a personal budget | 9 | 2',
      'organised arrangements | 0 | 1',
      'direct payments, education | 0',
      'direct payments, health | 0',
      'direct payments, social | 1',
      'direct payments, integrated | 2',
      'direct payments, coded E | 2',
      'The published kinds come to 3: fewer, because the kind was not given for all.',
    ]);
    // On a day on which the fourth plan was in being, it counts.
    expect((await run(open(), '--authority', '384', '--on', '2025-01-16')).said[3]).toMatch(/9 +3$/);
  });

  it('counts a letter as the kind that it is said to be', async () => {
    const { said } = await run(open(), '--authority', '384', '--on', '2025-10-01', '--dp', 'e=education, S=social');
    expect(said.slice(5).map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'direct payments, education | 0 | 2',
      'direct payments, health | 0',
      'direct payments, social | 1 | 0',
      'direct payments, integrated | 2',
      'The published kinds come to 3: fewer, because the kind was not given for all.',
    ]);
    expect(await run(open(), '--authority', '384', '--dp', 'E=school')).toMatchObject({ code: 2, said: [expect.stringContaining('E=education')] });
  });

  it('says what is wrong with the file, the year or the council', async () => {
    expect(await run(open(), '--authority', '384', '--year', '201920')).toMatchObject({ code: 2, said: [expect.stringContaining('It has: 202425')] });
    expect(await run(open({ personal_budget: 'c' }), '--authority', '384')).toMatchObject({ code: 2, said: [expect.stringContaining('no year')] });
    expect(await run(open(), '--authority', 'E99')).toMatchObject({ code: 2, said: [expect.stringContaining('No council in England')] });
    expect(await run(area.file('other.csv', [{ a: '1' }]), '--authority', '384')).toMatchObject({
      code: 2,
      said: [expect.stringContaining('missing time_period')],
    });
    expect((await run(open())).said[0]).toContain('npm run --silent compare');
  });
});
