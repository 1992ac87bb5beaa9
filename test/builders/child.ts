import { CaseBuilder } from './case';
import type { TestHub } from './hub';

/** A child of Wakefield, eleven years old on the hub's usual day. */
export class ChildBuilder extends CaseBuilder {
  withEhcPlan(plan: { agreed?: boolean; outcomes?: readonly object[]; from?: string; to?: string | null } = {}): this {
    return this.withPlan('EHC_PLAN', plan);
  }
  withElement3(award: object = {}): this {
    return this.award(
      'EDUCATION',
      ({ send }) => send,
      'awardElementThree',
      ({ personId }) => ({ personId, topUp: { value: '10000.00', every: 'YEAR' }, ...award }),
    );
  }
  /** The school agrees to release all of it, or so much a year. */
  withSettingRelease(amount: string | null = null, agreement: object = {}): this {
    return this.withAgreement('EDUCATION', {
      kind: 'SETTING_RELEASE',
      amount: amount === null ? null : { value: amount, every: 'YEAR' },
      ...agreement,
    });
  }
  withChildrensCare(outcome: object = {}): this {
    return this.award(
      'CHILDRENS_SOCIAL_CARE',
      ({ childrens }) => childrens,
      'recordChildrensRas',
      ({ personId }) => ({ personId, eligible: true, indicative: { value: '100.00' }, ...outcome }),
    );
  }
  withContinuingCare(budget: object = {}): this {
    return this.award(
      'HEALTH',
      ({ nurse }) => nurse,
      'attachHealthBudget',
      ({ personId }) => ({
        personId,
        eligibility: 'CHILDRENS_CONTINUING_CARE',
        decidedOn: '2025-08-10',
        indicative: { value: '300.00' },
        shownInPool: true,
        ...budget,
      }),
    );
  }
}
export const aChild = (hub: TestHub): ChildBuilder =>
  new ChildBuilder(hub, { name: 'Ada Field', dateOfBirth: '2014-05-04', authority: '384', healthCommissioner: 'QWO' });
