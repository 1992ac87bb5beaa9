import { aCarer, anAdult } from '../builders/adult';
import { aChild } from '../builders/child';
import type { Case } from '../builders/case';
import type { Caller, TestHub } from '../builders/hub';
import { type Asked, objectOf, PLAIN, placesOf, textOf, valueAt, type Words, withAt } from './places';

/** A family of which there is something for every argument to name, and what each field is asked with. */
export interface Family {
  words(field: string): Words;
  caller(field: string): Caller;
  /** Lives through one mutation after another with texts as long as they may be: what was not applied, and why. */
  lives(asked: readonly Asked[]): Promise<readonly string[]>;
}

const WEEKLY = { value: '100.00', every: 'WEEK', weeksPerYear: 52 };

export async function aFamily(hub: TestHub): Promise<Family> {
  const adult = await anAdult(hub)
    .withCarePlan()
    .withAdultsCare({ indicative: WEEKLY })
    .shared('ADULT_SOCIAL_CARE')
    .agreedAt('ADULT_SOCIAL_CARE', WEEKLY)
    .made();
  const child = await aChild(hub).withEhcPlan().withChildrensCare().made();
  const carer = await aCarer(hub).withCarersPlan().withAllocation(adult.personId).made();
  const { team } = adult;
  const by: Readonly<Record<string, Caller>> = {
    awardElementThree: team.send,
    recordChildrensRas: team.childrens,
    recordAdultsRas: team.adults,
    allocateToCarer: team.carers,
    attachHealthBudget: team.nurse,
    recordFinancialAssessment: team.finance,
    refundContribution: team.finance,
    recordTransactions: team.finance,
    submitInvoice: team.finance,
    reclaimUnspent: team.finance,
    chooseArrangements: team.adults,
    recordAlongside: team.adults,
    proposeReduction: team.adults,
    addSectionJItem: team.send,
    recordOtherFunding: team.send,
    openEmergencyAccess: await hub.as('ADULTS_SOCIAL_WORKER', '380', { name: 'E. Elsewhere' }),
    reviewEmergencyAccess: await hub.as('SERVICE_MANAGER', '384', { name: 'Second Manager' }),
  };
  const budget = adult.budgets.ADULT_SOCIAL_CARE ?? '';
  const ids: Record<string, string> = {
    personId: adult.personId,
    fromId: carer.personId,
    toId: adult.personId,
    carerId: carer.personId,
    caredForId: adult.personId,
    benefitsPersonId: carer.personId,
    planId: adult.plans['CARE_AND_SUPPORT_PLAN'] ?? '',
    streamBudgetId: budget,
    adultBudgetId: budget,
    carerBudgetId: carer.budgets.CARER ?? '',
  };
  /** What only some fields are asked with, or without. */
  const own: Readonly<Record<string, Words>> = {
    registerPerson: { nhsNumber: '9434765919', upn: undefined, localId: 'L-1', dateOfBirth: '1990-01-02' },
    relatePeople: { kind: 'CARER_OF', fromNhsNumber: undefined },
    openEmergencyAccess: { personId: child.personId, dateOfBirth: '2014-05-04', nhsNumber: undefined },
    addSectionJItem: { planId: child.plans['EHC_PLAN'], streamBudgetId: undefined, benefitsPersonId: undefined },
    addPlanItem: { stream: 'ADULT_SOCIAL_CARE', benefitsPersonId: undefined },
    awardElementThree: { personId: child.personId },
    // A line says once how much of it is not counted, and facts are of one person's circumstances.
    recordFinancialAssessment: {
      kind: undefined,
      disregardedPart: undefined,
      partnerDateOfBirth: undefined,
      careHomeSince: undefined,
      disabledChildrenLowerRate: 0,
      disabledChildrenHigherRate: 0,
    },
    recordChildrensRas: { personId: child.personId },
    attachHealthBudget: { personId: child.personId, eligibility: 'CHILDRENS_CONTINUING_CARE' },
    person: { nhsNumber: '9434765919' },
  };
  const common: Words = {
    ...ids,
    authority: '384',
    healthCommissioner: 'QWO',
    outcomeRef: 'O1',
    service: 'PERSONAL_ASSISTANT',
    dateOfBirth: '1985-03-02',
    reviewEveryMonths: 12,
    funder: 'Hope Trust',
    sharedWithOrganisation: '384',
    premiums: ['DISABILITY'],
    dryRun: false,
    weeksPerYear: 52,
    every: 'WEEK',
    merchantCategory: '5411',
    // Of no change here: a life puts nothing right, and leaves it out.
    corrects: { kind: 'ITEM', id: '999999999', version: 1 },
  };
  const words = (field: string): Words => ({ ...common, ...own[field] });
  const caller = (field: string): Caller => by[field] ?? team.manager;
  return { words, caller, lives: (asked) => lives(asked, { words, caller, ids, child }) };
}

/** With every text as long as it may be: what of it is not applied, and why. */
async function lives(
  asked: readonly Asked[],
  { words, caller, ids, child }: Pick<Family, 'words' | 'caller'> & { readonly ids: Words; readonly child: Case },
): Promise<readonly string[]> {
  const made: Record<string, unknown> = {};
  const broken: string[] = [];
  let key = 100_000;
  const step = async (name: string, given: Words = {}, idAs: string | null = null): Promise<void> => {
    const field = asked.find((each) => each.name === name);
    if (!field) throw new Error(`there is no ${name}`);
    let sent: unknown = objectOf(field.args, { ...words(name), ...ids, ...made, expectedVersion: undefined, corrects: undefined, ...given });
    for (const { path, bounds, list } of placesOf(field.args)) {
      const steps = path.split('.');
      if (list || bounds.value?.kind !== 'text' || valueAt(sent, steps) !== PLAIN) continue;
      const most = bounds.value.most;
      sent = withAt(sent, steps, path === 'envelope.idempotencyKey' ? `${textOf(most - 6)}${key++}` : textOf(most));
    }
    const { data, errors } = await caller(name).raw(field.query, sent as object);
    const answer = data?.answer as { applied: boolean; id: string | null; results: { rule: { id: string }; effect: string }[] } | null | undefined;
    if (answer?.applied !== true) {
      const why = errors?.map(({ message, extensions }) => `${extensions.code} ${extensions.field} ${message}`).join('; ');
      broken.push(`${name}: ${why ?? answer?.results.map(({ rule, effect }) => `${rule.id} ${effect}`).join(', ')}`);
    } else if (idAs !== null) made[idAs] = answer.id;
  };
  const whole = { kind: 'COUNCIL_MANAGED', holder: 'AUTHORITY', holderName: textOf(200), amount: WEEKLY, from: '2025-09-01' };
  await step('registerPerson');
  await step('relatePeople', { to: undefined }, 'relationId');
  await step('recordCapacity');
  await step('recordLivingSituation');
  await step('authoriseHolder', { holder: 'THIRD_PARTY', basis: 'NOMINATION' });
  await step('recordOtherFunding');
  await step('addPlanItem', { cost: { value: '1.00' }, unitPrice: undefined, unitsPerWeek: undefined }, 'itemId');
  await step(
    'recordAgreement',
    {
      kind: 'DIRECT_PAYMENT_TERMS',
      arrangementId: undefined,
      itemId: undefined,
      sharedWithRole: undefined,
      sharedWithOrganisation: undefined,
      sharedWithPerson: undefined,
    },
    'agreementId',
  );
  await step('recordAlongside');
  await step('chooseArrangements', { arrangements: [whole] });
  await step('recordFinancialAssessment', { assessed: undefined });
  await step('releaseBudget');
  await step('recordTransactions');
  await step('submitInvoice', { units: '1', rate: '1.00' });
  await step('recordReview');
  await step('raiseDispute', { subject: 'AMOUNT' }, 'disputeId');
  await step('escalateDispute');
  await step('settleDispute');
  await step('requestSufficiencyReview', { streamBudgetId: child.budgets.CHILDRENS_SOCIAL_CARE }, 'reviewId');
  await step('decideSufficiencyReview');
  await step('suspendBudget');
  await step('resumeBudget');
  await step('proposeReduction', { kind: 'REDUCE', to: { ...WEEKLY, value: '50.00' }, effectiveOn: '2025-12-31' }, 'consultationId');
  await step('requestReconsideration');
  await step('decideReconsideration', { upheld: false });
  await step('openEmergencyAccess', { personId: child.personId }, 'emergencyId');
  await step('reviewEmergencyAccess');
  await step('withdrawAgreement');
  await step('recordPlan', { kind: 'CARE_AND_SUPPORT_PLAN' }, 'planId');
  await step('agreePlan');
  await step('revisePlan');
  await step('ceasePlan');
  await step('endItem');
  await step('endRelation');
  return broken;
}
