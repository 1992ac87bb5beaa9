import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillEmptyHub } from '../../src/sample/fill';
import { formatMoney, parseMoney } from '../../src/vocabulary/money';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { type Row, type Summary, summaryOf } from './summary';

const TODAY = '2025-11-22';
const PEOPLE = 600;

interface Amount {
  readonly every: string;
  readonly perYear: string;
}
interface Budget {
  readonly stream: string;
  readonly status: string;
  readonly visibility: string;
  readonly from: string;
  readonly indicative: Amount | null;
  readonly agreed: Amount | null;
  readonly contribution: Amount | null;
  readonly net: Amount | null;
  readonly arrangements: readonly { readonly kind: string }[];
}
type Total = Readonly<Record<'perYear' | 'oneOff', string>>;
interface Pool extends Readonly<Record<Figure, Total>> {
  readonly person: { readonly ageBand: string };
  readonly streams: readonly Budget[];
}
const FIGURES = ['indicative', 'agreed', 'contribution', 'net'] as const;
type Figure = (typeof FIGURES)[number];

const POOLS = `query($after: String) { pooledBudgets(first: 50, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
  person { ageBand } ${FIGURES.map((figure) => `${figure} { perYear oneOff }`).join(' ')}
  streams { stream status visibility from ${FIGURES.map((figure) => `${figure} { every perYear }`).join(' ')} arrangements { kind } } } } } }`;

/** Every pool of the area, opened one by one. */
async function allPools(caller: Caller): Promise<Pool[]> {
  const pools: Pool[] = [];
  for (let after: string | null = null; ;) {
    const { pooledBudgets }: Record<string, any> = await caller.ask(POOLS, { after });
    pools.push(...pooledBudgets.edges.map(({ node }: { node: Pool }) => node));
    if (!pooledBudgets.pageInfo.hasNextPage) return pools;
    after = pooledBudgets.pageInfo.endCursor;
  }
}

/** A budget's line in a total of a day of 2025/26: a one-off counts in its own financial year. */
const lineOf = (budget: Budget, figure: Figure): number => {
  const amount = budget[figure];
  const counts = amount && (amount.every !== 'ONE_OFF' || (budget.from >= '2025-04-01' && budget.from <= '2026-03-31'));
  return counts ? parseMoney(amount.perYear) : 0;
};
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

let hub: TestHub;
let folder: string;
let pools: Pool[];
let manager: Caller;
beforeAll(async () => {
  hub = await aHub({ day: TODAY });
  folder = mkdtempSync(join(tmpdir(), 'summary-'));
  await fillEmptyHub(hub.hub.parts, PEOPLE, () => undefined, folder);
  manager = await hub.as('SERVICE_MANAGER');
  pools = await allPools(manager);
}, 240_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const told = ({ rows }: Pick<Summary, 'rows'>): Row[] => rows.filter(({ people }) => people !== null);

test('nobody without a budget on the day is listed: a register of people is no list of pools', () => {
  expect(pools.filter(({ streams }) => streams.length === 0)).toEqual([]);
});

describe('a summary and the pools that it is of, read one by one', () => {
  it('come to the same in all', async () => {
    const { total } = await summaryOf(manager);
    expect(pools.length).toBeGreaterThan(400);
    expect(total).toEqual({
      keys: [],
      people: pools.length,
      ...Object.fromEntries(
        FIGURES.map((figure) => [figure, formatMoney(sum(pools.map((pool) => parseMoney(pool[figure].perYear) + parseMoney(pool[figure].oneOff))))]),
      ),
      suppressed: false,
    });
  });

  it.each<[string, (budget: Budget, pool: Pool) => string]>([
    ['STREAM', ({ stream }) => stream],
    ['STATUS', ({ status }) => status],
    ['AGE_BAND', (_, { person }) => person.ageBand],
  ])('come to the same by %s', async (dimension, keyOf) => {
    const rows = told(await summaryOf(manager, [dimension]));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const key = row.keys[0]?.value;
      const within = pools.map((pool) => pool.streams.filter((budget) => keyOf(budget, pool) === key)).filter((budgets) => budgets.length > 0);
      expect([key, row.people]).toEqual([key, within.length]);
      for (const figure of FIGURES)
        if (row[figure] !== null)
          expect([key, figure, row[figure]]).toEqual([key, figure, formatMoney(sum(within.flat().map((budget) => lineOf(budget, figure))))]);
    }
  });

  it('count the same people for the same filter, in every mix of two that is told', async () => {
    const asked = (
      await Promise.all(
        [
          ['STREAM', 'STATUS'],
          ['STREAM', 'ARRANGEMENT'],
          ['STATUS', 'SETTING'],
        ].map((by) => summaryOf(manager, by)),
      )
    ).flatMap(told);
    const names: Record<string, string> = { STREAM: 'stream', STATUS: 'status', ARRANGEMENT: 'arrangement', SETTING: 'setting' };
    let compared = 0;
    for (const { keys, people } of asked) {
      if (keys.some(({ value }) => value === 'NONE')) continue;
      const filter = Object.fromEntries(keys.map(({ dimension, value }) => [names[dimension], value]));
      const { pooledBudgets }: Record<string, any> = await manager.ask(
        `query($filter: PoolFilter) { pooledBudgets(first: 1, filter: $filter) { totalCount } }`,
        { filter },
      );
      expect([filter, people]).toEqual([filter, pooledBudgets.totalCount]);
      compared++;
    }
    expect(compared).toBeGreaterThan(15);
  });
});

describe('an area of six hundred people', () => {
  it('is told by every dimension alone; of what is withheld each figure is', async () => {
    let [shown, withheld] = [0, 0];
    for (const dimension of ['AUTHORITY', 'HEALTH_COMMISSIONER', 'STREAM', 'STATUS', 'ARRANGEMENT', 'AGE_BAND', 'SETTING']) {
      const { rows, total, suppressedCells } = await summaryOf(manager, [dimension]);
      expect([dimension, total.people]).toEqual([dimension, pools.filter(({ streams }) => streams.length > 0).length]);
      expect(suppressedCells).toBe(rows.filter(({ suppressed }) => suppressed).length);
      for (const row of rows) {
        if (row.people !== null) expect(row.people).toBeGreaterThanOrEqual(5);
        else expect([row.suppressed, ...FIGURES.map((figure) => row[figure])]).toEqual([true, null, null, null, null]);
      }
      shown += told({ rows }).length;
      withheld += rows.length - told({ rows }).length;
    }
    // Many schools have fewer than five; that does not cost the rest.
    expect(withheld).toBeGreaterThan(0);
    expect(shown).toBeGreaterThan(20);
  });

  it('is the same asked again, and to whoever may ask', async () => {
    const ask = (caller: Caller): Promise<Summary> => summaryOf(caller, ['STREAM', 'STATUS', 'ARRANGEMENT']);
    const first = await ask(manager);
    for (const caller of [manager, await hub.as('FINANCE_OFFICER')]) expect(await ask(caller)).toEqual(first);
  });
});
