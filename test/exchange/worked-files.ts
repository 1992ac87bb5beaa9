import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addedUp, type BudgetCounts, countedParts, publishedCounts } from '../../src/exchange/published/f9-open-data';
import { returnedCounts } from '../../src/exchange/published/returned-counts';
import { upnFor } from '../../src/people/made-up-identifier';
import type { Example, Json } from '../calculators/worked-example';
import { anArea, type Area } from './area';
import { bladeExport } from './rows';

/* The worked examples that are returns and publications: the exchange reads their files. */

const KINDS = ['takenUp', 'organised', 'health', 'education', 'social', 'integrated'] as const;
const COLUMNS = ['personal_budget', 'org_arrangments', 'pb_health', 'pb_education', 'pb_social', 'pb_integrated'] as const;
/** The publication itself, where it lies beside the project; a lone clone writes one with the same figures. */
const PUBLISHED = join(__dirname, '..', '..', '..', 'shared', 'data', 'dfe-personal-budgets-2025.csv');
const CODES: Readonly<Record<string, string>> = { Sefton: '343', Wakefield: '384', Norfolk: '926', Camden: '202', Newcastle_upon_Tyne: '391' };

const figures = (value: Json | undefined): readonly number[] => (value as readonly Json[]).map(Number);
const toCounts = (row: readonly number[]): BudgetCounts =>
  Object.fromEntries(KINDS.map((kind, index) => [kind, row[index] ?? 0])) as unknown as BudgetCounts;

/** Files to read: always one in the publication's layout with the example's figures, and the publication where it is there. */
function publications(area: Area, period: string, rows: readonly (readonly [code: string | null, counts: readonly number[]])[]): readonly string[] {
  const written = area.file(
    'open-data.csv',
    rows.flatMap(([code, counts]) => {
      const of = (breakdown: string, cells: readonly (number | string)[]) => ({
        time_period: period,
        geographic_level: code === null ? 'National' : 'Local authority',
        new_la_code: '',
        old_la_code: code ?? '',
        la_name: '',
        breakdown_topic: breakdown,
        breakdown,
        ...Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index] ?? ''])),
      });
      // What is counted another way, and what is withheld, is not taken for it.
      return [
        of('All personal budgets', counts),
        of('Female', [1, 1, 1, 1, 1, 1]),
        { ...of('All personal budgets', ['c', 'c', 'c', 'c', 'c', 'c']), time_period: '201314' },
      ];
    }),
  );
  return existsSync(PUBLISHED) ? [written, PUBLISHED] : [written];
}

async function inArea(work: (area: Area) => Promise<void>): Promise<void> {
  const area = await anArea();
  try {
    await work(area);
  } finally {
    await area.stop();
  }
}

export const OF_FILES: Readonly<Record<string, (example: Example) => Promise<void>>> = {
  'dfe-pb-202425': ({ inputs, expected }) =>
    inArea(async (area) => {
      const period = String(inputs.time_period);
      const counts = [expected.personal_budget, ...COLUMNS.slice(1).map((column) => inputs[column])].map(Number);
      for (const file of publications(area, period, [[null, counts]])) {
        const england = (await publishedCounts(file, null)).get(period);
        expect(england).toEqual(toCounts(counts));
        if (!england) throw new Error('no England');
        // A total of plans counted once: the kinds come to more, and it is not made to be their sum.
        const { sum, total, why } = addedUp(countedParts(england), england.takenUp);
        expect({ personal_budget: total, sum_of_parts: sum, parts_exceed_total: why === 'SEVERAL_KINDS' }).toEqual(expected);
      }
    }),

  'dfe-pb-la': ({ inputs, expected }) =>
    inArea(async (area) => {
      const period = String(inputs.time_period);
      const councils = Object.entries(expected).map(([name, row]) => ({ code: CODES[name] ?? name, counts: figures(row) }));
      for (const file of publications(
        area,
        period,
        councils.map(({ code, counts }) => [code, counts]),
      ))
        for (const { code, counts } of councils) {
          const council = area.directory.find('LOCAL_AUTHORITY', code);
          if (!council) throw new Error(`no council ${code}`);
          expect((await publishedCounts(file, council)).get(period)).toEqual(toCounts(counts));
        }
      // A return with the same plans, loaded, is counted alike: every plan once in the total, whatever kinds it has.
      for (const { counts } of councils)
        await inArea(async (own) => {
          const [takenUp = 0, organised = 0, ...payments] = counts;
          const codes = payments.flatMap((count, index) => Array.from({ length: count }, () => 'HESI'[index] ?? ''));
          const pupils = Array.from({ length: takenUp + 3 }, (_, index) => ({
            upn: upnFor('384', 9900, 12, index),
            forename: `Sam ${index}`,
            needs: ['ASD'],
            plans: [{ pb: index < takenUp ? 1 : 0, oa: index < takenUp && index >= takenUp - organised ? 1 : 0, dp: codes[index] ?? '' }],
          }));
          await own.load('F1', bladeExport(own, 'return', pupils));
          const council = own.directory.find('LOCAL_AUTHORITY', '384');
          const here = await returnedCounts(own.store.reading, council?.id ?? 0, '2025-01-16');
          const paid = (code: string): number => here.directPayments.get(code) ?? 0;
          expect([here.takenUp, here.organised, ...['H', 'E', 'S', 'I'].map(paid)]).toEqual(counts);
          expect(here.plans).toBe(takenUp + 3);
        });
    }),

  'ascfr-round-1': ({ inputs, expected }) => {
    const { age: _age, ...cells } = inputs;
    const parts = Object.values(cells).map(Number);
    const { sum, total, why } = addedUp(parts, Number(expected.published_total), 5);
    expect({ published_total: total, sum_of_rounded_parts: sum }).toEqual(expected);
    expect(why).toBe('ROUNDED');
    // True counts that give just these cells and this total.
    const counted = parts.map((part, index) => part + (index < 3 ? 2 : 0));
    const rounded = (count: number): number => Math.round(count / 5) * 5;
    expect(counted.map(rounded)).toEqual(parts);
    expect(rounded(counted.reduce((all, count) => all + count, 0))).toBe(total);
    return Promise.resolve();
  },

  'sen2-cease-1': ({ inputs, expected }) =>
    inArea(async (area) => {
      const published: Readonly<Record<string, string>> = {
        'Max Age': 'Reached the age limit',
        'Needs Met': 'Needs are met without a plan',
        'Higher Ed': 'Went into higher education',
        Employed: 'Went into paid work',
        'Transfer Out': 'Transferred to another council',
        'No Engagement': 'No longer engages',
        'Left England': 'Left England',
        Deceased: 'Died',
        Other: 'Another reason',
      };
      const codes = figures(inputs.code);
      const upn = (code: number): string => upnFor('384', 9900, 12, code);
      const ceasedate = '2025-03-31';
      const loaded = await area.load(
        'F1',
        bladeExport(
          area,
          'return',
          codes.map((code) => ({ upn: upn(code), forename: `Sam ${code}`, plans: [{ ceasedate, ceasereason: String(code) }] })),
        ),
      );
      expect(loaded.refused).toBe(0);
      const ceased = await area.store.reading.rows<{ value: string; cease_ground: string; ceased_on: string }>(
        "SELECT i.value, p.cease_ground, p.ceased_on FROM plan p JOIN identifier i ON i.person_id = p.person_id WHERE p.status = 'CEASED'",
      );
      const grounds = codes.map((code) => ceased.flatMap((row) => (row.value === upn(code) ? [[row.cease_ground, row.ceased_on]] : [])));
      expect(grounds).toEqual((expected.label as readonly string[]).map((label) => [[published[label], ceasedate]]));
      const tenth = bladeExport(area, 'tenth', [{ upn: upn(10), plans: [{ ceasedate, ceasereason: '10' }] }]);
      expect((await area.load('F1', tenth)).lines).toMatchObject([{ field: 'ceasereason', rule: 'FORMAT' }, { rule: 'LINK' }]);
    }),
};
