import { anAdult } from '../../builders/adult';
import { type Decided, done, fault } from '../../builders/family';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

/* Nothing known is not nothing spent; what stays is carried; and no pound is asked for twice. */

describe('what is asked back', () => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await aHub({ day: '2022-10-03' });
  });
  afterEach(() => hub.stop());

  /** An adult's direct payment of £200.00 a week from 3 October 2022, with £200.00 kept for the unexpected. */
  const anAdultPaid = async () => {
    const made = await anAdult(hub)
      .withCarePlan({ from: '2022-10-03' } as object)
      .withAdultsCare({ assessedOn: '2022-09-01', from: '2022-10-03' })
      .shared('ADULT_SOCIAL_CARE', '2022-10-03')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
      .made();
    const budgetId = made.budgets.ADULT_SOCIAL_CARE ?? '';
    const { adults, manager } = made.team;
    await done(
      adults,
      'chooseArrangements',
      `streamBudgetId: "${budgetId}", arrangements: [{ kind: DIRECT_PAYMENT, holder: PERSON, holderName: "Bo Hall", amount: { value: "200.00" }, contingency: "200.00", from: "2022-10-03" }]`,
    );
    await done(
      adults,
      'recordAgreement',
      `input: { streamBudgetId: "${budgetId}", kind: DIRECT_PAYMENT_TERMS, givenBy: "Bo Hall", role: "the person", on: "2022-10-03" }`,
    );
    await done(manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2022-10-03"`);
    const spending = async (): Promise<any> =>
      (
        await manager.ask(
          `{ person(id: "${made.personId}") { pooledBudget { streams { id spending { paid broughtForward toReclaim repaidTooMuch notKnownYet } } } } }`,
        )
      ).person.pooledBudget.streams.find(({ id }: { id: string }) => id === budgetId).spending;
    const declared = (by: Caller, from: string, to: string): Promise<Decided> =>
      done(by, 'declareSpending', `input: { streamBudgetId: "${budgetId}", from: "${from}", to: "${to}", basis: DECLARATION, givenBy: "Bo Hall" }`);
    return { ...made, budgetId, adults, manager, spending, declared };
  };

  it('is nothing until it is known; then one contingency of £200.00 is left, once in three years', async () => {
    const { personId, budgetId, manager, spending, declared } = await anAdultPaid();
    hub.setDay('2025-04-01');
    // 180, 366 and 365 days at £200.00 a week: 5,142.86, 10,457.14 and 10,428.57.
    expect(await spending()).toMatchObject({ toReclaim: '0.00', notKnownYet: '26028.57', broughtForward: '0.00' });
    const { workQueue } = await manager.ask(`{ workQueue(kind: EVIDENCE_DUE) { person { id } dueOn blocker { rule { id } } } }`);
    expect(workQueue.filter((task: any) => task.person.id === personId).map(({ dueOn, blocker }: any) => [dueOn, blocker.rule.id])).toEqual([
      ['2023-04-01', 'SPEND-EVIDENCE'],
      ['2024-04-01', 'SPEND-EVIDENCE'],
      ['2025-04-01', 'SPEND-EVIDENCE'],
    ]);
    const own = await hub.as('PERSON', '384', { name: 'Bo Hall', person: personId });
    await declared(own, '2022-10-03', '2025-03-31');
    expect(await spending()).toMatchObject({ toReclaim: '25828.57', notKnownYet: '0.00', broughtForward: '200.00' });

    // A payment of the bank that comes after the money was paid back.
    const finance = await hub.as('FINANCE_OFFICER', '384', { name: 'Fin' });
    await done(finance, 'reclaimUnspent', `streamBudgetId: "${budgetId}", amount: "25828.57"`);
    await done(
      finance,
      'recordTransactions',
      `streamBudgetId: "${budgetId}", transactions: [{ reference: "LATE", on: "2025-03-20", amount: "150.00" }]`,
    );
    const { person } = await manager.ask(`{ person(id: "${personId}") { pooledBudget { streams { id transactions { id reference } } } } }`);
    const [late] = person.pooledBudget.streams.find(({ id }: { id: string }) => id === budgetId).transactions;
    await done(finance, 'acceptTransaction', `transactionId: "${late.id}", explanation: "The assistant, in March"`);
    expect(await spending()).toMatchObject({ toReclaim: '0.00', repaidTooMuch: '150.00' });
    expect(await fault(finance, 'returnReclaimed', `streamBudgetId: "${budgetId}", amount: "150.01"`)).toMatchObject({ code: 'BAD_INPUT' });
    await done(finance, 'returnReclaimed', `streamBudgetId: "${budgetId}", amount: "150.00"`);
    expect(await spending()).toMatchObject({ toReclaim: '0.00', repaidTooMuch: '0.00' });
  });
});
