import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariantsCommand } from '../../scripts/invariants';
import { loadFile } from '../../src/exchange/loads/load-file';
import { type InvariantId, INVARIANTS } from '../../src/invariants/invariants';
import { OPEN_ENDED } from '../../src/vocabulary/day';
import { writeSample } from '../../src/sample/write-sample';
import { aHub, type TestHub } from '../builders/hub';
import { type Lives, somePeople } from './lives';

/* The script is clean on what the hub has written, and names what was damaged by hand. */

const TODAY = '2025-11-22';
jest.setTimeout(240_000);

let hub: TestHub;
let lives: Lives;
let folder: string;
beforeAll(async () => {
  hub = await aHub({ day: TODAY });
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
  const { files } = await writeSample({ people: 200, seed: 9, today: TODAY, folder, authority: '384', commissioner: 'QWO' });
  const { store, directory, policies, clock } = hub.hub.parts;
  const organisation = directory.findByCode('384');
  if (!organisation) throw new Error('Wakefield is missing from the reference lists');
  const actor = { subject: 'loader', name: 'The loader', role: 'INTEGRATION', organisation, personId: null } as const;
  for (const { format, kind, path } of files)
    await loadFile({ store, directory, policies, actor, now: clock.now(), today: TODAY, authority: '384', format, kind, path });
  lives = await somePeople(hub);
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The hub goes on running meanwhile. */
async function run(...args: string[]): Promise<{ code: number; lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await invariantsCommand(
    args,
    { databaseUrl: hub.databaseUrl, policyDir: null },
    (line) => lines.push(line),
    () => hub.now(),
  );
  return { code, lines };
}

type Row = Record<string, string | number | null>;
const rowsOf = (table: string): Promise<Row[]> => hub.hub.parts.store.reading.rows<Row>(`SELECT * FROM ${table}`);
const execute = (sql: string, values: readonly (string | number | null)[] = []): Promise<number> =>
  hub.hub.parts.store.write((tx) => tx.execute(sql, values));

/** Damages a table, looks, and puts the table back as it was. */
async function damaged(table: string, sql: string): Promise<{ code: number; lines: readonly string[] }> {
  const before = await rowsOf(table);
  expect(await execute(sql)).toBeGreaterThan(0);
  const found = await run();
  await execute(`DELETE FROM ${table}`);
  for (let start = 0; start < before.length; start += 50) {
    const some = before.slice(start, start + 50);
    const columns = Object.keys(some[0] ?? {});
    const marks = `(${columns.map(() => '?').join(',')})`;
    await execute(
      `INSERT INTO ${table} (${columns.join(',')}) VALUES ${some.map(() => marks).join(',')}`,
      some.flatMap((row) => columns.map((column) => row[column] ?? null)),
    );
  }
  return found;
}

it('is clean on a sample area, with people whose budgets have been through a good deal, beside a running hub', async () => {
  expect(await run()).toEqual({ code: 0, lines: ['205 people and 240 budgets, 17 invariants: each of them holds.'] });
});

it('says what it looks for, and refuses what it does not know', async () => {
  const { code, lines } = await run('--help');
  expect(code).toBe(0);
  for (const [id, title] of Object.entries(INVARIANTS)) expect(lines.join('\n')).toMatch(new RegExp(`${id} +${title}`));
  expect(await run('--repair')).toMatchObject({ code: 2 });
});

type Damage = (lives: Lives) => readonly [table: string, sql: string, faults: readonly (string | RegExp)[]];
/** Each invariant is broken here by itself, or with those that the same row cannot but break. */
const DAMAGES: Readonly<Record<InvariantId, readonly Damage[]>> = {
  'POOL-IS-SUM': [
    ({ child, moved, budgetId }) => [
      'budget_revision',
      `UPDATE budget_revision SET person_id = ${moved} WHERE budget_id = ${budgetId} AND version = 6`,
      [
        `POOL-IS-SUM person ${moved}: on 2025-10-06 the pool's indicative is 384.62 a week, 20000.00 a year and 0.00 once, and its streams come to 192.31 a week, 10000.00 a year and 0.00 once.`,
        `REVISIONS-WHOLE person ${child} budget ${budgetId}: person_id is ${moved} in revision 6 and ${child} in revision 5.`,
        `REVISIONS-WHOLE person ${child} budget ${budgetId}: person_id is ${child} in revision 7 and ${moved} in revision 6.`,
      ],
    ],
  ],
  'ARRANGEMENTS-AGREED': [
    ({ child, budgetId }) => [
      'arrangement',
      `UPDATE arrangement SET amount_pence = amount_pence - 1 WHERE budget_id = ${budgetId}`,
      [
        `ARRANGEMENTS-AGREED person ${child} budget ${budgetId}: on 2025-09-01 the parts that are held come to 7999.99 a year, and 8000.00 a year was agreed.`,
      ],
    ],
  ],
  'ITEMS-WITHIN': [
    ({ child, budgetId, itemId }) => [
      'budget_item',
      `UPDATE budget_item SET cost_pence = 20000 WHERE id = ${itemId}`,
      [
        `ITEMS-WITHIN person ${child} budget ${budgetId}: on 2025-09-01 the lines that draw on it cost 13520.00 a year, and 8000.00 a year is agreed.`,
      ],
    ],
  ],
  'CHARGED-STREAMS': [
    ({ child, budgetId }) => [
      'budget_revision',
      `UPDATE budget_revision SET contribution_pence = 500, contribution_every = 'WEEK', contribution_weeks = 52 WHERE budget_id = ${budgetId} AND version = 6`,
      [
        `CHARGED-STREAMS person ${child} budget ${budgetId}: revision 6 charges 5.00 a week, and what may be charged for costs 0.00 a week (EDUCATION).`,
      ],
    ],
    ({ carer, carerBudgetId, adult }) => [
      'budget_revision',
      `UPDATE budget_revision SET contribution_pence = 4001 WHERE budget_id = ${carerBudgetId} AND contribution_pence IS NOT NULL`,
      [
        `CHARGED-STREAMS person ${carer} budget ${carerBudgetId}: revision 5 charges 40.01 a week, and what may be charged for costs 40.00 a week (CARER).`,
        `CHARGED-ONCE person ${adult}: on 2025-09-01 240.01 a week is charged over all budgets, and 230.00 a week was assessed.`,
      ],
    ],
  ],
  'CHARGED-ONCE': [
    ({ adult }) => [
      'financial_assessment',
      `UPDATE financial_assessment SET weekly_pence = 22999 WHERE person_id = ${adult}`,
      [`CHARGED-ONCE person ${adult}: on 2025-09-01 230.00 a week is charged over all budgets, and 229.99 a week was assessed.`],
    ],
  ],
  'LEDGER-ADDS-UP': [
    ({ child }) => [
      'invoice_line',
      `UPDATE invoice_line SET amount_pence = 6100 WHERE person_id = ${child}`,
      [new RegExp(`^LEDGER-ADDS-UP person ${child}: invoice_line \\d+ bills 61.00, and its units at its price come to 60.00.$`)],
    ],
    ({ adult, adultBudgetId, child, budgetId }) => [
      'budget_transaction',
      `UPDATE budget_transaction SET budget_id = ${adultBudgetId}, person_id = ${adult} WHERE budget_id = ${budgetId}`,
      [
        `LEDGER-ADDS-UP person ${adult} budget ${adultBudgetId}: 1 payments are on record, and it was never released.`,
        `RECORD-HAS-CHANGE person ${child} budget ${budgetId}: revision 8 (recordTransactions)`,
        `CHANGE-ON-RECORD person ${adult} budget ${adultBudgetId}: 1 row (budget_transaction`,
      ],
    ],
  ],
  'STATE-SOUND': [
    ({ adult, adultBudgetId }) => [
      'budget_revision',
      `UPDATE budget_revision SET status = 'RELEASED' WHERE budget_id = ${adultBudgetId} AND version = 4`,
      [`STATE-SOUND person ${adult} budget ${adultBudgetId}: revision 4: it is RELEASED, and has no day of release.`],
    ],
    ({ child, itemId }) => [
      'budget_item',
      `UPDATE budget_item SET to_on = '2025-08-31' WHERE id = ${itemId}`,
      [`STATE-SOUND person ${child}: budget_item ${itemId} begins on 2025-09-01 and ends on 2025-08-31.`],
    ],
  ],
  'AMOUNTS-WHOLE': [
    ({ adult, adultBudgetId }) => [
      'budget_revision',
      `UPDATE budget_revision SET agreed_weeks = NULL WHERE budget_id = ${adultBudgetId} AND version = 3`,
      [
        `AMOUNTS-WHOLE person ${adult} budget ${adultBudgetId}: revision 3: agreed_pence is 20000, with WEEK for its frequency and null for its weeks.`,
      ],
    ],
    ({ child, itemId }) => [
      'budget_item',
      `UPDATE budget_item SET unit_price = -1 WHERE id = ${itemId}`,
      [`AMOUNTS-WHOLE person ${child}: budget_item ${itemId}: unit_price is -1, less than nothing.`],
    ],
  ],
  'REVISIONS-WHOLE': [
    ({ child, budgetId }) => [
      'budget_revision',
      `DELETE FROM budget_revision WHERE budget_id = ${budgetId} AND version = 3`,
      [`REVISIONS-WHOLE person ${child} budget ${budgetId}: revision 3 is missing: revision 2 is followed by revision 4.`],
    ],
    ({ child, budgetId }) => [
      'budget_revision',
      `UPDATE budget_revision SET recorded_at = recorded_at + 100000000 WHERE budget_id = ${budgetId} AND version = 2`,
      [
        `REVISIONS-WHOLE person ${child} budget ${budgetId}: revision 3 was recorded at`,
        `CHANGE-ON-RECORD person ${child} budget ${budgetId}: 1 row (budget_revision ${budgetId}, version 2) were written at`,
        `RECORD-HAS-CHANGE person ${child}: 1 event (shareIndicative) of`,
      ],
    ],
  ],
  'HISTORY-REBUILDS': [
    ({ child, budgetId }) => [
      'budget_revision',
      `UPDATE budget_revision SET effective_on = '2025-09-20' WHERE budget_id = ${budgetId} AND version = 7`,
      [
        `HISTORY-REBUILDS person ${child} budget ${budgetId}: revision 7, in effect from 2025-09-20, hides revision 6, in effect from 2025-10-06: replayed, the state from 2025-10-06 is another.`,
      ],
    ],
  ],
  'VERSIONS-WHOLE': [
    ({ moved }) => [
      'residence',
      `UPDATE residence SET superseded_at = recorded_at WHERE person_id = ${moved} AND from_on IS NULL`,
      [new RegExp(`^VERSIONS-WHOLE person ${moved}: residence \\d+: version 1 was closed at (\\d+), and recorded at \\1.$`)],
    ],
    ({ child, planId, budgetId }) => [
      'plan',
      `UPDATE plan SET superseded_at = (SELECT o.superseded_at FROM outcome o WHERE o.plan_id = ${planId} ORDER BY o.id LIMIT 1) WHERE id = ${planId} AND version = 1`,
      [
        `VERSIONS-WHOLE person ${child}: plan ${planId}: version 1 is open, and so is version 2 that followed it.`,
        // Two plans of one id hold every line twice.
        `ITEMS-WITHIN person ${child} budget ${budgetId}: on 2025-09-01 the lines that draw on it cost 12480.00 a year, and 8000.00 a year is agreed.`,
      ],
    ],
    ({ child, planId }) => [
      'plan',
      `DELETE FROM plan WHERE id = ${planId} AND version = 1`,
      [`VERSIONS-WHOLE person ${child}: plan ${planId}: version 1 is missing: version 2 is there in its place.`],
    ],
  ],
  'PERSON-REBUILDS': [
    ({ moved }) => [
      'person',
      `UPDATE person SET health_commissioner_id = NULL WHERE id = ${moved}`,
      [new RegExp(`^PERSON-REBUILDS person ${moved}: health_commissioner_id is null, and after the last move it is \\d+.$`)],
    ],
    ({ moved }) => [
      'person_was',
      `UPDATE person_was SET version = 99 WHERE person_id = ${moved}`,
      [new RegExp(`^PERSON-REBUILDS person ${moved}: version 99 held until \\d+, and version 12 that followed until \\d+.$`)],
    ],
    ({ adult }) => [
      'person',
      `UPDATE person SET version = version + 1 WHERE id = ${adult}`,
      [`PERSON-REBUILDS person ${adult}: the record is at version 9, and the audit trail leads to version 8.`],
    ],
  ],
  'CHANGE-ON-RECORD': [
    ({ moved }) => [
      'person_was',
      `UPDATE person_was SET until_at = until_at + 1000000 WHERE person_id = ${moved}`,
      [new RegExp(`^CHANGE-ON-RECORD person ${moved}: 1 row \\(person ${moved}\\) were written at \\d+, and 0 events of that instant`)],
    ],
    ({ child, budgetId }) => [
      'access_event',
      `DELETE FROM access_event WHERE person_id = ${child} AND action = 'releaseBudget'`,
      [
        new RegExp(
          `^CHANGE-ON-RECORD person ${child} budget ${budgetId}: 2 rows \\(budget_revision ${budgetId}, version 6\\) were written at \\d+, and 0 events of that instant are in the audit trail.$`,
        ),
        `PERSON-REBUILDS person ${child}: the record is at version 14, and the audit trail leads to version 13.`,
      ],
    ],
  ],
  'RECORD-HAS-CHANGE': [
    ({ child, budgetId }) => [
      'dispute',
      `DELETE FROM dispute WHERE budget_id = ${budgetId}`,
      [
        new RegExp(
          `^RECORD-HAS-CHANGE person ${child} budget ${budgetId}: revision 10 \\(raiseDispute\\) was recorded at \\d+, and 0 rows of dispute were.$`,
        ),
      ],
    ],
    ({ child }) => [
      'budget_item',
      `DELETE FROM budget_item WHERE id = (SELECT x.id FROM (SELECT MAX(id) AS id FROM budget_item WHERE person_id = ${child}) x)`,
      [
        new RegExp(
          `^RECORD-HAS-CHANGE person ${child}: 1 event \\(addSectionJItem\\) of \\d+ is in the audit trail, and 0 rows were written at that instant.$`,
        ),
      ],
    ],
  ],
  'KEYS-ON-RECORD': [
    ({ child }) => [
      'idempotency_key',
      'UPDATE idempotency_key SET recorded_at = recorded_at + 1000000',
      [
        new RegExp(
          `^KEYS-ON-RECORD person ${child}: idempotency_key \\d+ remembers a change of \\d+, and 0 events of that instant are in the audit trail.$`,
        ),
      ],
    ],
  ],
  'REFERENCES-LEAD': [
    ({ child, itemId }) => [
      'invoice_line',
      `UPDATE invoice_line SET item_id = ${itemId} + 900000 WHERE person_id = ${child}`,
      [new RegExp(`^REFERENCES-LEAD person ${child}: invoice_line \\d+ names budget_item \\d+, and this person has none of that id.$`)],
    ],
    ({ carer, carerBudgetId }) => [
      'budget_revision',
      `UPDATE budget_revision SET setting_id = 999999 WHERE budget_id = ${carerBudgetId} AND version = 2`,
      [
        `REFERENCES-LEAD person ${carer} budget ${carerBudgetId}: budget_revision ${carerBudgetId} names organisation 999999, and there is none of that id.`,
      ],
    ],
    () => [
      'living_situation',
      `INSERT INTO living_situation (id, version, person_id, authority_id, recorded_at, superseded_at, load_id, situation, from_on) VALUES (5, 1, 999999, 1, 1, ${OPEN_ENDED}, NULL, 'PRISON', '2025-01-01')`,
      ['REFERENCES-LEAD person 999999: living_situation 5 is of person 999999, and there is none of that id.', /^IDS-ONCE: 2 things have the id 5: /],
    ],
  ],
  'IDS-ONCE': [
    ({ planId }) => [
      'idempotency_key',
      `UPDATE idempotency_key SET id = ${planId}`,
      [`IDS-ONCE: 2 things have the id ${planId}: one of idempotency_key and one of plan.`],
    ],
    () => [
      'idempotency_key',
      'UPDATE idempotency_key SET id = 900000000',
      [/^IDS-ONCE: idempotency_key has the id 900000000, and the counter stands at \d+.$/],
    ],
  ],
};

describe.each(Object.keys(INVARIANTS) as InvariantId[])('%s', (invariant) => {
  it.each(DAMAGES[invariant].map((damage, index) => [index + 1, damage] as const))('is named where it is broken (%i)', async (_, damage) => {
    const [table, sql, expected] = damage(lives);
    const { code, lines } = await damaged(table, sql);
    expect(code).toBe(1);
    expect(lines.slice(0, -1).some((line) => line.startsWith(invariant))).toBe(true);
    const unmatched = lines
      .slice(0, -1)
      .filter((line) => !expected.some((each) => (typeof each === 'string' ? line.startsWith(each) : each.test(line))));
    expect({ unmatched, faults: lines.slice(0, -1) }).toEqual({ unmatched: [], faults: expect.any(Array) });
    for (const each of expected) expect(lines).toContainEqual(typeof each === 'string' ? expect.stringContaining(each) : expect.stringMatching(each));
    expect(lines.at(-1)).toMatch(new RegExp(`^205 people and 240 budgets, 17 invariants: ${lines.length - 1} faults?\\.$`));
    expect(JSON.stringify(lines)).not.toMatch(/Ada Field|Bo Hall|Person \d/);
  });
});

it('is clean again once all of it is put right', async () => {
  expect((await run()).code).toBe(0);
});
