import type { RuleId } from '../../src/rules/rule-ids';
import { aCarer, anAdult } from '../builders/adult';
import { type Case, type CaseBuilder, done } from '../builders/case';
import { aChild } from '../builders/child';
import type { MutationName } from '../builders/mutation';
import { agrees, FROM, ready, type Refused, theHub, year } from './refusal';

/* Holding, release, bills and cuts: refused by the rule's id, nothing written, and applied once what it asks for is done. */

const { hub, refused } = theHub();
const TODAY = '2025-10-01';

/** A part of how a budget is held, from the hub's day. */
const part = (kind: string, holder: string, amount: object, more: object = {}): object => ({
  kind,
  holder,
  holderName: 'Pat Field',
  amount,
  from: TODAY,
  ...more,
});
const managed = (amount: object): object => part('COUNCIL_MANAGED', 'AUTHORITY', amount);

const education = async (child: CaseBuilder = ready(hub())): Promise<Case> => child.agreedAt('EDUCATION', year('5000.00')).made();
const choose = (made: Case, stream: 'EDUCATION' | 'ADULT_SOCIAL_CARE', ...arrangements: object[]) => ({
  by: made.team.manager,
  mutation: 'chooseArrangements' as const,
  given: { streamBudgetId: made.budgets[stream], arrangements },
});
const parentMayHold = async (made: Case): Promise<string> =>
  (
    await done(made.team.manager, 'authoriseHolder', {
      personId: made.personId,
      holder: 'PARENT_OR_CARER',
      name: 'Pat Field',
      basis: 'PARENTAL_RESPONSIBILITY',
      from: FROM,
    })
  ).id;

describe('holding', () => {
  refused('ARRANGEMENTS-COMPLETE', 'parts that are a penny short', async () => {
    const made = await education();
    return { ...choose(made, 'EDUCATION', managed(year('4999.99'))), fix: null, then: choose(made, 'EDUCATION', managed(year('5000.00'))) };
  });
  refused('DP-SELF-16', 'a direct payment to a child who is still at school', async () => {
    const made = await education();
    const self = choose(made, 'EDUCATION', part('DIRECT_PAYMENT', 'PERSON', year('5000.00')));
    return { ...self, fix: null, then: choose(made, 'EDUCATION', managed(year('5000.00'))) };
  });
  refused('DP-AUTHORISED', 'a parent whose authority is not on record', async () => {
    const made = await education();
    return { ...choose(made, 'EDUCATION', part('DIRECT_PAYMENT', 'PARENT_OR_CARER', year('5000.00'))), fix: () => parentMayHold(made) };
  });
  refused('EDU-ON-SITE-STAFF', 'staff of the family in the school, without the permission of its head', async () => {
    const made = await education(ready(hub()).withItem('EHC_PLAN', { section: 'F', service: 'TEACHING_ASSISTANT', cost: { value: '50.00' } }));
    const authorityId = await parentMayHold(made);
    return {
      ...choose(made, 'EDUCATION', part('DIRECT_PAYMENT', 'PARENT_OR_CARER', year('5000.00'), { authorityId })),
      fix: agrees(made, 'EDUCATION', 'ON_SITE_STAFF', { itemId: made.items[0] }),
    };
  });
  refused('EDU-DP-PLACE', 'a college place out of a direct payment', async () => {
    const made = await education();
    const authorityId = await parentMayHold(made);
    await done(made.team.manager, 'chooseArrangements', {
      streamBudgetId: made.budgets.EDUCATION,
      arrangements: [part('DIRECT_PAYMENT', 'PARENT_OR_CARER', year('5000.00'), { authorityId })],
    });
    const line = (service: string) => ({
      input: {
        planId: made.plans['EHC_PLAN'],
        section: 'F',
        reference: 'J9',
        outcomeRef: 'O1',
        service,
        description: 'A line',
        cost: { value: '50.00' },
        from: TODAY,
      },
    });
    return {
      by: made.team.manager,
      mutation: 'addSectionJItem',
      given: line('POST_16_PLACE'),
      fix: null,
      then: { given: line('TUTOR_AT_HOME') },
      // Standard placement funding is no personal budget, however it is held.
      and: ['EDU-ELEMENT-1'],
    };
  });

  const inAHome = (): Promise<Case> =>
    anAdult(hub())
      .withCarePlan()
      .withAdultsCare()
      .shared('ADULT_SOCIAL_CARE')
      .withItem('CARE_AND_SUPPORT_PLAN', { stream: 'ADULT_SOCIAL_CARE', service: 'RESIDENTIAL_CARE', cost: { value: '150.00' } })
      .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
      .made();
  refused('ASC-DP-RESIDENTIAL', 'a direct payment that has to buy a place in a home', async () => {
    const made = await inAHome();
    const split = (own: string, council: string) =>
      choose(made, 'ADULT_SOCIAL_CARE', part('DIRECT_PAYMENT', 'PERSON', { value: own }), managed({ value: council }));
    return { ...split('50.01', '149.99'), fix: null, then: split('50.00', '150.00') };
  });
  refused('ASC-DP-PRISON', 'a direct payment to a person in prison', async () => {
    const made = await anAdult(hub())
      .withAdultsCare()
      .withCarePlan()
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
      .made();
    const lives = (situation: string, from: string) => done(made.team.adults, 'recordLivingSituation', { personId: made.personId, situation, from });
    await lives('PRISON', '2025-09-15');
    return {
      ...choose(made, 'ADULT_SOCIAL_CARE', part('DIRECT_PAYMENT', 'PERSON', { value: '200.00' })),
      fix: () => lives('COMMUNITY', TODAY),
    };
  });
});

describe('releasing', () => {
  const releasing = (made: Case, stream: 'EDUCATION' | 'CHILDRENS_SOCIAL_CARE') => ({
    by: made.team.manager,
    mutation: 'releaseBudget' as const,
    given: { streamBudgetId: made.budgets[stream], on: TODAY },
  });
  refused('PLAN-AGREED', 'under a plan that is a draft', async () => {
    const made = await aChild(hub())
      .withPlan('CHILD_CARE_PLAN', { agreed: false })
      .withChildrensCare()
      .shared('CHILDRENS_SOCIAL_CARE')
      .agreedAt('CHILDRENS_SOCIAL_CARE', { value: '100.00' })
      .made();
    await done(made.team.childrens, 'chooseArrangements', {
      streamBudgetId: made.budgets.CHILDRENS_SOCIAL_CARE,
      arrangements: [managed({ value: '100.00' })],
    });
    return {
      ...releasing(made, 'CHILDRENS_SOCIAL_CARE'),
      fix: () => done(made.team.manager, 'agreePlan', { planId: made.plans['CHILD_CARE_PLAN'], on: FROM, agreedBy: 'Panel' }),
    };
  });
  refused('DP-TERMS', 'a direct payment whose terms nobody signed', async () => {
    const made = await education();
    const authorityId = await parentMayHold(made);
    await done(made.team.send, 'chooseArrangements', {
      streamBudgetId: made.budgets.EDUCATION,
      arrangements: [part('DIRECT_PAYMENT', 'PARENT_OR_CARER', year('5000.00'), { authorityId })],
    });
    return { ...releasing(made, 'EDUCATION'), fix: agrees(made, 'EDUCATION', 'DIRECT_PAYMENT_TERMS', { givenBy: 'Pat Field', role: 'parent' }) };
  });
});

describe('bills', () => {
  refused('INVOICE-ITEMISED', 'a lump sum', async () => {
    const made = await education(
      ready(hub()).withItem('EHC_PLAN', { section: 'F', service: 'TUTOR_AT_HOME', unit: 'hour', unitPrice: '25.00', unitsPerWeek: '2' }),
    );
    await done(made.team.send, 'chooseArrangements', { streamBudgetId: made.budgets.EDUCATION, arrangements: [managed(year('5000.00'))] });
    await done(made.team.manager, 'releaseBudget', { streamBudgetId: made.budgets.EDUCATION, on: TODAY });
    const bill = (...lines: object[]) => ({ input: { streamBudgetId: made.budgets.EDUCATION, provider: 'Acme Tutors', number: 'A1', lines } });
    return {
      by: made.team.manager,
      mutation: 'submitInvoice',
      given: bill(),
      fix: null,
      then: { given: bill({ itemId: made.items[0], on: TODAY, units: '2', rate: '25.00' }) },
    };
  });
});

describe('growing', () => {
  refused('CSC-AGE', "more of a children's budget from the 18th birthday", async () => {
    const made = await aChild(hub())
      .born('2007-11-15')
      .withPlan('CHILD_CARE_PLAN')
      .withChildrensCare()
      .shared('CHILDRENS_SOCIAL_CARE')
      .agreedAt('CHILDRENS_SOCIAL_CARE', { value: '100.00' })
      .made();
    const more = (effectiveOn: string) => ({ streamBudgetId: made.budgets.CHILDRENS_SOCIAL_CARE, to: { value: '110.00' }, effectiveOn });
    return { by: made.team.manager, mutation: 'increaseBudget', given: more('2025-11-15'), fix: null, then: { given: more('2025-11-14') } };
  });
});

describe('cuts', () => {
  const cut = (made: Case, more: object = {}) => ({
    streamBudgetId: made.budgets.EDUCATION,
    kind: 'REDUCE',
    to: year('4000.00'),
    reasons: 'One hour less is needed',
    noticeGivenOn: TODAY,
    effectiveOn: '2025-12-01',
    ...more,
  });
  refused('REDUCE-REASONS', 'without reasons', async () => {
    const made = await education();
    return { by: made.team.send, mutation: 'proposeReduction', given: cut(made, { reasons: ' ' }), fix: null, then: { given: cut(made) } };
  });
  refused('REDUCE-CONSULT', 'a cut to which a party has not answered', async () => {
    const made = await education();
    const { id: consultationId } = await done(made.team.send, 'proposeReduction', cut(made));
    return {
      by: made.team.manager,
      mutation: 'applyReduction',
      given: { consultationId },
      fix: async () => {
        const { person } = await made.team.manager.ask(
          `{ person(id: "${made.personId}") { pooledBudget { streams { consultations { parties { name } } } } } }`,
        );
        for (const { name } of person.pooledBudget.streams[0].consultations[0].parties)
          await done(made.team.send, 'answerConsultation', { consultationId, party: name, agrees: true, view: 'It is enough', on: TODAY });
      },
    };
  });
  refused('PHB-DP-NOTICE', 'less than reasonable notice of a cut to a health budget', async () => {
    const made = await aChild(hub()).withContinuingCare().shared('HEALTH').agreedAt('HEALTH', { value: '300.00' }).made();
    const given = (effectiveOn: string) => ({
      streamBudgetId: made.budgets.HEALTH,
      kind: 'REDUCE',
      to: { value: '200.00' },
      reasons: 'Fewer nights are needed',
      noticeGivenOn: TODAY,
      effectiveOn,
    });
    return { by: made.team.nurse, mutation: 'proposeReduction', given: given('2025-10-28'), fix: null, then: { given: given('2025-10-29') } };
  });
});

describe('two rules for one reason', () => {
  const line = async (section: string, bad: string, good: string, and: readonly RuleId[]): Promise<Refused> => {
    const made = await aChild(hub()).withEhcPlan().made();
    const given = (service: string) => ({
      input: {
        planId: made.plans['EHC_PLAN'],
        section,
        reference: 'J9',
        outcomeRef: 'O1',
        service,
        description: 'A line',
        cost: { value: '50.00' },
        from: FROM,
      },
    });
    return { by: made.team.manager, mutation: 'addSectionJItem' as MutationName, given: given(bad), fix: null, then: { given: given(good) }, and };
  };
  refused('PHB-NHS-ONLY', 'transport to school', async () => line('G', 'HOME_TO_SCHOOL_TRANSPORT', 'THERAPY', ['SERVICE-OTHER-STREAM']));
  refused('PHB-FORBIDDEN', 'tobacco', async () => line('G', 'TOBACCO', 'THERAPY', ['SPEND-LAWFUL']));
  refused('CSC-NON-RESIDENTIAL', 'a residential unit', async () => line('H1', 'RESIDENTIAL_SHORT_BREAK', 'SHORT_BREAK', ['CSC-SHORT-BREAK']));
  refused('CSC-SHORT-BREAK', 'a residential unit', async () => line('H1', 'RESIDENTIAL_SHORT_BREAK', 'SHORT_BREAK', ['CSC-NON-RESIDENTIAL']));
  refused('CAR-REPLACEMENT-SUBJECT', 'a charge to the carer for replacement care', async () => {
    const caredFor = await anAdult(hub()).made();
    const carer = await aCarer(hub())
      .withCarersPlan()
      .withAllocation(caredFor.personId, { replacementCare: { value: '40.00' } })
      .withAgreement('CARER', { kind: 'CARED_FOR_CHARGE', givenBy: 'Bo Hall', role: 'person cared for', on: FROM })
      .made();
    const charge = (personId: string) => ({ personId, assessed: { value: '30.00' }, assessedOn: TODAY, from: TODAY });
    return {
      by: carer.team.adults,
      mutation: 'recordFinancialAssessment',
      given: charge(carer.personId),
      fix: null,
      then: { given: charge(caredFor.personId) },
      and: ['CAR-NO-CHARGE'],
    };
  });
  refused('BROKERAGE-OUTSIDE', 'a fee to one whose finances are below the threshold', async () => {
    const made = await anAdult(hub())
      .withCarePlan()
      .withAdultsCare()
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '200.00' })
      .made();
    await done(made.team.adults, 'chooseArrangements', {
      streamBudgetId: made.budgets.ADULT_SOCIAL_CARE,
      arrangements: [managed({ value: '200.00' })],
    });
    return {
      by: made.team.adults,
      mutation: 'recordAlongside',
      given: {
        streamBudgetId: made.budgets.ADULT_SOCIAL_CARE,
        kind: 'BROKERAGE_FEE',
        label: 'Arranging',
        payer: 'Bo Hall',
        amount: { value: '300.00', every: 'ONE_OFF' },
        from: TODAY,
      },
      fix: () =>
        done(made.team.adults, 'recordFinancialAssessment', {
          personId: made.personId,
          facts: { dateOfBirth: '1985-03-02', careCost: { value: '200.00' }, capital: '23250.01' },
          assessedOn: TODAY,
          from: TODAY,
        }),
    };
  });
});
