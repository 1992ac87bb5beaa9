import { aChild } from '../../builders/child';
import type { Case } from '../../builders/case';
import { aHub, type Caller, type TestHub } from '../../builders/hub';
import { DECIDED, type Decided } from '../../builders/mutation';

/* What was recorded by mistake is void, or recorded rightly in its place; what was believed stays to be seen. */

let hub: TestHub;
beforeAll(async () => {
  hub = await aHub();
});
afterAll(() => hub.stop());

const voided = async (
  caller: Caller,
  kind: string,
  id: string | undefined,
  { version, reason = 'Typed on the wrong record' }: { version?: number; reason?: string | null } = {},
): Promise<Decided> => {
  const { answer } = await caller.ask<{ answer: Decided }>(
    `mutation($kind: RecordKind!, $id: ID!, $version: Int, $envelope: Envelope!) { answer: voidRecord(kind: $kind, id: $id, version: $version, envelope: $envelope) ${DECIDED} }`,
    { kind, id, version, envelope: { reason } },
  );
  return answer;
};
const rules = ({ results }: Decided): readonly string[] => results.map(({ rule }) => rule.id);
const pool = async ({ team, personId }: Case, knownAt?: string) => {
  const { person } = await team.manager.ask(
    `query($id: ID!, $knownAt: DateTime) { person(id: $id) { pooledBudget(knownAt: $knownAt) { indicative { perYear } agreed { perYear } streams { id status indicative { value } agreed { value } history { version action } } } } }`,
    { id: personId, knownAt },
  );
  return person.pooledBudget;
};
const versionAfter = async (own: Case, action: string): Promise<number> => {
  const { streams } = await pool(own);
  return streams[0].history.findLast((each: { action: string }) => each.action === action).version;
};

describe('a budget that was recorded by mistake', () => {
  it('counts on no day any more, and before it was put right is seen as it was believed', async () => {
    const own = await aChild(hub).withEhcPlan().withElement3().made();
    expect((await pool(own)).indicative.perYear).toBe('10000.00');
    const believed = new Date(hub.now()).toISOString();
    expect(rules(await voided(own.team.send, 'BUDGET', own.budgets.EDUCATION, { reason: null }))).toEqual(['MISTAKE-REASON']);
    const decided = await voided(own.team.send, 'BUDGET', own.budgets.EDUCATION);
    expect(decided).toMatchObject({ applied: true });
    expect(rules(decided)).toEqual(['MISTAKE-PUT-RIGHT']);
    expect((await pool(own)).streams).toEqual([]);
    expect((await pool(own, believed)).streams).toHaveLength(1);
  });

  it('is awarded rightly in its place, under the same id', async () => {
    const own = await aChild(hub).withEhcPlan().withElement3().made();
    const { answer } = await own.team.send.ask<{ answer: Decided }>(
      `mutation($input: ElementThreeAwardInput!, $envelope: Envelope) { answer: awardElementThree(input: $input, envelope: $envelope) ${DECIDED} }`,
      {
        input: {
          personId: own.personId,
          topUp: { value: '1000.00', every: 'YEAR' },
          assessedOn: '2025-08-20',
          assessedBy: 'S. Officer',
          from: '2025-09-01',
        },
        envelope: { reason: 'A nought too many', corrects: { kind: 'BUDGET', id: own.budgets.EDUCATION } },
      },
    );
    expect(answer).toMatchObject({ applied: true, id: own.budgets.EDUCATION });
    const { streams } = await pool(own);
    expect(streams).toMatchObject([{ id: own.budgets.EDUCATION, indicative: { value: '1000.00' } }]);
  });
});

describe('a change of a budget', () => {
  it('that agreed a wrong sum is put right by another than who made it, and what came later stands', async () => {
    const own = await aChild(hub)
      .withEhcPlan()
      .withElement3()
      .withSettingRelease()
      .shared('EDUCATION')
      .agreedAt('EDUCATION', { value: '10000.00', every: 'YEAR' })
      .made();
    const version = await versionAfter(own, 'agreeBudget');
    const agree = (caller: Caller, value: string) =>
      caller.ask<{ answer: Decided }>(
        `mutation($id: ID!, $amount: AmountInput!, $envelope: Envelope) { answer: agreeBudget(streamBudgetId: $id, amount: $amount, envelope: $envelope) ${DECIDED} }`,
        {
          id: own.budgets.EDUCATION,
          amount: { value, every: 'YEAR' },
          envelope: { reason: 'Typed wrong', corrects: { kind: 'BUDGET', id: own.budgets.EDUCATION, version } },
        },
      );
    const alone = await agree(own.team.manager, '8000.00');
    expect([alone.answer.applied, rules(alone.answer)]).toEqual([false, ['MISTAKE-FOUR-EYES']]);
    const another = await hub.as('SERVICE_MANAGER', '384', { name: 'A. Nother' });
    const right = await agree(another, '8000.00');
    expect(rules(right.answer)).toEqual(['MISTAKE-PUT-RIGHT']);
    expect((await pool(own)).agreed.perYear).toBe('8000.00');
  });
});
