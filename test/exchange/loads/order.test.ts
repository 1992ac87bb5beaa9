import { nhsNumberFor, upnFor } from '../../../src/people/made-up-identifier';
import { anArea, type Area, type CsvRow, told } from '../area';
import { bladeExport, careRow, packageRow, type PupilInReturn, rasRow, released, sectionJRow, topUpRow, whoRow } from '../rows';

const FILES = ['F10', 'F1', 'F3', 'F4', 'F5', 'F6', 'F7'] as const;
type File = (typeof FILES)[number];

/** Every order of the others, with F4 in each of its seven places in turn: it bridges nothing, so where it comes matters least. */
const allOrders = (): File[][] =>
  orders<File>(FILES.filter((file) => file !== 'F4')).map((order, index) => order.toSpliced(index % FILES.length, 0, 'F4'));
const orders = <Item>(items: readonly Item[]): Item[][] =>
  items.length <= 1 ? [[...items]] : items.flatMap((item, index) => orders(items.filter((_, at) => at !== index)).map((rest) => [item, ...rest]));

/** The numbers of one copy of the area: a child, a young adult with care, and a carer of hers. */
const numbers = (copy: number) => {
  const at = copy * 3;
  const upn = (index: number): string => upnFor('384', 1000 + Math.trunc((at + index) / 1000), 12, (at + index) % 1000);
  return {
    name: `Copy${copy}x`,
    child: { nhs: nhsNumberFor(at), upn: upn(0), local: `C${at}` },
    adult: { nhs: nhsNumberFor(at + 1), upn: upn(1), local: `C${at + 1}` },
    carer: { nhs: nhsNumberFor(at + 2), local: `C${at + 2}` },
  };
};

/** What each file says of a copy: every kind of row, and every way in which one file waits for another. */
function rowsOf(
  copy: number,
): { [Each in Exclude<File, 'F1' | 'F6'>]: CsvRow[] } & { F1: PupilInReturn[]; F6: { children: CsvRow[]; adults: CsvRow[] } } {
  const { name, child, adult, carer } = numbers(copy);
  const grownUp = { birth_date: '2004-05-06', forename: 'Ida', surname: name };
  const caring = {
    'First Name': 'Ida',
    'Last Name': name,
    'Date of Birth': '2004-05-06',
    'NHS Number': adult.nhs,
    'LA Person Unique Identifier': adult.local,
  };
  return {
    F10: [
      whoRow({ nhs_number: child.nhs, upn: child.upn, local_id: child.local, surname: name }),
      whoRow({ nhs_number: adult.nhs, upn: adult.upn, local_id: adult.local, ...grownUp }),
    ],
    F1: [
      { upn: child.upn, surname: name, forename: 'Samuel' },
      {
        upn: adult.upn,
        surname: name,
        forename: 'Ida',
        born: '2004-05-06',
        plans: [{}, { startdate: '2022-09-01', ceasedate: '2024-08-31', ceasereason: '9' }],
      },
    ],
    F3: [
      careRow({ ...caring, 'Event Reference': 'A' }),
      careRow({
        ...caring,
        'Event Reference': 'B',
        'Event Start Date': '2025-03-01',
        'Delivery Mechanism': 'Direct payment',
        'Unit Cost': '433.33',
        'Cost Frequency (Unit Type)': 'Monthly',
      }),
      careRow({
        'NHS Number': carer.nhs,
        'LA Person Unique Identifier': carer.local,
        'Last Name': name,
        'Client Type': 'Carer',
        'Event Reference': 'C',
        'Adult 1 Linked Person_ID': adult.local,
        'Service Type': 'Carer Support: Direct to Carer',
        'Service Component': 'Direct Payment',
        'Unit Cost': '300',
        'Cost Frequency (Unit Type)': 'One-off',
      }),
      careRow({
        'NHS Number': carer.nhs,
        'LA Person Unique Identifier': carer.local,
        'Last Name': name,
        'Client Type': 'Carer',
        'Event Reference': 'D',
        'Adult 1 Linked Person_ID': adult.local,
        'Service Type': 'Carer Support: Direct to Carer',
        'Service Component': 'Respite',
        'Unit Cost': '30',
        'Delivery Mechanism': 'Direct payment',
      }),
    ],
    F4: [packageRow({ 'NHS NUMBER': child.nhs, 'PERSON BIRTH DATE': '2012-03-04', 'CARE PACKAGE IDENTIFIER': `P${copy}` })],
    F5: [
      topUpRow({ upn: child.upn, ...released }),
      topUpRow({ upn: adult.upn, strand: '1A' }),
      topUpRow({ upn: adult.upn, strand: '2A', annual_top_up: '2500' }),
    ],
    F6: {
      children: [rasRow({ upn: child.upn, agreed_amount: '110.00', agreed_on: '2025-06-20', released_on: '2025-07-01', contribution_per_week: '' })],
      adults: [
        rasRow({
          nhs_number: adult.nhs,
          indicative_amount: '260.00',
          from: '2025-01-01',
          agreed_amount: '255.00',
          agreed_on: '2024-12-20',
          released_on: '2025-01-01',
          contribution_per_week: '31.50',
        }),
      ],
    },
    F7: [
      sectionJRow({ upn: child.upn }),
      sectionJRow({ upn: child.upn, reference: 'J2', section: 'H1', service: 'SHORT_BREAK', cost: '60', from: '2025-07-01' }),
      sectionJRow({ upn: adult.upn, reference: 'J1', section: 'H2', service: 'PERSONAL_ASSISTANT' }),
    ],
  };
}

async function loadFor(area: Area, file: File, copies: readonly number[], step: string): Promise<void> {
  if (copies.length === 0) return;
  const rows = copies.map(rowsOf);
  const load = async (path: string, kind: 'children' | 'adults' | null = null): Promise<void> => {
    const summary = await area.load(file, path, { kind, report: null });
    expect(summary).toMatchObject({ refused: 0, changed: 0 });
  };
  if (file === 'F1')
    return load(
      bladeExport(
        area,
        `blade-${step}`,
        rows.flatMap((each) => each.F1),
      ),
    );
  if (file === 'F6') {
    await load(
      area.file(
        `${step}-c.csv`,
        rows.flatMap((each) => each.F6.children),
      ),
      'children',
    );
    return load(
      area.file(
        `${step}-a.csv`,
        rows.flatMap((each) => each.F6.adults),
      ),
      'adults',
    );
  }
  return load(
    area.file(
      `${step}.csv`,
      rows.flatMap((each) => each[file]),
    ),
  );
}

describe('the order of the files', () => {
  let area: Area;
  beforeAll(async () => {
    area = await anArea();
  });
  afterAll(() => area.stop());

  // Each order is loaded for a copy of the same people, all of them side by side: at each step the copies whose turn it is share a file.
  it('makes no difference to anybody: 720 orders of seven files end alike', async () => {
    const all = allOrders();
    for (const [step] of FILES.entries())
      for (const file of FILES)
        await loadFor(
          area,
          file,
          all.flatMap((order, copy) => (order[step] === file ? [copy] : [])),
          `${step}-${file}`,
        );

    const everyone = await area.people();
    expect(everyone).toHaveLength(all.length * 3);
    const byCopy = Map.groupBy(everyone, ({ person }) => Number(/Copy(\d+)x/.exec(person.name)?.[1]));
    const ends = new Set(
      all.map((_, copy) => {
        const { child, adult, carer } = numbers(copy);
        const text = JSON.stringify(told(byCopy.get(copy) ?? []));
        return [child, adult, carer]
          .flatMap((who) => Object.values(who))
          .reduce((words, number, index) => words.replaceAll(`"${number}"`, `"#${index}"`), text.replaceAll(`Copy${copy}x`, 'Copy'));
      }),
    );
    const [end = ''] = ends;
    expect(ends.size).toBe(1);
    // And that end is not an empty one.
    const facts = JSON.parse(end) as {
      budgets: { stream: string; states: { status: string; caredFor: boolean }[]; arrangements: unknown[] }[];
      plans: { items: unknown[] }[];
    }[];
    expect(facts.flatMap(({ budgets }) => budgets.map(({ stream }) => stream)).sort()).toEqual([
      'ADULT_SOCIAL_CARE',
      'ADULT_SOCIAL_CARE',
      'CARER',
      'CARER',
      'CHILDRENS_SOCIAL_CARE',
      'EDUCATION',
      'EDUCATION',
      'HEALTH',
    ]);
    expect(facts.flatMap(({ plans }) => plans.flatMap(({ items }) => items))).toHaveLength(3 + 2 + 2);
    expect(facts.flatMap(({ budgets }) => budgets.flatMap(({ states }) => states)).some(({ caredFor }) => caredFor)).toBe(true);
  }, 600_000);
});
