import { CaseBuilder } from './case';
import type { TestHub } from './hub';

/** An adult of Wakefield, forty on the hub's usual day. */
export class AdultBuilder extends CaseBuilder {
  withCarePlan(plan: { agreed?: boolean; outcomes?: readonly object[] } = {}): this {
    return this.withPlan('CARE_AND_SUPPORT_PLAN', plan);
  }
  withAdultsCare(outcome: object = {}): this {
    return this.award(
      'ADULT_SOCIAL_CARE',
      ({ adults }) => adults,
      'recordAdultsRas',
      ({ personId }) => ({ personId, eligible: true, legalBasis: 'CARE_ACT', indicative: { value: '200.00' }, ...outcome }),
    );
  }
  withContinuingHealthcare(budget: object = {}): this {
    return this.award(
      'HEALTH',
      ({ nurse }) => nurse,
      'attachHealthBudget',
      ({ personId }) => ({ personId, eligibility: 'CHC', decidedOn: '2025-08-10', indicative: { value: '900.00' }, ...budget }),
    );
  }
}
export const anAdult = (hub: TestHub): AdultBuilder =>
  new AdultBuilder(hub, { name: 'Bo Hall', dateOfBirth: '1985-03-02', authority: '384', healthCommissioner: 'QWO' });

/** A carer of Wakefield; whom they care for is given by id. */
export class CarerBuilder extends CaseBuilder {
  withCarersPlan(): this {
    return this.withPlan('CARER_SUPPORT_PLAN');
  }
  withAllocation(caredForId: string, allocation: object = {}): this {
    return this.award(
      'CARER',
      ({ carers }) => carers,
      'allocateToCarer',
      ({ personId }) => ({ carerId: personId, caredForId, eligible: true, indicative: { value: '60.00' }, ...allocation }),
    );
  }
}
export const aCarer = (hub: TestHub): CarerBuilder =>
  new CarerBuilder(hub, { name: 'Cy Lane', dateOfBirth: '1960-07-08', authority: '384', healthCommissioner: 'QWO' });
