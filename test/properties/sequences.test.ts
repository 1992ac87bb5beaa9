import fc from 'fast-check';
import { aHub, type Caller, type TestHub } from '../builders/hub';

/*
 * Whatever workers do, in whatever order, the pool is the sum of its streams' budgets, an item draws on one budget at most, and
 * no item adds a penny to any total.
 */

const POOL = `pooledBudget { agreed { perYear oneOff } indicative { perYear } streams { id stream agreed { every value perYear } unallocated { value } items { id cost { perYear } } } }`;

type Step =
  | { readonly do: 'award' | 'ras'; readonly pounds: number }
  | { readonly do: 'agree'; readonly pounds: number; readonly which: number }
  | { readonly do: 'item'; readonly pounds: number; readonly section: 'F' | 'G' | 'H1' | 'H2' }
  | { readonly do: 'end'; readonly which: number }
  | { readonly do: 'other'; readonly pounds: number };

const pounds = fc.integer({ min: 0, max: 20_000 });
const which = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('award' as const, 'ras' as const), pounds }),
  fc.record({ do: fc.constant('agree' as const), pounds, which }),
  fc.record({
    do: fc.constant('item' as const),
    pounds: fc.integer({ min: 0, max: 6000 }),
    section: fc.constantFrom('F' as const, 'G' as const, 'H1' as const, 'H2' as const),
  }),
  fc.record({ do: fc.constant('end' as const), which }),
  fc.record({ do: fc.constant('other' as const), pounds }),
);
const SERVICES = { F: 'TUTOR_AT_HOME', G: 'THERAPY', H1: 'FAMILY_SUPPORT', H2: 'PERSONAL_ASSISTANT' } as const;
const toPence = (money: string): number => Number(money.replace('.', ''));

describe('any sequence of changes', () => {
  let hub: TestHub;
  let manager: Caller;
  let officer: Caller;
  beforeAll(async () => {
    hub = await aHub();
    manager = await hub.as('SERVICE_MANAGER', '384', { name: 'Mo' });
    officer = await hub.as('SERVICE_MANAGER', '384', { name: 'Oli' });
  });
  afterAll(() => hub.stop());

  it('keeps the pool equal to the sum of its streams, and counts no item twice', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const decide = async (caller: Caller, mutation: string, variables: object = {}): Promise<any> => {
          const { data } = await caller.raw(mutation, variables);
          return data ? Object.values(data)[0] : null;
        };
        const { id } = await decide(
          officer,
          `mutation($n: String!) { registerPerson(input: { name: $n, dateOfBirth: "2012-03-04", authority: "384" }) { id } }`,
          { n: `Child ${++made}` },
        );
        const plan = await decide(
          officer,
          `mutation($id: ID!) { recordPlan(input: { personId: $id, kind: EHC_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "x", tags: [INCLUSION, PROGRESSION] }] }) { id } }`,
          { id },
        );
        await decide(officer, `mutation($id: ID!) { agreePlan(planId: $id, on: "2025-09-01", agreedBy: "Panel") { applied } }`, { id: plan.id });
        const budgets: string[] = [];
        const items: string[] = [];
        for (const [index, each] of steps.entries()) {
          const value = 'pounds' in each ? `${each.pounds}.00` : '0.00';
          const common = `personId: $id, assessedOn: "2025-08-01", assessedBy: "A", from: "2025-09-01"`;
          let answer: any = null;
          if (each.do === 'award')
            answer = await decide(
              officer,
              `mutation($id: ID!, $v: Money!) { awardElementThree(input: { ${common}, topUp: { value: $v, every: YEAR } }) { applied id } }`,
              { id, v: value },
            );
          if (each.do === 'ras')
            answer = await decide(
              officer,
              `mutation($id: ID!, $v: Money!) { recordChildrensRas(input: { ${common}, eligible: true, indicative: { value: $v, every: YEAR } }) { applied id } }`,
              { id, v: value },
            );
          if (each.do === 'other')
            await decide(
              officer,
              `mutation($id: ID!, $v: Money!) { recordOtherFunding(input: { personId: $id, funder: "A trust", purpose: "Camp", amount: { value: $v, every: ONE_OFF }, from: "2025-09-15" }) { applied } }`,
              { id, v: value },
            );
          const budget = each.do === 'agree' ? budgets[each.which % Math.max(1, budgets.length)] : undefined;
          if (each.do === 'agree' && budget) {
            await decide(officer, `mutation($b: ID!) { shareIndicative(streamBudgetId: $b, on: "2025-09-05") { applied } }`, { b: budget });
            await decide(
              officer,
              `mutation($b: ID!, $v: Money!) { recordAgreement(input: { streamBudgetId: $b, kind: SETTING_RELEASE, givenBy: "Head", role: "head teacher", on: "2025-08-20", amount: { value: $v, every: YEAR } }) { applied } }`,
              { b: budget, v: value },
            );
            await decide(
              manager,
              `mutation($b: ID!, $v: Money!) { agreeBudget(streamBudgetId: $b, amount: { value: $v, every: YEAR }) { applied results { rule { id } } } }`,
              { b: budget, v: value },
            );
          }
          if (each.do === 'item') {
            const added = await decide(
              officer,
              `mutation($p: ID!, $v: Money!, $s: PlanSection!, $service: String!, $r: String!) { addSectionJItem(input: { planId: $p, section: $s, reference: $r, outcomeRef: "O1", service: $service, description: "x", cost: { value: $v, every: YEAR }, from: "2025-09-01" }) { applied id } }`,
              { p: plan.id, v: value, s: each.section, service: SERVICES[each.section], r: `J${index}` },
            );
            if (added?.applied) items.push(added.id);
          }
          const item = each.do === 'end' ? items[each.which % Math.max(1, items.length)] : undefined;
          if (item) await decide(officer, `mutation($i: ID!) { endItem(itemId: $i, on: "2025-09-20") { applied } }`, { i: item });
          if (answer?.applied) budgets.push(answer.id);

          const { person } = await manager.ask(`query($id: ID!) { person(id: $id) { ${POOL} } }`, { id });
          const { agreed, streams } = person.pooledBudget;
          const recurring = streams.filter((stream: any) => stream.agreed && stream.agreed.every !== 'ONE_OFF');
          expect(toPence(agreed.perYear)).toBe(recurring.reduce((sum: number, stream: any) => sum + toPence(stream.agreed.perYear), 0));
          const drawn = streams.flatMap((stream: any) => (stream.items ?? []).map((line: any) => line.id));
          expect(new Set(drawn).size).toBe(drawn.length);
          for (const stream of streams)
            if (stream.agreed && stream.agreed.every === 'YEAR')
              expect(stream.items.reduce((sum: number, line: any) => sum + toPence(line.cost.perYear), 0) + toPence(stream.unallocated.value)).toBe(
                toPence(stream.agreed.perYear),
              );
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
