import { anAdult } from '../builders/adult';
import { aChild } from '../builders/child';
import { aHub, type TestHub } from '../builders/hub';
import { QUEUE_KINDS } from '../../src/dashboards/task';
import { inShort, queueOf } from './queue';

describe('who is shown what of a queue', () => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await aHub();
  });
  afterEach(() => hub.stop());

  it("each sees their own area's, of the streams that they see in full, most overdue first and then by id", async () => {
    const school = await aChild(hub).withEhcPlan().withElement3().made();
    const both = await aChild(hub).withElement3({ from: '2025-09-15' }).withChildrensCare({ from: '2025-09-22' }).made();
    const adult = await anAdult(hub).withAdultsCare().made();
    const elsewhere = await aChild(hub).of('343', 'QYG').withElement3().made();
    const { send, adults, manager, nurse } = school.team;
    const blocked = async (reader: typeof send) =>
      (await queueOf(reader, 'RELEASE_BLOCKED')).map(({ streamBudget, blocker, dueOn }) => [streamBudget?.id, blocker?.rule.id, dueOn]);
    const [mine, theirs, care] = [school.budgets.EDUCATION, both.budgets.EDUCATION, both.budgets.CHILDRENS_SOCIAL_CARE];
    expect(await blocked(send)).toEqual([
      [mine, 'INDICATIVE-SHARED', '2025-09-01'],
      [theirs, 'EDU-ELIGIBLE', '2025-09-15'],
      [theirs, 'INDICATIVE-SHARED', '2025-09-15'],
      [theirs, 'PLAN-AGREED', '2025-09-15'],
      [care, 'INDICATIVE-SHARED', '2025-09-22'],
      [care, 'PLAN-AGREED', '2025-09-22'],
    ]);
    // An adults' worker knows that the award exists, and is shown nothing of what is missing from it.
    expect(new Set((await blocked(adults)).map(([id]) => id))).toEqual(new Set([care, adult.budgets.ADULT_SOCIAL_CARE]));
    expect(await blocked(nurse)).toEqual([]);
    expect(await blocked(manager)).toHaveLength(8);
    const other = await hub.as('SEND_OFFICER', '343');
    expect(new Set((await queueOf(other, 'RELEASE_BLOCKED')).map(({ person }) => person.id))).toEqual(new Set([elsewhere.personId]));
    expect(await queueOf(other, 'RELEASE_BLOCKED', { authority: '384' })).toEqual([]);
    // The first of it is the same, however much is asked for.
    const ids = async (first: number) => (await queueOf(manager, 'RELEASE_BLOCKED', null, first)).map(({ id }) => id);
    const all = await ids(100);
    for (const first of [1, 2, 7]) expect(await ids(first)).toEqual(all.slice(0, first));
    expect(new Set(all).size).toBe(8);
  });

  it('two areas that differ only in a budget that a reader may not know of give that reader the same queues, to the byte', async () => {
    const world = async (hidden: string | null) => {
      const own = await aHub();
      try {
        const child = aChild(own).born('2008-01-20').withEhcPlan().withElement3().withChildrensCare();
        const adult = anAdult(own).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').agreedAt('ADULT_SOCIAL_CARE', { value: '180.00' });
        // Made last, so that it moves no id of what may be seen.
        const first = await child.made();
        await adult.made();
        if (hidden !== null)
          await first.team.nurse.ask(
            `mutation($personId: ID!, $value: Money!) { attachHealthBudget(input: { personId: $personId, eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-08-01", assessedBy: "N", decidedOn: "2025-08-10", indicative: { value: $value }, from: "2025-09-01", shownInPool: false }) { applied } }`,
            { personId: first.personId, value: hidden },
          );
        const answers: string[] = [];
        for (const reader of [first.team.send, first.team.adults, first.team.manager])
          for (const kind of QUEUE_KINDS) answers.push(JSON.stringify(await queueOf(reader, kind, { asOf: '2026-02-01' })));
        const nurse = (await queueOf(first.team.nurse, 'TRANSITION_DUE')).length;
        return { answers, nurse };
      } finally {
        await own.stop();
      }
    };
    const [without, little, much] = [await world(null), await world('300.00'), await world('999.99')];
    expect(little.answers).toEqual(without.answers);
    expect(much.answers).toEqual(without.answers);
    expect(without.answers.some((answer) => answer !== '[]')).toBe(true);
    expect([without.nurse, little.nurse]).toEqual([0, 1]);
  });

  it('whoever is shown is written to the record of reads, and nobody else is', async () => {
    const shown = await aChild(hub).withElement3().made();
    const later = await aChild(hub).withElement3({ from: '2025-09-20' }).made();
    const auditor = await hub.as('AUDITOR');
    const readers = async (id: string): Promise<string[]> => {
      const { person } = await auditor.ask(`{ person(id: "${id}") { accessLog(first: 50) { edges { node { who } } } } }`);
      return person.accessLog.edges.map(({ node }: any) => node.who);
    };
    const dana = await hub.as('DP_TEAM', '384', { name: 'Dana' });
    expect((await queueOf(dana, 'AGREEMENT_NEEDED', null, 1)).map(({ person }) => person.id)).toEqual([shown.personId]);
    expect(await readers(shown.personId)).toContain('Dana');
    expect(await readers(later.personId)).not.toContain('Dana');
  });

  it('a queue is for those who read an area, for a stated purpose, and is bounded', async () => {
    const officer = await hub.as('SEND_OFFICER');
    const code = async (reader: typeof officer, args: string, headers: Record<string, string> = {}) =>
      (await reader.raw(`{ workQueue(${args}) { id } }`, {}, headers)).errors?.[0]?.extensions;
    for (const role of ['PARENT', 'PERSON', 'ANALYST', 'PROVIDER', 'SETTING_APPROVER'] as const)
      expect(await code(await hub.as(role), 'kind: REVIEW_DUE')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await code(officer, 'kind: REVIEW_DUE', { 'purpose-of-use': '' })).toMatchObject({ code: 'PURPOSE_REQUIRED' });
    for (const first of [0, 101, -1])
      expect(await code(officer, `kind: REVIEW_DUE, first: ${first}`)).toMatchObject({ code: 'BAD_INPUT', field: 'first' });
    expect(await code(officer, 'kind: REVIEW_DUE, filter: { asOf: "2027-10-02" }')).toMatchObject({ code: 'BAD_INPUT', field: 'filter.asOf' });
    expect(await code(officer, 'kind: REVIEW_DUE, filter: { asOf: "2027-10-01" }')).toBeUndefined();
    const queues = (many: number) =>
      `{ ${Array.from({ length: many }, (_, index) => `q${index}: workQueue(kind: RELEASE_BLOCKED) { id }`).join(' ')} }`;
    expect((await officer.raw(queues(3))).errors).toBeUndefined();
    expect((await officer.raw(queues(4))).errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_LARGE' });
  });

  it('takes as many statements for fifty people as for one', async () => {
    const statements = async (): Promise<readonly [number, number]> => {
      const manager = await hub.as('SERVICE_MANAGER');
      const before = hub.counter.statements;
      const items = await queueOf(manager, 'AGREEMENT_NEEDED');
      return [new Set(items.map(({ person }) => person.id)).size, hub.counter.statements - before];
    };
    await aChild(hub).withElement3().made();
    await statements();
    const [one, forOne] = await statements();
    for (let index = 1; index < 50; index++) await aChild(hub).withElement3().made();
    const [fifty, forFifty] = await statements();
    expect([one, fifty]).toEqual([1, 50]);
    expect(forFifty).toBe(forOne);
    expect(inShort(await queueOf(await hub.as('SEND_OFFICER'), 'AGREEMENT_NEEDED', null, 1))).toEqual([['EDU-SETTING-AGREES', '2025-09-01', 30]]);
  });
});
