import fc from 'fast-check';
import { formatMoney } from '../../src/vocabulary/money';
import { anAdult } from '../builders/adult';
import type { Case } from '../builders/case';
import { aChild } from '../builders/child';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { type MutationName, send } from '../builders/mutation';

jest.setTimeout(240_000);

/* A dry run answers exactly as the real run then does: the whole Decision, but for the instant at which a revision was recorded. */

const AMOUNT = '{ value every weeksPerYear perWeek perYear }';
const RESULT = '{ rule { id effect } effect message fix subject }';
const TOTAL = '{ perWeek perYear oneOff }';
const WHOLE = `{ applied id results ${RESULT}
  streamBudget { id stream funder { code } from to visibility status version indicative ${AMOUNT} agreed ${AMOUNT} contribution ${AMOUNT} net ${AMOUNT} unallocated ${AMOUNT}
    agreements { id kind givenBy on until amount ${AMOUNT} } items { id stream service cost ${AMOUNT} outcome { ref } results ${RESULT} fundedBy { id } }
    arrangements { id kind amount ${AMOUNT} } history { by action reason status effectiveOn amount ${AMOUNT} } steps { label detail amount } results ${RESULT}
    source { __typename ... on ElementThreeAward { topUp ${AMOUNT} released ${AMOUNT} } ... on RasOutcome { system indicative ${AMOUNT} } ... on HealthBudget { eligibility rightToHave } } }
  pooledBudget { asOf label completeness person { id version } streams { id stream status visibility version } indicative ${TOTAL} agreed ${TOTAL} contribution ${TOTAL} net ${TOTAL}
    cost(from: "2025-09-01", to: "2026-08-31") heldAs { kind } blockers ${RESULT} steps { label detail amount } } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await aHub();
});
afterAll(() => hub.stop());

async function alike(caller: Caller, mutation: MutationName, given: object): Promise<boolean> {
  const dry = await send<{ applied: boolean }>(caller, mutation, given, { dryRun: true, reason: 'try' }, WHOLE);
  const real = await send<{ applied: boolean }>(caller, mutation, given, { reason: 'try' }, WHOLE);
  expect(real).toEqual(dry);
  return real.applied;
}

const pence = fc.integer({ min: 1, max: 2_000_000 });
const money = (most: number) => fc.integer({ min: 1, max: most }).map((value) => formatMoney(value));
const amount = fc.record({
  value: money(2_000_000),
  every: fc.constantFrom('WEEK', 'MONTH', 'YEAR', 'ONE_OFF'),
  weeksPerYear: fc.constantFrom(52, 39),
});
const line = fc.record({
  section: fc.constantFrom('F', 'G', 'H1', 'H2'),
  service: fc.constantFrom('TUTOR_AT_HOME', 'SCHOOL_PLACE', 'THERAPY', 'FAMILY_SUPPORT', 'UNIVERSAL_YOUTH_CLUB', 'ALCOHOL', 'NURSING_AT_HOME'),
  outcomeRef: fc.constantFrom('O1', 'O2', 'X9'),
  cost: amount,
  from: fc.constantFrom('2025-09-01', '2026-01-01'),
});
const childs = fc.record({
  born: fc.constantFrom('2014-05-04', '2007-09-15', '2000-08-31'),
  planAgreed: fc.boolean(),
  progression: fc.boolean(),
  release: fc.option(pence, { nil: null }),
  shared: fc.boolean(),
  award: amount,
  lines: fc.array(line, { maxLength: 3 }),
  agreed: amount,
  bySender: fc.boolean(),
});

test('awards, lines and agreements of random children', async () => {
  let applied = 0;
  let refused = 0;
  const count = (was: boolean): void => void (was ? applied++ : refused++);
  await fc.assert(
    fc.asyncProperty(childs, async (own) => {
      const outcomes = [
        { ref: 'O1', text: 'Joins in', tags: ['INCLUSION'] },
        ...(own.progression ? [{ ref: 'O2', text: 'Moves on', tags: ['PROGRESSION'] }] : []),
      ];
      const made: Case = await aChild(hub).born(own.born).withEhcPlan({ agreed: own.planAgreed, outcomes }).made();
      const { send: officer, manager } = made.team;
      const input = { personId: made.personId, topUp: own.award, assessedOn: '2025-08-01', assessedBy: 'E. Psychologist', from: '2025-09-01' };
      count(await alike(officer, 'awardElementThree', { input }));
      const { person } = await officer.ask('query($id: ID!) { person(id: $id) { pooledBudget { streams { id stream } } } }', { id: made.personId });
      const streamBudgetId: string | undefined = person.pooledBudget.streams[0]?.id;
      for (const each of own.lines)
        count(await alike(manager, 'addSectionJItem', { input: { planId: made.plans['EHC_PLAN'], reference: 'J', description: 'A line', ...each } }));
      if (streamBudgetId === undefined) return;
      if (own.release !== null) {
        const agreement = {
          streamBudgetId,
          kind: 'SETTING_RELEASE',
          givenBy: 'H. Head',
          role: 'head',
          on: '2025-09-01',
          amount: { value: formatMoney(own.release), every: 'YEAR' },
        };
        count(await alike(officer, 'recordAgreement', { input: agreement }));
      }
      if (own.shared) count(await alike(officer, 'shareIndicative', { streamBudgetId, on: '2025-09-10' }));
      count(await alike(own.bySender ? officer : manager, 'agreeBudget', { streamBudgetId, amount: own.agreed }));
    }),
    { numRuns: 40 },
  );
  // Both kinds of answer were compared, many times.
  expect(Math.min(applied, refused)).toBeGreaterThan(20);
});

test("adults' outcomes, health budgets and carers' allocations", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        born: fc.constantFrom('1985-03-02', '2010-01-01'),
        eligible: fc.boolean(),
        basis: fc.constantFrom('CARE_ACT', 'S117', 'CHILDREN_ACT'),
        indicative: amount,
        chcFirst: fc.boolean(),
        decidedOn: fc.constantFrom('2025-08-10', '2022-06-30'),
      }),
      async ({ born, eligible, basis, indicative, chcFirst, decidedOn }) => {
        const { personId, team } = await anAdult(hub).born(born).made();
        const assessed = { assessedOn: '2025-08-01', assessedBy: 'A. Assessor', from: '2025-09-01' };
        const chc = () => alike(team.nurse, 'attachHealthBudget', { input: { personId, eligibility: 'CHC', decidedOn, indicative, ...assessed } });
        if (chcFirst) await chc();
        await alike(team.adults, 'recordAdultsRas', { input: { personId, eligible, legalBasis: basis, indicative, ...assessed } });
        if (!chcFirst) await chc();
        const carer = await anAdult(hub).made();
        await alike(team.carers, 'allocateToCarer', {
          input: { carerId: carer.personId, caredForId: personId, eligible, indicative, replacementCare: indicative, ...assessed },
        });
      },
    ),
    { numRuns: 20 },
  );
});
