import { aChild } from '../../builders/child';
import type { Case } from '../../builders/case';
import { aHub, type Caller, type TestHub } from '../../builders/hub';
import { done } from '../../builders/case';
import { DECIDED, type Decided } from '../../builders/mutation';
import { aReleasedAdult, mutate } from './released-adult';

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

describe('what rests on a mistake', () => {
  it('is put right before it: a line that a bill names, a sum that is released', async () => {
    const own = await aReleasedAdult(hub);
    const [item] = own.items;
    const billed = await done(own.team.finance, 'submitInvoice', {
      input: {
        streamBudgetId: own.budgets.ADULT_SOCIAL_CARE,
        provider: 'Care Ltd',
        number: 'A1',
        lines: [{ itemId: item, on: '2025-10-01', units: '1', rate: '20.00' }],
      },
    });
    expect(rules(await voided(own.team.manager, 'ITEM', item))).toEqual(['MISTAKE-RESTS-ON-IT']);
    const rejected = await mutate(own.team.finance, 'rejectInvoice', `invoiceId: "${billed.id}", reason: "Never delivered"`);
    expect(rejected.applied).toBe(true);
    expect(rules(await voided(own.team.finance, 'INVOICE', billed.id))).toEqual(['MISTAKE-PUT-RIGHT']);
    expect(rules(await voided(own.team.manager, 'ITEM', item))).toEqual(['MISTAKE-PUT-RIGHT']);
    const version = await versionAfter(own, 'agreeBudget');
    const other = await hub.as('SERVICE_MANAGER', '384', { name: 'A. Nother' });
    expect(rules(await voided(other, 'BUDGET', own.budgets.ADULT_SOCIAL_CARE, { version }))).toContain('MISTAKE-RESTS-ON-IT');
  });
});

describe('a sum that people rely on', () => {
  it('is put right downwards once they say that it was a mistake, and what was paid stands as paid', async () => {
    const own = await aReleasedAdult(hub);
    const id = own.budgets.ADULT_SOCIAL_CARE;
    const version = await versionAfter(own, 'agreeBudget');
    const other = await hub.as('SERVICE_MANAGER', '384', { name: 'A. Nother' });
    const agree = () =>
      mutate(other, 'agreeBudget', `streamBudgetId: "${id}", amount: { value: "50.00" }`, {
        reason: 'Half of it was typed twice',
        corrects: { kind: 'BUDGET', id, version },
      });
    expect(rules(await agree())).toEqual(['MISTAKE-RELIED-ON']);
    const said = await mutate(
      own.team.adults,
      'recordAgreement',
      `input: { streamBudgetId: "${id}", kind: MISTAKE_ACKNOWLEDGED, givenBy: "They", role: "person", on: "2025-10-01" }`,
    );
    expect(said.applied).toBe(true);
    const right = await agree();
    expect([right.applied, rules(right)]).toEqual([true, ['ASC-CONTRIBUTION-DUE', 'MISTAKE-PUT-RIGHT', 'MISTAKE-PUT-RIGHT']]);
    // Four weeks at 100.00 went out in advance on 1 October; 50.00 a week is 200.00.
    expect(right.results[2]?.message).toBe('£200.00 had been paid out on it, and stands in the ledger as paid.');
    const { person } = await own.team.manager.ask(
      `query($id: ID!) { person(id: $id) { corrections { kind recordId version mistakenAction action replacedBy reason paid charged } pooledBudget { streams { agreed { value } arrangements { amount { value } } spending { paid } } } } }`,
      { id: own.personId },
    );
    expect(person.corrections).toEqual([
      {
        kind: 'BUDGET',
        recordId: id,
        version,
        mistakenAction: 'agreeBudget',
        action: 'agreeBudget',
        replacedBy: id,
        reason: 'Half of it was typed twice',
        paid: '200.00',
        charged: '0.00',
      },
    ]);
    expect(person.pooledBudget.streams).toMatchObject([
      { agreed: { value: '50.00' }, arrangements: [{ amount: { value: '50.00' } }], spending: { paid: '400.00' } },
    ]);
  });
});

describe('a proposal of a cut', () => {
  it('is withdrawn by whoever made it, and by no colleague', async () => {
    const own = await aReleasedAdult(hub);
    const proposed = await done(own.team.adults, 'proposeReduction', {
      streamBudgetId: own.budgets.ADULT_SOCIAL_CARE,
      kind: 'WITHDRAW',
      reasons: 'Needs fell',
      noticeGivenOn: '2025-10-01',
      effectiveOn: '2025-12-31',
    });
    const withdraw = (caller: Caller) => mutate(caller, 'withdrawReduction', `consultationId: "${proposed.id}", reason: "Wrong budget"`);
    const colleague = await hub.as('ADULTS_SOCIAL_WORKER', '384', { name: 'C. Olleague' });
    await expect(withdraw(colleague)).rejects.toThrow('FORBIDDEN');
    expect((await withdraw(own.team.adults)).applied).toBe(true);
    await expect(withdraw(own.team.adults)).rejects.toThrow('dropped already');
  });
});

describe('a bill', () => {
  it('is approved by whoever did not approve the budget, and may be sent again once it is rejected', async () => {
    const own = await aReleasedAdult(hub);
    const bill = (units: string) => ({
      input: {
        streamBudgetId: own.budgets.ADULT_SOCIAL_CARE,
        provider: 'Care Ltd',
        number: 'B1',
        lines: [{ itemId: own.items[0], on: '2025-10-01', units, rate: '25.00' }],
      },
    });
    const queried = await done(own.team.finance, 'submitInvoice', bill('2'));
    const approve = (caller: Caller) => mutate(caller, 'approveInvoice', `invoiceId: "${queried.id}", reason: "The dearer rate was agreed"`);
    expect(rules(await approve(own.team.manager))).toEqual(['FOUR-EYES']);
    expect((await approve(await hub.as('SERVICE_MANAGER', '384', { name: 'A. Nother' }))).applied).toBe(true);
    expect((await mutate(own.team.finance, 'rejectInvoice', `invoiceId: "${queried.id}", reason: "Sent twice"`)).applied).toBe(true);
    const again = await done(own.team.finance, 'submitInvoice', bill('1'));
    expect(again.id).not.toBe(queried.id);
  });
});

describe('a financial assessment', () => {
  it('is not there for one who is not shown what an adult pays: what they may not do to it tells of none', async () => {
    const own = await aReleasedAdult(hub);
    const [row] = await hub.hub.parts.store.reading.rows<{ id: number }>('SELECT id FROM financial_assessment WHERE person_id = ?', [
      Number(own.personId),
    ]);
    const refused = async (caller: Caller, id: string): Promise<unknown> => {
      const { errors } = await caller.raw(`mutation { voidRecord(kind: FINANCIAL_ASSESSMENT, id: "${id}", envelope: { reason: "r" }) { applied } }`);
      return errors?.map(({ message, extensions: { code, field } }) => ({ message: message.replace(`"${id}"`, '#'), code, field }));
    };
    const id = String(row?.id);
    expect(await refused(own.team.send, id)).toEqual(await refused(own.team.send, '999999999'));
    expect(await refused(own.team.send, id)).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(rules(await voided(own.team.finance, 'FINANCIAL_ASSESSMENT', id))).toContain('MISTAKE-PUT-RIGHT');
  });
});
