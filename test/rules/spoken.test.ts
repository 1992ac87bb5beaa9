import type { RuleId } from '../../src/rules/rule-ids';
import { anAdult } from '../builders/adult';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { send } from '../builders/mutation';

/* What speaks of a budget today, and what stands between a pool and the person: all at once, for whoever may know it. */

let hub: TestHub;
beforeAll(async () => {
  hub = await aHub();
});
afterAll(() => hub.stop());

interface Said {
  readonly rule: { readonly id: RuleId };
  readonly effect: string;
}
const RESULT = '{ rule { id } effect message fix subject }';
const pool = async (reader: Caller, { personId }: Case, asOf = '2025-10-01') =>
  (
    await reader.ask(
      `query($id: ID!, $asOf: Date!) { person(id: $id) { pooledBudget(asOf: $asOf) { blockers ${RESULT} streams { stream results ${RESULT} items { service results ${RESULT} } } } } }`,
      {
        id: personId,
        asOf,
      },
    )
  ).person.pooledBudget as { blockers: Said[]; streams: { stream: string; results: Said[]; items: { service: string; results: Said[] }[] }[] };
const ids = (said: readonly Said[]): readonly string[] => said.map(({ rule }) => rule.id);
const about = (view: Awaited<ReturnType<typeof pool>>, stream: string): readonly string[] =>
  ids(view.streams.find((each) => each.stream === stream)?.results ?? []);

test('a worker sees everything that an education budget lacks, and each thing goes once it is done', async () => {
  const made = await aChild(hub)
    .withEhcPlan({ agreed: false })
    .withElement3()
    .withItem('EHC_PLAN', { section: 'F', service: 'TUTOR_IN_SETTING', cost: { value: '50.00' } })
    .made();
  const { send: officer, manager } = made.team;
  const streamBudgetId = made.budgets.EDUCATION;
  const blockers = async () => ids((await pool(officer, made)).blockers);
  expect(await blockers()).toEqual(['INDICATIVE-SHARED', 'EDU-ELIGIBLE', 'EDU-SETTING-AGREES', 'PLAN-AGREED']);
  await done(officer, 'shareIndicative', { streamBudgetId, on: '2025-09-10' });
  await done(officer, 'agreePlan', { planId: made.plans['EHC_PLAN'], on: '2025-09-01', agreedBy: 'Panel' });
  expect(await blockers()).toEqual(['EDU-SETTING-AGREES']);
  await done(officer, 'recordAgreement', {
    input: { streamBudgetId, kind: 'SETTING_RELEASE', givenBy: 'H. Head', role: 'head teacher', on: '2025-09-01' },
  });
  expect(await blockers()).toEqual([]);
  await done(manager, 'agreeBudget', { streamBudgetId, amount: { value: '5200.00', every: 'YEAR' } });
  expect(await blockers()).toEqual(['ARRANGEMENTS-COMPLETE']);
  expect(about(await pool(officer, made), 'EDUCATION')).toEqual(['ARRANGEMENTS-COMPLETE', 'ARRANGEMENT-CHOICE', 'CONTROL-YEAR-11']);

  const authorised = await officer.ask(
    'mutation($id: ID!) { authoriseHolder(personId: $id, holder: PARENT_OR_CARER, name: "Pat Field", basis: PARENTAL_RESPONSIBILITY, from: "2014-05-04") { id } }',
    { id: made.personId },
  );
  const chosen = await manager.ask(
    `mutation($b: ID!, $a: ID!) { chooseArrangements(streamBudgetId: $b, arrangements: [{ kind: DIRECT_PAYMENT, holder: PARENT_OR_CARER, holderName: "Pat Field", authorityId: $a,
       amount: { value: "5200.00", every: YEAR }, from: "2025-10-01" }]) { applied results ${RESULT} } }`,
    { b: streamBudgetId, a: authorised.authoriseHolder.id },
  );
  // Staff whom the family employs in the school: the head's permission is asked for when the money is to be held so.
  expect([chosen.chooseArrangements.applied, ids(chosen.chooseArrangements.results)]).toEqual([false, ['EDU-ON-SITE-STAFF']]);
  await done(officer, 'recordAgreement', {
    input: { streamBudgetId, kind: 'ON_SITE_STAFF', givenBy: 'H. Head', role: 'head teacher', on: '2025-09-01', itemId: made.items[0] },
  });
  await manager.ask(
    `mutation($b: ID!, $a: ID!) { chooseArrangements(streamBudgetId: $b, arrangements: [{ kind: DIRECT_PAYMENT, holder: PARENT_OR_CARER, holderName: "Pat Field", authorityId: $a,
       amount: { value: "5200.00", every: YEAR }, from: "2025-10-01" }]) { applied } }`,
    { b: streamBudgetId, a: authorised.authoriseHolder.id },
  );
  expect(await blockers()).toEqual(['DP-TERMS']);
  // A second line of the same kind has no permission of its own.
  const input = {
    planId: made.plans['EHC_PLAN'],
    section: 'F',
    reference: 'J9',
    outcomeRef: 'O2',
    service: 'TEACHING_ASSISTANT',
    description: 'A line',
    cost: { value: '10.00' },
    from: '2025-10-01',
  };
  expect(ids((await send(manager, 'addSectionJItem', { input })).results)).toEqual(['EDU-ON-SITE-STAFF']);
  const place = { ...input, service: 'SCHOOL_PLACE' };
  expect(ids((await send(manager, 'addSectionJItem', { input: place })).results)).toEqual(['EDU-ELEMENT-1', 'EDU-DP-PLACE']);
  await done(officer, 'recordAgreement', {
    input: { streamBudgetId, kind: 'ON_SITE_STAFF', givenBy: 'H. Head', role: 'head teacher', on: '2025-09-01' },
  });
  await done(manager, 'addSectionJItem', { input });
  await done(officer, 'recordAgreement', {
    input: { streamBudgetId, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Pat Field', role: 'parent', on: '2025-09-20' },
  });
  expect(await blockers()).toEqual([]);
});

test('an amount that looks too low says so, and that a review may be asked for', async () => {
  const made = await aChild(hub)
    .withEhcPlan()
    .withElement3({ topUp: { value: '5000.00', every: 'YEAR' } })
    .withItem('EHC_PLAN', { section: 'F', service: 'TUTOR_AT_HOME', cost: { value: '100.00' } })
    .made();
  expect(about(await pool(made.team.send, made), 'EDUCATION')).toContain('SUFFICIENCY-REVIEW');
});

test("a children's budget that runs on past 18 warns, and does not stop", async () => {
  const made = await aChild(hub)
    .born('2007-11-15')
    .withEhcPlan()
    .withChildrensCare()
    .shared('CHILDRENS_SOCIAL_CARE')
    .agreedAt('CHILDRENS_SOCIAL_CARE', { value: '100.00' })
    .made();
  expect(about(await pool(made.team.childrens, made, '2025-11-14'), 'CHILDRENS_SOCIAL_CARE')).not.toContain('CSC-UNTIL-ADULT-DECISION');
  const view = await pool(made.team.childrens, made, '2025-11-15');
  expect(about(view, 'CHILDRENS_SOCIAL_CARE')).toContain('CSC-UNTIL-ADULT-DECISION');
  expect(ids(view.blockers)).not.toContain('CSC-AGE');
});

test("continuing healthcare is told to the adults' worker on the budget that runs beside it, and to nobody who may not know of it", async () => {
  const made = await anAdult(hub)
    .withCarePlan()
    .withAdultsCare()
    .shared('ADULT_SOCIAL_CARE')
    .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
    .withContinuingHealthcare()
    .made();
  expect(about(await pool(made.team.adults, made), 'ADULT_SOCIAL_CARE')).toContain('PHB-CHC-WHOLE');
  expect(about(await pool(made.team.finance, made), 'ADULT_SOCIAL_CARE')).not.toContain('PHB-CHC-WHOLE');
  expect((await pool(made.team.finance, made)).streams.map(({ stream }) => stream)).toEqual(['ADULT_SOCIAL_CARE']);
  expect(about(await pool(made.team.nurse, made), 'HEALTH')).toEqual(expect.arrayContaining(['PHB-RIGHT-TO-HAVE', 'PHB-SHOWN']));
});

test('an amount that a policy gave says by which', async () => {
  const made = await aChild(hub)
    .withEhcPlan()
    .withElement3({ topUp: null, needs: [{ strand: '1A', level: 5, tier: 'HIGH' }] })
    .made();
  expect(about(await pool(made.team.send, made), 'EDUCATION')).toContain('METHOD-PUBLISHED');
});
