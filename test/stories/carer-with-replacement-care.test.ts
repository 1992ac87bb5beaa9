import { aHub, type TestHub } from '../builders/hub';
import { Ledger } from './ledger';
import { inPounds } from './words';

const WAKEFIELD = ['384', 'Wakefield'] as const;
const a = (value: string, every = 'WEEK') => ({ value, every });

describe('a carer with replacement care', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-06-02' });
  });
  afterAll(() => hub.stop());

  it('from the assessment of the carer to a joint budget and back', async () => {
    const story = new Ledger(
      hub,
      'Cy Lane, who cares for Dot: a budget of the carer, and one charge for the care of both',
      "Cy looks after Dot, who is 70. The carer pays nothing for what is the carer's own; for the hours in which somebody else looks after Dot it is Dot who can be charged, once, and only with Dot's consent.",
    );
    const kit = await story.signIn('Kit', 'CARERS_WORKER', WAKEFIELD);
    const wes = await story.signIn('Wes', 'ADULTS_SOCIAL_WORKER', WAKEFIELD);
    const mo = await story.signIn('Mo', 'SERVICE_MANAGER', WAKEFIELD);
    const fin = await story.signIn('Fin', 'FINANCE_OFFICER', WAKEFIELD);

    story.on('2025-06-02', 'the assessment of the carer');
    const register = (name: string, dateOfBirth: string) => ({ input: { name, dateOfBirth, authority: '384', healthCommissioner: 'QWO' } });
    await story.does(kit, 'registers the carer', 'registerPerson', register('Cy Lane', '1960-07-08'), 'Cy');
    await story.does(kit, 'registers the one cared for', 'registerPerson', register('Dot Lane', '1955-03-02'), 'Dot');
    await story.does(kit, 'and a grandchild in the house', 'registerPerson', register('Max Lane', '2015-01-20'), 'Max');
    const tie = { fromId: story.id('Cy'), kind: 'CARER_OF', toId: story.id('Dot'), from: '2025-06-02' };
    await story.does(kit, 'ties the two', 'relatePeople', tie);
    const cy = await story.signIn('Cy', 'PERSON', WAKEFIELD, 'Cy');
    const dot = await story.signIn('Dot', 'PERSON', WAKEFIELD, 'Dot');
    const carer = await story.signIn('Cy', 'CARER', WAKEFIELD, 'Cy');
    story.follow('Cy', '2025-07-07', mo, [cy, kit]);
    story.follow('Dot', '2025-07-07', mo, [dot, carer]);
    const from = '2025-07-07';
    const outcomes = [{ ref: 'C1', text: 'Has an evening and a morning off each week', tags: ['CARING_ROLE'] }];
    await story.does(
      kit,
      'records the draft support plan',
      'recordPlan',
      { input: { personId: story.id('Cy'), kind: 'CARER_SUPPORT_PLAN', from, outcomes } },
      'the support plan',
    );
    const allocation = {
      carerId: story.id('Cy'),
      caredForId: story.id('Dot'),
      eligible: true,
      indicative: a('60.00'),
      replacementCare: a('40.00'),
      assessedOn: '2025-06-02',
      assessedBy: 'Kit',
      from,
    };
    await story.refused(
      kit,
      'allocates for the care of the grandchild',
      'allocateToCarer',
      { input: { ...allocation, caredForId: story.id('Max') } },
      ['CAR-ADULT'],
    );
    await story.refused(kit, 'allocates where nothing was found', 'allocateToCarer', { input: { ...allocation, eligible: false } }, ['CAR-ELIGIBLE']);
    await story.does(
      kit,
      'allocates, of it 40.00 for the hours in which somebody else is with Dot',
      'allocateToCarer',
      { input: allocation },
      'Carer',
    );
    const own = { streamBudgetId: story.id('Carer') };
    await story.does(kit, 'shares it with Cy', 'shareIndicative', { ...own, on: '2025-06-02' });

    story.on('2025-06-16', 'the lines, and who is to be asked');
    const line = (service: string, description: string, cost: string, more: object = {}) => ({
      input: { planId: story.id('the support plan'), stream: 'CARER', outcomeRef: 'C1', service, description, cost: a(cost), from, ...more },
    });
    await story.does(kit, 'adds a swim', 'addPlanItem', line('CARER_BREAK', 'Swimming, Saturdays', '20.00'), 'the swim');
    await story.does(
      kit,
      'adds somebody to be with Dot',
      'addPlanItem',
      line('REPLACEMENT_CARE', 'A sitter, Thursday evenings', '40.00', { benefitsPersonId: story.id('Dot') }),
      'the sitter',
    );
    await story.refused(mo, 'would agree it', 'agreeBudget', { ...own, amount: a('60.00') }, ['CAR-REPLACEMENT-CONSENT']);
    const finances = {
      dateOfBirth: '1955-03-02',
      careCost: a('40.00'),
      capital: '9000.00',
      income: [{ label: 'State Pension and Pension Credit', amount: '257.60' }],
    };
    const assessment = { personId: story.id('Dot'), facts: finances, assessedOn: '2025-06-16', from };
    await story.refused(
      fin,
      'would assess the carer',
      'recordFinancialAssessment',
      { ...assessment, personId: story.id('Cy'), facts: { ...finances, dateOfBirth: '1960-07-08' } },
      ['CAR-NO-CHARGE', 'CAR-REPLACEMENT-SUBJECT'],
    );
    await story.refused(fin, 'assesses Dot, who has not consented', 'recordFinancialAssessment', assessment, ['CAR-REPLACEMENT-CONSENT']);

    story.on('2025-06-23', 'Dot is asked again, with Kit there');
    const consent = (budget: string, kind: string, givenBy: string, role: string, on: string) => ({
      input: { streamBudgetId: story.id(budget), kind, givenBy, role, on },
    });
    await story.does(
      fin,
      'puts the consent of Dot on record',
      'recordAgreement',
      consent('Carer', 'CARED_FOR_CHARGE', 'Dot Lane', 'cared for', '2025-06-23'),
      "Dot's consent",
    );
    await story.does(fin, 'assesses Dot', 'recordFinancialAssessment', { ...assessment, assessedOn: '2025-06-23' });
    await story.does(mo, 'agrees the budget', 'agreeBudget', { ...own, amount: a('60.00') });
    await story.does(kit, 'the plan is signed', 'agreePlan', { planId: story.id('the support plan'), on: '2025-06-23', agreedBy: 'Cy Lane and Kit' });
    const held = { kind: 'DIRECT_PAYMENT', holder: 'PERSON', holderName: 'Cy Lane', amount: a('60.00'), contributionTaken: 'NET_OF_PAYMENT', from };
    await story.does(kit, 'Cy holds it', 'chooseArrangements', { ...own, arrangements: [held] });
    await story.does(kit, 'records the signed terms', 'recordAgreement', consent('Carer', 'DIRECT_PAYMENT_TERMS', 'Cy Lane', 'carer', '2025-06-23'));

    story.on('2025-07-07', 'the first payment: 60.00 less the 25.00 that Dot pays towards the sitter');
    await story.does(mo, 'releases it', 'releaseBudget', { ...own, on: from });
    await story.looks(dot, 'follows the sum', `{ person(id: "${story.id('Dot')}") { pooledBudget { contribution { perWeek } } } }`, ({ person }) => [
      `Dot's own pool: ${person.pooledBudget.contribution.perWeek} a week`,
    ]);

    story.on('2025-08-18', 'Dot is assessed: there are needs of her own');
    await story.does(
      wes,
      'records the outcome',
      'recordAdultsRas',
      {
        input: {
          personId: story.id('Dot'),
          eligible: true,
          legalBasis: 'CARE_ACT',
          indicative: a('100.00'),
          assessedOn: '2025-08-15',
          assessedBy: 'Wes',
          from: '2025-09-01',
        },
      },
      "Dot's care",
    );
    const dots = { streamBudgetId: story.id("Dot's care") };
    await story.does(wes, 'shares it', 'shareIndicative', { ...dots, on: '2025-08-18' });
    await story.does(
      wes,
      'records the plan',
      'recordPlan',
      {
        input: {
          personId: story.id('Dot'),
          kind: 'CARE_AND_SUPPORT_PLAN',
          from: '2025-09-01',
          outcomes: [{ ref: 'D1', text: 'Is washed and dressed', tags: ['WELLBEING'] }],
        },
      },
      "Dot's plan",
    );
    await story.does(wes, 'with its line', 'addPlanItem', {
      input: {
        planId: story.id("Dot's plan"),
        stream: 'ADULT_SOCIAL_CARE',
        outcomeRef: 'D1',
        service: 'HOME_CARE',
        description: 'Mornings',
        cost: a('100.00'),
        from: '2025-09-01',
      },
    });
    await story.does(wes, 'the plan is signed', 'agreePlan', { planId: story.id("Dot's plan"), on: '2025-08-18', agreedBy: 'Dot Lane and Wes' });
    await story.does(mo, "agrees it: the one charge moves over to Dot's own care", 'agreeBudget', { ...dots, amount: a('100.00') });
    await story.does(wes, 'the council arranges it', 'chooseArrangements', {
      ...dots,
      arrangements: [{ kind: 'COUNCIL_MANAGED', holder: 'AUTHORITY', holderName: 'Wakefield', amount: a('100.00'), from: '2025-09-01' }],
    });

    story.on('2025-09-01', 'the care of Dot begins');
    await story.does(mo, 'releases it', 'releaseBudget', { ...dots, on: '2025-09-01' });

    story.on('2025-11-03', 'Dot has more to live on, and savings');
    await story.does(fin, 'assesses anew', 'recordFinancialAssessment', {
      ...assessment,
      facts: { ...finances, careCost: a('140.00'), capital: '20000.00', income: [{ label: 'Pensions', amount: '324.60' }] },
      assessedOn: '2025-11-03',
      from: '2025-11-03',
    });

    story.on('2025-11-17', 'one plan for the two');
    const join = { carerBudgetId: story.id('Carer'), adultBudgetId: story.id("Dot's care"), from: '2025-12-01' };
    await story.refused(wes, 'would join the budgets', 'joinBudgets', join, ['CAR-JOINT']);
    await story.does(
      kit,
      'Cy agrees',
      'recordAgreement',
      consent('Carer', 'JOINT_PLAN', 'Cy Lane', 'carer', '2025-11-17'),
      "Cy's agreement to the joint plan",
    );
    await story.refused(wes, 'would join them with one agreement', 'joinBudgets', join, ['CAR-JOINT']);
    await story.does(
      kit,
      'Dot agrees',
      'recordAgreement',
      consent('Carer', 'JOINT_PLAN', 'Dot Lane', 'cared for', '2025-11-17'),
      "Dot's agreement to the joint plan",
    );
    await story.does(wes, 'joins them', 'joinBudgets', join);

    story.on('2026-01-12', 'Dot withdraws');
    await story.does(kit, 'records that', 'withdrawAgreement', {
      agreementId: story.id("Dot's agreement to the joint plan"),
      on: '2026-01-12',
      reason: 'Dot wants a plan of her own again',
    });
    await story.does(kit, "and that Cy's is given up with it", 'withdrawAgreement', {
      agreementId: story.id("Cy's agreement to the joint plan"),
      on: '2026-01-12',
      reason: 'There is no joint plan any more',
    });

    story.on('2026-02-02', 'Dot no longer consents to pay for the sitter');
    await story.does(kit, 'records that', 'withdrawAgreement', {
      agreementId: story.id("Dot's consent"),
      on: '2026-02-02',
      reason: 'The sitter is for Cy, says Dot',
    });
    await story.queue(kit, 'AGREEMENT_NEEDED');
    const end = await story.looks(
      dot,
      'sees what she was charged, day by day',
      `{ person(id: "${story.id('Dot')}") { now: careCharges { charged toRefund } then: careCharges(asOf: "2025-11-02") { charged } pooledBudget { contribution { perWeek } } } }`,
      ({ person }) => [
        `to 2025-11-02: ${inPounds(person.then.charged)}; to today: ${inPounds(person.now.charged)}, of it to be given back ${inPounds(person.now.toRefund)}`,
      ],
    );
    // 17 weeks at 25.00 from 7 July to 2 November, for the sitter and then for her own care. 13 weeks at 115.00 to 1 February; on 2 February
    // the 100.00 for her own care alone are due, and that morning 115.00 stood on record: 1/7 of 15.00 is to be given back.
    expect(end.person).toMatchObject({ then: { charged: '425.00' }, now: { charged: '1936.43', toRefund: '2.14' } });
    const nets = await story.looks(
      cy,
      'sees what was left of the 60.00 on each day',
      `{ person(id: "${story.id('Cy')}") { ${['2025-07-07', '2025-09-01', '2025-11-03', '2026-02-02'].map((day, at) => `d${at}: pooledBudget(asOf: "${day}") { asOf net { perWeek } }`).join(' ')} } }`,
      ({ person }) => Object.values<any>(person).map(({ asOf, net }) => `${asOf}: ${inPounds(net.perWeek)} a week`),
    );
    // 60 less 25; less nothing, for Dot's own care takes all 25 of it; less 115 - 100; less nothing without consent.
    expect(Object.values<any>(nets.person).map(({ net }) => net.perWeek)).toEqual(['35.00', '60.00', '45.00', '60.00']);
    story.expectCommitted('carer-with-replacement-care');
  });
});
