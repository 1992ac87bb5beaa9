import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore } from '../../../src/database/open-store';
import { loadFile } from '../../../src/exchange/loads/load-file';
import { nhsNumberFor, upnFor } from '../../../src/people/made-up-identifier';
import { OrganisationDirectory } from '../../../src/people/organisations';
import { entities } from '../../../src/server/entities';
import { migrations } from '../../../src/server/migrations';
import { anArea, type Area, type CsvRow, told } from '../area';
import { bladeExport, careRow, paymentRow, rasRow, released, sectionJRow, topUpRow, whoRow } from '../rows';

const PEOPLE = 700;
/** Three services a person, far apart in the file, so that people are spread over its batches. */
const careOf = (person: number, service: number): CsvRow =>
  careRow({
    'NHS Number': nhsNumberFor(person),
    'LA Person Unique Identifier': `C${person}`,
    'Last Name': `Shaw ${person}`,
    'Event Reference': `S${service}`,
    'Event Start Date': `2024-0${service + 4}-01`,
    'Unit Cost': `${100 + person}.${10 * service}`,
    'Delivery Mechanism': service === 1 ? 'Direct payment' : 'CASSR managed personal budget',
  });
const careFile = (area: Area): string =>
  area.file(
    'care.csv',
    [0, 1, 2].flatMap((service) => Array.from({ length: PEOPLE }, (_, person) => careOf(person, service))),
  );

/** Loads in a process of its own and kills it, as a power cut would, once it has said so many lines of a phase. */
function killed(area: Area, path: string, phase: string, lines: number, format = 'F3'): Promise<void> {
  const root = join(__dirname, '..', '..', '..');
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, '..', 'typescript.cjs'), require.resolve('../child-load'), area.url, format, path],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    let said = 0;
    let dead = false;
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith(phase) && ++said === lines) dead = child.kill('SIGKILL');
    });
    child.on('exit', (_, signal) =>
      dead && signal === 'SIGKILL' ? resolve() : reject(new Error(`the load was not cut short in ${phase} ${lines}`)),
    );
    child.on('error', reject);
  });
}

const counted = async (area: Area, sql: string): Promise<number> => Number((await area.store.reading.rows<{ n: number }>(sql))[0]?.n);
/** What is in the tables, apart from whom and when: nothing lost, nothing twice. */
const sizes = async (area: Area): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(
      [
        'person',
        'identifier',
        'plan',
        'outcome',
        'budget_item',
        'budget_revision',
        'allocation',
        'arrangement',
        'loaded_thing',
        'loaded_row',
        'access_event',
      ].map(async (table) => [table, await counted(area, `SELECT COUNT(*) AS n FROM ${table}`)] as const),
    ),
  );

describe('a load that is killed', () => {
  /** The same file, loaded where nobody disturbs. */
  let whole: { people: unknown; sizes: Record<string, number> };
  beforeAll(async () => {
    const undisturbed = await anArea();
    await undisturbed.load('F3', careFile(undisturbed));
    whole = { people: told(await undisturbed.people()), sizes: await sizes(undisturbed) };
    await undisturbed.stop();
  }, 180_000);

  it.each([
    ['while it reads', 'reading', [2]],
    ['while it makes records', 'settling', [2]],
    ['again and again', 'any', [1, 2]],
  ])(
    '%s, and run again, ends as one that nobody disturbed',
    async (_, phase, times) => {
      const area = await anArea();
      const path = careFile(area);

      for (const time of times) {
        await killed(area, path, phase === 'any' ? 'reading' : phase, time);
        if (phase === 'any') await killed(area, path, 'settling', time);
      }
      const between = await counted(area, "SELECT COUNT(*) AS n FROM loaded_row WHERE status = 'STAGED'");
      expect(between).toBeGreaterThan(0);

      const summary = await area.load('F3', path);
      expect(summary.loaded + summary.unchanged).toBe(3 * PEOPLE);
      expect(summary).toMatchObject({ changed: 0, refused: 0, waiting: 0 });
      expect(told(await area.people())).toEqual(whole.people);
      expect(await sizes(area)).toEqual(whole.sizes);
      expect(await area.load('F3', path)).toMatchObject({ loaded: 0, changed: 0, unchanged: 3 * PEOPLE });
      await area.stop();
    },
    180_000,
  );
});

describe('a file of payments that is killed', () => {
  it.each([
    ['while it reads', 'reading'],
    ['while it writes them to the ledger', 'settling'],
  ])(
    '%s, and run again, has every payment once',
    async (_, phase) => {
      const cards = [1, 2, 3].map((serial) => ({ upn: upnFor('384', 9900, 12, serial), route: `TOK-${serial}` }));
      const [undisturbed, area] = [await anArea(), await anArea()];
      const dates = { from: '2025-07-01', to: '' };
      for (const each of [undisturbed, area]) {
        const upns = cards.map(({ upn }) => upn);
        const [forename, agreed] = ['Ida', { agreed_amount: '104.00', agreed_on: '2025-06-20', released_on: '2025-07-01' }];
        await each.load(
          'F1',
          bladeExport(
            each,
            'return',
            upns.map((upn) => ({ upn, forename })),
          ),
        );
        await each.load(
          'F6',
          each.file(
            'ras-child.csv',
            upns.map((upn) => rasRow({ upn, ...agreed })),
          ),
        );
        const line = { section: 'H1', service: 'SHORT_BREAK', cost: '104.00', weeks_per_year: '52', ...dates };
        await each.load(
          'F7',
          each.file(
            'items.csv',
            cards.map((card) => sectionJRow({ ...card, ...line })),
          ),
        );
      }
      const path = area.file(
        'cards.csv',
        cards.flatMap(({ route }) =>
          Array.from({ length: 500 }, (_, index) => paymentRow({ Token: route, 'Trace Id': `${route}-${index}`, 'Bill Amount': `${index}.50` })),
        ),
      );
      await undisturbed.load('F8', path, { report: null });
      await killed(area, path, phase, 1, 'F8');
      const written = await counted(area, 'SELECT COUNT(*) AS n FROM budget_transaction');
      expect(written).toBeLessThan(1_500);
      const summary = await area.load('F8', path, { report: null });
      expect(summary.loaded + summary.unchanged).toBe(1_500);
      expect(summary).toMatchObject({ changed: 0, refused: 0, waiting: 0 });
      expect(await counted(area, 'SELECT COUNT(*) AS n FROM budget_transaction')).toBe(1_500);
      // 500 payments from £0.50 to £499.50 on each card.
      expect(await counted(area, 'SELECT SUM(amount_pence) AS n FROM budget_transaction')).toBe(3 * 12_500_000);
      expect(told(await area.people())).toEqual(told(await undisturbed.people()));
      await undisturbed.stop();
      await area.stop();
    },
    180_000,
  );
});

describe('two loads at once', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
  });
  afterEach(() => area.stop());
  /** The same hub's database as another process would have it open. */
  async function beside<Answer>(work: (other: Area) => Promise<Answer>): Promise<Answer> {
    const store = await openStore(area.url, entities, migrations);
    const directory = new OrganisationDirectory(store.reading);
    await directory.load();
    try {
      const exchange = { store, directory, policies: area.policies, actor: area.actor, now: area.now, today: area.today };
      return await work({
        ...area,
        ...exchange,
        load: (format, path, more = {}) => loadFile({ ...exchange, authority: '384', format, path, report: null, ...more }),
      });
    } finally {
      await store.close();
    }
  }

  it('of the same file double nothing, and each row is told once', async () => {
    const alone = await anArea();
    const path = careFile(area);
    await alone.load('F3', path);
    const [one, two] = await Promise.all([area.load('F3', path, { report: null }), beside((other) => other.load('F3', path))]);
    expect(one.number).not.toBe(two.number);
    expect([one.changed, two.changed, one.refused, two.refused]).toEqual([0, 0, 0, 0]);
    expect(told(await area.people())).toEqual(told(await alone.people()));
    const { access_event: _one, ...mine } = await sizes(area);
    const { access_event: _two, ...theirs } = await sizes(alone);
    expect(mine).toEqual(theirs);
    await alone.stop();
  }, 180_000);

  it('of different files about the same people end as one after the other', async () => {
    const upns = Array.from({ length: 300 }, (_, serial) => upnFor('384', 9900, 12, serial));
    const who = area.file(
      'who.csv',
      upns.map((upn, index) => whoRow({ upn, nhs_number: nhsNumberFor(index), surname: `Reed ${index}` })),
    );
    const schedule = area.file(
      'schedule.csv',
      upns.map((upn) => topUpRow({ upn, ...released })),
    );
    const alone = await anArea();
    await alone.load('F10', who);
    await alone.load('F5', schedule);

    await Promise.all([area.load('F5', schedule, { report: null }), beside((other) => other.load('F10', who))]);

    expect(told(await area.people())).toEqual(told(await alone.people()));
    await alone.stop();
  }, 180_000);
});

describe('a long file', () => {
  it('is not gone through a row at a time: 20,000 rows in less than a statement for every four', async () => {
    const area = await anArea();
    const path = area.file(
      'long.csv',
      Array.from({ length: 20_000 }, (_, index) => ({ ...careOf(Math.trunc(index / 2), index % 2), 'Event Reference': `L${index}` })),
    );
    const counter = { statements: 0 };
    const store = await openStore(area.url, entities, migrations, counter);
    const summary = await loadFile({
      store,
      directory: area.directory,
      policies: area.policies,
      actor: area.actor,
      now: area.now,
      today: area.today,
      authority: '384',
      format: 'F3',
      path,
      report: null,
    });
    expect(summary).toMatchObject({ rows: 20_000, loaded: 20_000 });
    expect(counter.statements).toBeLessThan(5_000);
    await store.close();
    await area.stop();
  }, 180_000);
});
