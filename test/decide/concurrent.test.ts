import mysql from 'mysql2/promise';
import { invariantsCommand } from '../../scripts/invariants';
import { aCarer, anAdult } from '../builders/adult';
import { aReleasedBudget, decide, type Decided, done, workers } from '../builders/family';
import { aHub, type Caller, type TestHub } from '../builders/hub';

/*
 * Two hubs on one database, each with connections of its own, and many clients at once: nothing is lost, nothing is done twice, and nobody is
 * told of a deadlock.
 */

jest.setTimeout(300_000);

const DAY = '2025-10-20';
let hubs: readonly [TestHub, TestHub];
let anyone: readonly [Caller, Caller];
beforeAll(async () => {
  const first = await aHub({ day: DAY });
  hubs = [first, await aHub({ day: DAY, beside: first })];
  anyone = [await hubs[0].as('SERVICE_MANAGER', '384', { name: 'Mo' }), await hubs[1].as('SERVICE_MANAGER', '384', { name: 'Nia' })];
});
afterAll(async () => {
  await hubs[1].stop();
  await hubs[0].stop();
});

const rows = async <Row extends object>(sql: string, ...values: (string | number)[]): Promise<Row[]> =>
  hubs[0].hub.parts.store.reading.rows<Row>(sql, values);
const count = async (sql: string, ...values: (string | number)[]): Promise<number> => Number((await rows<{ n: number }>(sql, ...values))[0]?.n);
const versions = async (budgetId: string): Promise<number[]> =>
  (await rows<{ version: number }>('SELECT version FROM budget_revision WHERE budget_id = ? ORDER BY version', Number(budgetId))).map(
    ({ version }) => version,
  );
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** The child's budget is at version 7: it was released. */
const aBudget = async () => aReleasedBudget(await workers(hubs[0]));
const beside = (budgetId: string, label: string, envelope: string): string =>
  `streamBudgetId: "${budgetId}", kind: OTHER_RESOURCE, label: "${label}", payer: "An aunt", amount: { value: "5.00" }, from: "2025-10-20", envelope: { ${envelope} }`;
const payment = (budgetId: string, reference: string, more = ''): string =>
  `streamBudgetId: "${budgetId}", transactions: [{ reference: "${reference}", on: "2025-10-10", amount: "1.00" }]${more}`;

afterEach(async () => {
  const lines: string[] = [];
  await invariantsCommand(
    [],
    { databaseUrl: hubs[0].databaseUrl, policyDir: null },
    (line) => lines.push(line),
    () => hubs[0].now(),
  );
  expect(lines).toEqual([expect.stringContaining('each of them holds')]);
});

it('of two who read the same version one changes it, and the other is told what was changed since, and by whom', async () => {
  const { budgetId } = await aBudget();
  for (let round = 0, version = 7; round < 10; round++, version++) {
    const answers = await Promise.all(
      anyone.map((caller, index) => decide(caller, 'recordAlongside', beside(budgetId, `By ${index}`, `expectedVersion: ${version}`))),
    );
    const loser = answers.findIndex(({ applied }) => !applied);
    expect(answers.map(({ applied }) => applied).sort()).toEqual([false, true]);
    expect(answers[loser]?.results).toMatchObject([
      {
        rule: { id: 'VERSION-STALE' },
        effect: 'REFUSE',
        message: `The budget is at version ${version + 1}, and you read version ${version}; since then: recordAlongside by ${loser === 0 ? 'Nia' : 'Mo'}.`,
        fix: `Read it again, see what changed, and send the change with expectedVersion ${version + 1}.`,
      },
    ]);
  }
  expect(await versions(budgetId)).toEqual(upTo(17));
  expect(await count('SELECT COUNT(*) AS n FROM alongside WHERE budget_id = ?', Number(budgetId))).toBe(10);
  // Of a version that is long past, the last changes are told and the others counted.
  const [stale] = (await decide(anyone[0], 'recordAlongside', beside(budgetId, 'Late', 'expectedVersion: 5'))).results;
  expect(stale?.message).toMatch(
    /^The budget is at version 17, and you read version 5; since then: 6 other changes, (recordAlongside by (Mo|Nia)(, |\.)){5}$/,
  );
});

it('one key from twenty clients at once is one change, and all are told the same', async () => {
  const { id, budgetId } = await aBudget();
  const clients = await Promise.all(upTo(20).map((client) => hubs[client % 2 === 0 ? 0 : 1].as('SERVICE_MANAGER', '384', { name: 'Mo' })));
  const answers = await Promise.all(
    clients.map((caller) => decide(caller, 'recordTransactions', payment(budgetId, 'T1', ', envelope: { idempotencyKey: "once" }'))),
  );
  expect(answers[0]?.applied).toBe(true);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await versions(budgetId)).toEqual(upTo(8));
  expect(await count('SELECT COUNT(*) AS n FROM budget_transaction WHERE budget_id = ?', Number(budgetId))).toBe(1);
  expect(await count("SELECT COUNT(*) AS n FROM access_event WHERE person_id = ? AND action = 'recordTransactions'", Number(id))).toBe(1);
});

it('eight clients with a dozen changes each of one budget: none lost, none doubled, no number left out', async () => {
  const { id, budgetId } = await aBudget();
  const [before] = await rows<{ version: number }>('SELECT version FROM person WHERE id = ?', Number(id));
  const answers = await Promise.all(
    upTo(8).map(async (client): Promise<Decided[]> => {
      const own: Decided[] = [];
      for (const change of upTo(12)) {
        const caller = anyone[client % 2 === 0 ? 0 : 1];
        own.push(
          change % 2 === 0
            ? await decide(caller, 'recordTransactions', payment(budgetId, `C${client}-${change}`))
            : await decide(caller, 'recordAlongside', beside(budgetId, `C${client}-${change}`, `idempotencyKey: "C${client}-${change}"`)),
        );
      }
      return own;
    }),
  );
  expect(answers.flat().filter(({ applied }) => !applied)).toEqual([]);
  expect(await versions(budgetId)).toEqual(upTo(7 + 96));
  expect(await count('SELECT COUNT(DISTINCT reference) AS n FROM budget_transaction WHERE budget_id = ?', Number(budgetId))).toBe(48);
  expect(await count('SELECT COUNT(DISTINCT label) AS n FROM alongside WHERE budget_id = ?', Number(budgetId))).toBe(48);
  expect(await count('SELECT COUNT(*) AS n FROM budget_transaction WHERE budget_id = ?', Number(budgetId))).toBe(48);
  expect(await count('SELECT COUNT(*) AS n FROM alongside WHERE budget_id = ?', Number(budgetId))).toBe(48);
  expect(await count('SELECT version AS n FROM person WHERE id = ?', Number(id))).toBe(Number(before?.version) + 96);
});

it('a charge on the one cared for and on who cares for them changes from both sides at once: nobody is told of a deadlock, and it is one charge', async () => {
  const adult = await anAdult(hubs[0])
    .withCarePlan()
    .withAdultsCare()
    .shared('ADULT_SOCIAL_CARE')
    .agreedAt('ADULT_SOCIAL_CARE', { value: '100.00' })
    .made();
  const carers = await Promise.all(
    upTo(2).map(() =>
      aCarer(hubs[0])
        .withCarersPlan()
        .withAllocation(adult.personId, { replacementCare: { value: '40.00' } })
        .shared('CARER')
        .withAgreement('CARER', { kind: 'CARED_FOR_CHARGE', givenBy: 'Bo Hall', role: 'person cared for' })
        .agreedAt('CARER', { value: '60.00' })
        .made(),
    ),
  );
  const own = adult.budgets.ADULT_SOCIAL_CARE ?? '';
  const finance = await Promise.all(hubs.map((hub) => hub.as('FINANCE_OFFICER', '384')));
  const assess = (caller: Caller, weekly: string): Promise<Decided> =>
    decide(
      caller,
      'recordFinancialAssessment',
      `personId: "${adult.personId}", assessed: { value: "${weekly}" }, assessedOn: "2025-09-01", from: "2025-09-01"`,
    );
  const consent = (caller: Caller, budgetId: string): Promise<Decided> =>
    decide(
      caller,
      'recordAgreement',
      `input: { streamBudgetId: "${budgetId}", kind: CARED_FOR_CHARGE, givenBy: "Bo Hall", role: "person cared for", on: "2025-08-20" }`,
    );
  const answers: Decided[] = [];
  for (const round of upTo(6))
    answers.push(
      ...(await Promise.all([
        assess(finance[0] ?? anyone[0], '150.00'),
        assess(finance[1] ?? anyone[1], '130.00'),
        ...carers.map(({ budgets }, index) => consent(anyone[index % 2 === 0 ? 1 : 0], budgets.CARER ?? '')),
        decide(anyone[0], 'increaseBudget', `streamBudgetId: "${own}", to: { value: "${100 + round}.00" }, effectiveOn: "2025-11-${10 + round}"`),
        decide(anyone[1], 'recordAlongside', beside(own, `R${round}`, '')),
      ])),
    );
  expect(answers.filter(({ applied }) => !applied)).toEqual([]);
  // Whichever assessment came last, all of it is shared out once: £100 on their own care, and the rest on replacement care.
  const [last] = await rows<{ weekly_pence: number }>(
    'SELECT weekly_pence FROM financial_assessment WHERE person_id = ? ORDER BY recorded_at DESC, id DESC LIMIT 1',
    Number(adult.personId),
  );
  const charged = await Promise.all(
    [own, ...carers.map(({ budgets }) => budgets.CARER ?? '')].map((budgetId) =>
      rows<{ contribution_pence: number }>(
        "SELECT contribution_pence FROM budget_revision WHERE budget_id = ? AND effective_on <= '2025-10-20' ORDER BY version DESC LIMIT 1",
        Number(budgetId),
      ).then(([row]) => Number(row?.contribution_pence)),
    ),
  );
  expect(charged[0]).toBe(10_000);
  expect(charged.reduce((sum, each) => sum + each, 0)).toBe(Number(last?.weekly_pence));
});

it.each([
  ['the first hub', 0, 1],
  ['the second hub', 1, 0],
] as const)(
  'of two assessments from one day the one recorded last holds, also where %s recorded it: its id may be the lower one',
  async (_, last, first) => {
    const adult = await anAdult(hubs[0])
      .withCarePlan()
      .withAdultsCare()
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
      .made();
    const pays = async (hub: TestHub, weekly: string): Promise<void> => {
      await done(
        await hub.as('FINANCE_OFFICER', '384'),
        'recordFinancialAssessment',
        `personId: "${adult.personId}", assessed: { value: "${weekly}" }, assessedOn: "2025-09-01", from: "2025-09-01"`,
      );
    };
    await pays(hubs[first], '130.00');
    await pays(hubs[last], '150.00');
    // What follows any other change shares out the one that holds.
    await done(
      anyone[first],
      'increaseBudget',
      `streamBudgetId: "${adult.budgets.ADULT_SOCIAL_CARE}", to: { value: "210.00" }, effectiveOn: "2025-11-01"`,
    );
    const revisions = await rows<{ contribution_pence: number; effective_on: string }>(
      'SELECT contribution_pence, effective_on FROM budget_revision WHERE budget_id = ? ORDER BY version DESC LIMIT 1',
      Number(adult.budgets.ADULT_SOCIAL_CARE),
    );
    expect(revisions.map((row) => Number(row.contribution_pence))).toEqual([15_000]);
  },
);

const onServer = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;
onServer('somebody who comes to be concerned while a change waits for its lock', () => {
  it("is found: what a carer's budget was given meanwhile is shared in, and asks for the consent that it needs", async () => {
    const adult = await anAdult(hubs[0])
      .withCarePlan()
      .withAdultsCare()
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '100.00' })
      .made();
    const finance = await hubs[1].as('FINANCE_OFFICER', '384');
    const { store } = hubs[1].hub.parts;
    const write = store.write.bind(store);
    let carersBudget: string | undefined;
    // Whom it concerns is known, and none of them is locked yet: now another hub gives a carer a budget for replacement care.
    const waiting = jest.spyOn(store, 'write').mockImplementationOnce((work) =>
      write((tx) => {
        const lock = tx.lockPeople.bind(tx);
        tx.lockPeople = async (ids) => {
          tx.lockPeople = lock;
          const carer = await aCarer(hubs[0])
            .withCarersPlan()
            .withAllocation(adult.personId, { replacementCare: { value: '40.00' } })
            .made();
          carersBudget = carer.budgets.CARER;
          await lock(ids);
        };
        return work(tx);
      }),
    );
    const assessed = await decide(
      finance,
      'recordFinancialAssessment',
      `personId: "${adult.personId}", assessed: { value: "130.00" }, assessedOn: "2025-09-01", from: "2025-09-01"`,
    );
    waiting.mockRestore();
    expect(carersBudget).toMatch(/^\d+$/);
    expect(assessed).toMatchObject({ applied: false, results: [{ rule: { id: 'CAR-REPLACEMENT-CONSENT' } }] });
  });
});

onServer('a connection that is cut in the middle of a change', () => {
  let control: mysql.Connection;
  let blocker: mysql.Connection;
  let schema: string;
  beforeAll(async () => {
    control = await mysql.createConnection(hubs[0].databaseUrl);
    schema = new URL(hubs[0].databaseUrl).pathname.slice(1);
  });
  beforeEach(async () => {
    blocker = await mysql.createConnection(hubs[0].databaseUrl);
  });
  afterEach(() => blocker.destroy());
  afterAll(() => control.end());

  /** The connection that waits for a lock with a statement like this. */
  async function waiting(like: string): Promise<number> {
    for (;;) {
      const [found] = await control.query<mysql.RowDataPacket[]>(
        'SELECT id FROM information_schema.processlist WHERE db = ? AND info LIKE ? AND id <> CONNECTION_ID()',
        [schema, like],
      );
      if (found[0]) return Number(found[0]['id']);
    }
  }

  it.each([
    ['before anything is written', 'SELECT id FROM person WHERE id = ? FOR UPDATE', 'SELECT id FROM person%FOR UPDATE'],
    ['when all is written and nothing committed', 'SELECT series FROM audit_chain WHERE series > ? FOR UPDATE', 'UPDATE audit_chain%'],
  ])('%s: sent again with its key, it is one change', async (_, lock, like) => {
    const { id, budgetId } = await aBudget();
    await done(anyone[0], 'recordAlongside', beside(budgetId, 'First', ''));
    await blocker.query('START TRANSACTION');
    await blocker.query(lock, [like.startsWith('UPDATE') ? 0 : Number(id)]);
    const key = `cut ${like}`;
    const change = payment(budgetId, 'T1', `, envelope: { idempotencyKey: "${key}" }`);
    const first = anyone[0].raw(`mutation { decided: recordTransactions(${change}) { applied id } }`);
    await control.query(`KILL CONNECTION ${await waiting(like)}`);
    await blocker.query('ROLLBACK');
    const answer = await first;
    const again = await anyone[0].raw(`mutation { decided: recordTransactions(${change}) { applied id } }`);
    expect(again).toMatchObject({ data: { decided: { applied: true } } });
    // The hub begins the change again by itself: the client is not told.
    expect(answer).toEqual(again);
    expect(await versions(budgetId)).toEqual(upTo(9));
    expect(await count('SELECT COUNT(*) AS n FROM budget_transaction WHERE budget_id = ?', Number(budgetId))).toBe(1);
    expect(await count("SELECT COUNT(*) AS n FROM access_event WHERE person_id = ? AND action = 'recordTransactions'", Number(id))).toBe(1);
  });

  it.each([true, false])('while it was being committed (written: %s): with a key it is one change, and the client is told of it', async (written) => {
    const { budgetId } = await aBudget();
    const { source } = hubs[0].hub.parts.store;
    const create = source.createQueryRunner.bind(source);
    const runners = jest.spyOn(source, 'createQueryRunner').mockImplementationOnce((...args) => {
      const runner = create(...args);
      const commit = runner.commitTransaction.bind(runner);
      jest.spyOn(runner, 'commitTransaction').mockImplementationOnce(async () => {
        await (written ? commit() : runner.rollbackTransaction());
        throw Object.assign(new Error('Connection lost: The server closed the connection.'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true });
      });
      return runner;
    });
    const change = payment(budgetId, 'T1', `, envelope: { idempotencyKey: "committing ${written}" }`);
    const answer = await done(anyone[0], 'recordTransactions', change);
    runners.mockRestore();
    expect(await done(anyone[0], 'recordTransactions', change)).toEqual(answer);
    expect(await versions(budgetId)).toEqual(upTo(8));
    expect(await count('SELECT COUNT(*) AS n FROM budget_transaction WHERE budget_id = ?', Number(budgetId))).toBe(1);
  });
});
