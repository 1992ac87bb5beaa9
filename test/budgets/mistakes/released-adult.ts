import { anAdult } from '../../builders/adult';
import type { Case } from '../../builders/case';
import type { Caller, TestHub } from '../../builders/hub';
import { DECIDED, type Decided } from '../../builders/mutation';

export const mutate = async (caller: Caller, name: string, args: string, envelope: object | null = null): Promise<Decided> =>
  (await caller.ask<{ answer: Decided }>(`mutation($envelope: Envelope) { answer: ${name}(${args}, envelope: $envelope) ${DECIDED} }`, { envelope }))
    .answer;

/** An adult whose 100.00 a week is paid to them from 1 October, four weeks in advance. */
export async function aReleasedAdult(hub: TestHub): Promise<Case> {
  const own = await anAdult(hub)
    .withCarePlan()
    .withAdultsCare({ indicative: { value: '100.00' } })
    .withItem('CARE_AND_SUPPORT_PLAN', {
      stream: 'ADULT_SOCIAL_CARE',
      service: 'PERSONAL_ASSISTANT',
      unit: 'hour',
      unitPrice: '20.00',
      unitsPerWeek: '2',
      from: '2025-09-01',
    })
    .shared('ADULT_SOCIAL_CARE')
    .agreedAt('ADULT_SOCIAL_CARE', { value: '100.00' })
    .made();
  const budget = `streamBudgetId: "${own.budgets.ADULT_SOCIAL_CARE}"`;
  for (const [caller, name, args] of [
    [
      own.team.adults,
      'chooseArrangements',
      `${budget}, arrangements: [{ kind: DIRECT_PAYMENT, holder: PERSON, holderName: "Bo", amount: { value: "100.00" }, from: "2025-09-01" }]`,
    ],
    [own.team.adults, 'recordAgreement', `input: { ${budget}, kind: DIRECT_PAYMENT_TERMS, givenBy: "Bo", role: "person", on: "2025-09-10" }`],
    [
      own.team.finance,
      'recordFinancialAssessment',
      `personId: "${own.personId}", assessed: { value: "0.00" }, assessedOn: "2025-09-20", from: "2025-10-01"`,
    ],
    [own.team.manager, 'releaseBudget', `${budget}, on: "2025-10-01"`],
  ] as const) {
    const { applied, results } = await mutate(caller, name, args);
    if (!applied) throw new Error(`${name}: ${results.map(({ rule, message }) => `${rule.id} ${message}`).join('; ')}`);
  }
  return own;
}
