import { anArea, type Area, type CsvRow } from '../area';
import { packageRow, whoRow } from '../rows';

const nhs = '9990000018';

describe('packages of continuing healthcare', () => {
  let area: Area;
  beforeAll(async () => {
    area = await anArea();
  });
  afterAll(() => area.stop());
  const row = (from: string, commissioner: string): CsvRow => ({
    'NHS NUMBER': nhs,
    'PERSON BIRTH DATE': '1960-03-04',
    'CARE PACKAGE IDENTIFIER': `CP ${from} ${commissioner}`,
    'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)': commissioner,
    'CARE PACKAGE START DATE': from,
  });

  it('of a board that ended are refused from the day after, with who followed it; those of its days and of its successor come in', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ nhs_number: nhs, birth_date: '1960-03-04' })]));
    const { loaded, refused, lines } = await area.load(
      'F4',
      area.file('packages.csv', [packageRow(row('2022-06-30', '03R')), packageRow(row('2022-07-01', '03R')), packageRow(row('2022-07-01', 'QWO'))]),
    );
    expect([loaded, refused, lines.filter(({ rule }) => rule === 'WAITING')]).toEqual([2, 1, []]);
    expect(lines.map(({ line, rule, message }) => [line, rule, message])).toContainEqual([
      3,
      'ORG-ENDED',
      expect.stringContaining('NHS Wakefield CCG ended on 2022-06-30: a decision of 2022-07-01 is made by NHS West Yorkshire ICB (QWO).'),
    ]);
    const budgets = (await area.person(nhs)).budgets.map(({ revisions }) => revisions[0]?.from);
    expect(budgets.sort()).toEqual(['2022-06-30', '2022-07-01']);
  });
});
