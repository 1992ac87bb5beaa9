import { aHub, type TestHub } from '../builders/hub';
import { type Actor, Ledger } from './ledger';
import { inPounds, inWords } from './words';

const WAKEFIELD = ['384', 'Wakefield'] as const;
const ICB = ['QWO', 'NHS West Yorkshire ICB'] as const;
const a = (value: string, every = 'WEEK') => ({ value, every });

describe('the same child turning 18', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2024-06-03' });
  });
  afterAll(() => hub.stop());

  it('from the end of Year 11 to the end of education', async () => {
    const story = new Ledger(
      hub,
      'Ada Field turns 18: each stream changes on a day of its own',
      "Ada's plan and three budgets stand as in the other story; so that the charging figures of the day are published ones, she is born in 2007 here. She is 16 and in Year 11 when this begins.",
    );
    const sam = await story.signIn('Sam', 'SEND_OFFICER', WAKEFIELD);
    const sol = await story.signIn('Sol', 'CHILDRENS_SOCIAL_WORKER', WAKEFIELD);
    const wes = await story.signIn('Wes', 'ADULTS_SOCIAL_WORKER', WAKEFIELD);
    const mo = await story.signIn('Mo', 'SERVICE_MANAGER', WAKEFIELD);
    const fin = await story.signIn('Fin', 'FINANCE_OFFICER', WAKEFIELD);
    const dee = await story.signIn('Dee', 'DP_TEAM', WAKEFIELD);
    const cass = await story.signIn('Cass', 'HEALTH_COMMISSIONER', ICB);
    const dan = await story.signIn('Dan', 'HEALTH_COMMISSIONER', ICB);

    story.on('2024-06-03', 'what stands');
    const from = '2024-04-01';
    const area = { authority: '384', healthCommissioner: 'QWO' };
    const set = (who: Actor, mutation: string, given: object, name?: string) => story.sets(who, mutation, given, name);
    await set(sam, 'registerPerson', { input: { name: 'Ada Field', dateOfBirth: '2007-10-15', ...area } }, 'Ada');
    await set(sam, 'registerPerson', { input: { name: 'Pat Field', dateOfBirth: '1980-01-05', ...area } }, 'Pat');
    await set(
      sam,
      'relatePeople',
      { fromId: story.id('Pat'), kind: 'PARENT_OF', toId: story.id('Ada'), from: '2007-10-15' },
      'the tie to her mother',
    );
    const personId = story.id('Ada');
    const outcomes = [
      { ref: 'E1', text: 'Joins in with her class', tags: ['INCLUSION'] },
      { ref: 'E2', text: 'Goes on to college', tags: ['PROGRESSION'] },
      { ref: 'E3', text: 'Has a life outside her home', tags: ['WELLBEING', 'INDEPENDENCE'] },
      { ref: 'E4', text: 'Is safe at night', tags: ['HEALTH'] },
    ];
    await set(sam, 'recordPlan', { input: { personId, kind: 'EHC_PLAN', from, outcomes } }, 'the EHC plan');
    await set(sam, 'agreePlan', { planId: story.id('the EHC plan'), on: from, agreedBy: 'The SEND panel' });
    const done = { personId, assessedOn: '2024-03-01', from };
    await set(sam, 'awardElementThree', { input: { ...done, assessedBy: 'EP', setting: '100001', topUp: a('10000.00', 'YEAR') } }, 'Education');
    await set(sol, 'recordChildrensRas', { input: { ...done, assessedBy: 'Sol', eligible: true, indicative: a('110.00') } }, "Children's care");
    const health = { eligibility: 'CHILDRENS_CONTINUING_CARE', decidedOn: '2024-03-10', indicative: a('300.00'), shownInPool: true };
    await set(cass, 'attachHealthBudget', { input: { ...done, assessedBy: 'Cass', ...health } }, 'Health');
    const release = { kind: 'SETTING_RELEASE', givenBy: 'Dr Head', role: 'head teacher', on: '2024-03-20', amount: a('8000.00', 'YEAR') };
    await set(sam, 'recordAgreement', { input: { streamBudgetId: story.id('Education'), ...release } });
    const line = (section: string, reference: string, outcomeRef: string, service: string, description: string, cost: object, start = from) => ({
      input: { planId: story.id('the EHC plan'), section, reference, outcomeRef, service, description, cost, from: start },
    });
    await set(sam, 'addSectionJItem', line('F', 'J1', 'E2', 'TUTOR_AT_HOME', 'Tutor', a('8000.00', 'YEAR')), 'J1 tutor');
    await set(sol, 'addSectionJItem', line('H1', 'J2', 'E3', 'SHORT_BREAK', 'Sitter', a('62.00')), 'J2 sitter');
    await set(sol, 'addSectionJItem', line('H2', 'J3', 'E3', 'PERSONAL_ASSISTANT', 'Assistant for going out', a('48.00')), 'J3 assistant');
    await set(cass, 'addSectionJItem', line('G', 'J4', 'E4', 'OVERNIGHT_CARER', 'Nights', a('300.00')), 'J4 nights');
    await set(sam, 'authoriseHolder', { personId, holder: 'PARENT_OR_CARER', name: 'Pat Field', basis: 'PARENTAL_RESPONSIBILITY', from });
    for (const [writer, approver, stream, amount] of [
      [sam, mo, 'Education', a('8000.00', 'YEAR')],
      [sol, mo, "Children's care", a('110.00')],
      [cass, dan, 'Health', a('300.00')],
    ] as const) {
      const budget = { streamBudgetId: story.id(stream) };
      await set(writer, 'shareIndicative', { ...budget, on: '2024-06-03' });
      await set(approver, 'agreeBudget', { ...budget, amount });
      await set(writer, 'chooseArrangements', {
        ...budget,
        arrangements: [{ kind: 'DIRECT_PAYMENT', holder: 'PARENT_OR_CARER', holderName: 'Pat Field', holderId: story.id('Pat'), amount, from }],
      });
      await set(writer, 'recordAgreement', {
        input: { ...budget, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Pat Field', role: 'mother', on: '2024-06-03' },
      });
      await set(approver, 'releaseBudget', { ...budget, on: '2024-06-03' });
    }
    const pat = await story.signIn('Pat', 'PARENT', WAKEFIELD, 'Pat');
    const ada = await story.signIn('Ada', 'PERSON', WAKEFIELD, 'Ada');
    story.follow('Ada', '2024-06-03', mo, [ada, pat, wes]);
    await story.pools();
    const coming = `{ person(id: "${personId}") { transitions(until: "2033-12-31") { on title annualAmountAtStake rule { id } }
      before: control(asOf: "2024-06-28") { holder name until } after: control(asOf: "2024-06-29") { holder basis } } }`;
    await story.looks(pat, 'looks at what comes', coming, ({ person }) => [
      ...person.transitions.map(
        (each: any) =>
          `${each.on} ${each.title} (${each.rule.id})${each.annualAmountAtStake ? `: ${inPounds(each.annualAmountAtStake)} a year at stake` : ''}`,
      ),
      `2024-06-28 ${inWords(person.before.holder)} ${person.before.name} controls; 2024-06-29 ${inWords(person.after.holder)}: ${person.after.basis}`,
    ]);

    story.on('2024-07-01', 'compulsory schooling is over: Ada controls her budget');
    await story.does(sol, 'records that Ada can', 'recordCapacity', {
      personId,
      hasCapacity: true,
      basis: 'Talked through with Ada; she can manage with help',
      on: '2024-07-01',
    });
    await story.queue(mo, 'RELEASE_BLOCKED');
    await story.does(
      sam,
      'records that Ada wants her mother to go on holding the money',
      'authoriseHolder',
      { personId, holder: 'PARENT_OR_CARER', name: 'Pat Field', basis: 'NOMINATION', from: '2024-07-01' },
      "Ada's nomination",
    );

    story.on('2025-09-10', 'five weeks before the birthday');
    const paid = (stream: string, item: string, last: string, thisYear: string) =>
      [
        { streamBudgetId: story.id(stream) },
        [
          { reference: `Y1 ${item}`, on: '2025-03-31', amount: last, description: 'All of 2024/25', itemId: story.id(item) },
          { reference: `Y2 ${item}`, on: '2025-09-09', amount: thisYear, description: 'April to September', itemId: story.id(item) },
        ],
      ] as const;
    for (const [budget, transactions] of [
      paid('Education', 'J1 tutor', '6619.18', '3500.00'),
      paid("Children's care", 'J2 sitter', '2674.86', '1400.00'),
      paid("Children's care", 'J3 assistant', '2070.85', '1100.00'),
      paid('Health', 'J4 nights', '12942.86', '8400.00'),
    ])
      await story.does(pat, 'sends what left the account', 'recordTransactions', { ...budget, transactions });
    await story.queue(wes, 'TRANSITION_DUE');
    const adults = { personId, eligible: true, legalBasis: 'CARE_ACT', assessedBy: 'Wes', indicative: a('240.00') };
    await story.refused(
      wes,
      'would begin adult care a day early',
      'recordAdultsRas',
      { input: { ...adults, assessedOn: '2025-09-08', from: '2025-10-14' } },
      ['ASC-AGE'],
    );
    const chc = { personId, assessedOn: '2025-09-08', assessedBy: 'Cass', decidedOn: '2025-09-09', indicative: a('350.00'), from: '2025-10-14' };
    await story.refused(cass, "and the NHS adults' continuing healthcare", 'attachHealthBudget', { input: { ...chc, eligibility: 'CHC' } }, [
      'PHB-ELIGIBLE-AGE',
    ]);

    story.on('2025-10-15', 'Ada is 18: the adult assessment is not done yet');
    const breaks = { streamBudgetId: story.id("Children's care") };
    const nights = { streamBudgetId: story.id('Health') };
    await story.refused(mo, "would end the children's budget", 'endBudget', { ...breaks, on: '2025-10-14', ground: 'AGE_LIMIT' }, ['REDUCE-CONSULT']);
    const again = { personId, eligible: true, assessedOn: '2025-10-10', assessedBy: 'Sol', indicative: a('120.00'), from: '2025-10-15' };
    await story.refused(sol, "would begin another of the children's", 'recordChildrensRas', { input: again }, ['CSC-AGE']);
    await story.does(cass, "ends the children's continuing care; the NHS found no need for the adults'", 'endBudget', {
      ...nights,
      on: '2025-10-14',
      ground: 'AGE_LIMIT',
    });
    await story.does(cass, 'with its line', 'endItem', { itemId: story.id('J4 nights'), on: '2025-10-14' });
    const streams = `{ person(id: "${personId}") { ageBand plans { items { ... on SectionJItem { reference section stream fundedBy { stream } } } } } }`;
    const told = ({ person }: any): string[] => [
      `age band ${person.ageBand}`,
      ...person.plans[0].items.map(
        (each: any) =>
          `${each.reference}, section ${each.section}: ${inWords(each.stream)}, paid by ${each.fundedBy ? inWords(each.fundedBy.stream) : 'nobody yet'}`,
      ),
    ];
    await story.does(sam, 'Ada speaks for herself now, and has her mother told no more than she tells her', 'endRelation', {
      relationId: story.id('the tie to her mother'),
      on: '2025-10-14',
    });
    const at18 = await story.looks(ada, 'looks at her lines', streams, told);
    // Adult care from the birthday, and paid by the children's budget until the adult decision (Care Act 2014 s.66).
    expect(at18.person.plans[0].items[2]).toEqual({
      reference: 'J3',
      section: 'H2',
      stream: 'ADULT_SOCIAL_CARE',
      fundedBy: { stream: 'CHILDRENS_SOCIAL_CARE' },
    });

    story.on('2025-11-20', 'the adult assessment is decided');
    await story.does(
      wes,
      'records the outcome, from December',
      'recordAdultsRas',
      { input: { ...adults, assessedOn: '2025-11-18', from: '2025-12-01' } },
      'Adult care',
    );
    const care = { streamBudgetId: story.id('Adult care') };
    await story.does(wes, 'shares it with Ada', 'shareIndicative', { ...care, on: '2025-11-20' });
    await story.does(wes, 'ends the sitter, who was for her mother as well', 'endItem', { itemId: story.id('J2 sitter'), on: '2025-11-30' });
    await story.refused(
      wes,
      'adds a support worker in the section of before 18',
      'addSectionJItem',
      line('H1', 'J5', 'E3', 'HOME_CARE', 'Support worker', a('192.00'), '2025-12-01'),
      ['CSC-AGE', 'NOT-EXTRA-MONEY'],
    );
    await story.does(
      wes,
      'adds the support worker in H2',
      'addSectionJItem',
      line('H2', 'J5', 'E3', 'HOME_CARE', 'Support worker', a('192.00'), '2025-12-01'),
      'J5 support worker',
    );
    await story.does(mo, 'agrees adult care: 48 for the assistant and 192', 'agreeBudget', { ...care, amount: a('240.00') });
    await story.does(mo, "ends the children's budget with the day before", 'endBudget', { ...breaks, on: '2025-11-30', ground: 'REPLACED' });
    const own = { kind: 'DIRECT_PAYMENT', holder: 'PERSON', holderName: 'Ada Field', contributionTaken: 'NET_OF_PAYMENT' };
    await story.does(wes, 'Ada holds it herself', 'chooseArrangements', {
      ...care,
      arrangements: [{ ...own, amount: a('240.00'), from: '2025-12-01' }],
    });
    await story.does(dee, 'records the signed terms', 'recordAgreement', {
      input: { ...care, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Ada Field', role: 'the person', on: '2025-11-20' },
    });

    story.on('2025-12-01', 'adult care begins, and with it a charge');
    await story.queue(fin, 'FINANCIAL_ASSESSMENT_DUE');
    await story.does(fin, 'assesses Ada: the guarantee of 18 to 24, with its premiums', 'recordFinancialAssessment', {
      personId,
      facts: {
        dateOfBirth: '2007-10-15',
        careCost: a('240.00'),
        capital: '2000.00',
        premiums: ['DISABILITY', 'ENHANCED_DISABILITY'],
        income: [
          { label: 'Universal Credit', amount: '823.41', every: 'MONTH' },
          { label: 'PIP, daily living', amount: '73.90' },
          { label: 'PIP, mobility', amount: '75.75', disregarded: true },
        ],
        disabilityRelatedExpenditure: [{ label: 'Taxis', amount: '30.00' }],
      },
      assessedOn: '2025-12-01',
      from: '2025-12-01',
    });
    await story.does(mo, 'releases it', 'releaseBudget', { ...care, on: '2025-12-01' });
    const now = await story.looks(
      ada,
      'looks at her lines and her money',
      `{ person(id: "${personId}") { ageBand plans { items { ... on SectionJItem { reference section stream fundedBy { stream } } } }
         then: pooledBudget(asOf: "2025-10-14") { agreed { perYear } } pooledBudget { label contribution { perWeek } net { perWeek perYear } } } }`,
      (data) => [
        ...told(data),
        `the day before 18: ${inPounds(data.person.then.agreed.perYear)} a year`,
        `${inWords(data.person.pooledBudget.label)}: ${inPounds(data.person.pooledBudget.net.perWeek)} a week after ${inPounds(data.person.pooledBudget.contribution.perWeek)} that she pays`,
      ],
    );
    // 823.41 x 12/52 (190.02) + 73.90 - guarantee 89.15 + 49.65 + 24.25 = 163.05 - 30.00 = 70.87; education 8,000/52 = 153.85, and 240 - 70.87.
    expect(now.person).toMatchObject({
      then: { agreed: { perYear: '29320.00' } },
      pooledBudget: { label: 'EHC_PERSONAL_BUDGET', contribution: { perWeek: '70.87' }, net: { perWeek: '322.98' } },
    });

    story.on('2026-07-20', 'Ada leaves college: education ends with the academic year');
    await story.does(sam, 'the plan ceases', 'ceasePlan', { planId: story.id('the EHC plan'), on: '2026-09-01', ground: 'Employment' });
    const top = { streamBudgetId: story.id('Education') };
    await story.refused(mo, 'would end the education budget in July', 'endBudget', { ...top, on: '2026-07-31', ground: 'PLAN_CEASED' }, [
      'REDUCE-CONSULT',
    ]);
    await story.does(mo, 'ends it with the plan', 'endBudget', { ...top, on: '2026-08-31', ground: 'PLAN_CEASED' });
    await story.does(
      wes,
      'records a care and support plan for what goes on',
      'recordPlan',
      {
        input: {
          personId,
          kind: 'CARE_AND_SUPPORT_PLAN',
          from: '2026-09-01',
          outcomes: [{ ref: 'A1', text: 'Lives and works in the town', tags: ['INDEPENDENCE'] }],
        },
      },
      'the care plan',
    );
    const adultLine = (service: string, description: string, cost: string) => ({
      input: {
        planId: story.id('the care plan'),
        stream: 'ADULT_SOCIAL_CARE',
        outcomeRef: 'A1',
        service,
        description,
        cost: a(cost),
        from: '2026-09-01',
      },
    });
    await story.does(wes, 'with the assistant', 'addPlanItem', adultLine('PERSONAL_ASSISTANT', 'Assistant for going out', '48.00'), 'the assistant');
    await story.does(wes, 'and the support worker', 'addPlanItem', adultLine('HOME_CARE', 'Support worker', '192.00'), 'the support worker');

    story.on('2026-09-01', 'adult care alone');
    await story.does(wes, 'the care plan is signed', 'agreePlan', {
      planId: story.id('the care plan'),
      on: '2026-09-01',
      agreedBy: 'Ada Field and Wes',
    });
    story.expectCommitted('child-turning-18');
  });
});
