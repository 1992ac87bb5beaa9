import { aCarer, anAdult } from '../builders/adult';
import { done as sent } from '../builders/case';
import { aChild } from '../builders/child';
import { aReleasedBudget, done, workers } from '../builders/family';
import type { TestHub } from '../builders/hub';

/** People whose budgets have been through a good deal, made through the graph. */
export interface Lives {
  /** A child: released, paid from, billed, disputed. */
  readonly child: string;
  readonly planId: string;
  readonly budgetId: string;
  readonly itemId: string;
  /** A child who has moved to another council. */
  readonly moved: string;
  /** An adult who is charged £230 a week: £200 on their own care, £30 on replacement care. */
  readonly adult: string;
  readonly adultBudgetId: string;
  readonly carer: string;
  readonly carerBudgetId: string;
}

/** On a hub whose day is 20 October 2025 or later. */
export async function somePeople(hub: TestHub): Promise<Lives> {
  const staff = await workers(hub);
  const { id: child, budgetId, planId } = await aReleasedBudget(staff);
  const [item] = await hub.hub.parts.store.reading.rows<{ id: number }>('SELECT MIN(id) AS id FROM budget_item WHERE person_id = ?', [Number(child)]);
  const itemId = String(item?.id);
  await done(
    staff.send,
    'recordTransactions',
    `streamBudgetId: "${budgetId}", transactions: [{ reference: "T1", on: "2025-10-10", amount: "60.00", itemId: "${itemId}" }]`,
  );
  await done(
    staff.send,
    'submitInvoice',
    `input: { streamBudgetId: "${budgetId}", provider: "Tutors", number: "7", lines: [{ itemId: "${itemId}", on: "2025-10-14", units: "2", rate: "30.00" }] }, envelope: { idempotencyKey: "bill 7" }`,
  );
  await done(staff.send, 'raiseDispute', `streamBudgetId: "${budgetId}", subject: AMOUNT, account: "Too little"`);
  const { id: moved } = await aReleasedBudget(staff);
  await done(staff.send, 'movePerson', `personId: "${moved}", authority: "380", from: "2025-10-13"`);

  const adult = await anAdult(hub)
    .withCarePlan()
    .withAdultsCare()
    .shared('ADULT_SOCIAL_CARE')
    .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
    .made();
  const carer = await aCarer(hub)
    .withCarersPlan()
    .withAllocation(adult.personId, { replacementCare: { value: '40.00' } })
    .shared('CARER')
    .withAgreement('CARER', { kind: 'CARED_FOR_CHARGE', givenBy: 'Bo Hall', role: 'person cared for' })
    .agreedAt('CARER', { value: '60.00' })
    .made();
  // 25 in an academic year that is over: the award has no last day, and the law ended it on 31 August 2025.
  await aChild(hub).born('1999-09-02').withEhcPlan({ from: '2024-09-01' }).withElement3({ from: '2024-09-01' }).made();
  await sent(adult.team.finance, 'recordFinancialAssessment', {
    personId: adult.personId,
    assessed: { value: '230.00' },
    assessedOn: '2025-09-01',
    from: '2025-09-01',
  });
  return {
    child,
    planId,
    budgetId,
    itemId,
    moved,
    adult: adult.personId,
    adultBudgetId: adult.budgets.ADULT_SOCIAL_CARE ?? '',
    carer: carer.personId,
    carerBudgetId: carer.budgets.CARER ?? '',
  };
}
