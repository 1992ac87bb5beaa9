import { aHub, type TestHub } from '../builders/hub';
import { Ledger } from './ledger';
import { inPounds } from './words';

const WAKEFIELD = ['384', 'Wakefield'] as const;
const ICB = ['QWO', 'NHS West Yorkshire ICB'] as const;
const a = (value: string, every = 'WEEK') => ({ value, every });

describe('an adult granted NHS Continuing Healthcare mid-year', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-04-07' });
  });
  afterAll(() => hub.stop());

  it('from social care with a contribution to a personal health budget', async () => {
    const story = new Ledger(
      hub,
      'Eve Marsh: social care becomes Continuing Healthcare',
      'Eve is 53 and pays towards her social care. In September the NHS decides that from the first of the month it pays for all of it. From that day nothing may be charged, and the council is paid back.',
    );
    const wes = await story.signIn('Wes', 'ADULTS_SOCIAL_WORKER', WAKEFIELD);
    const mo = await story.signIn('Mo', 'SERVICE_MANAGER', WAKEFIELD);
    const fin = await story.signIn('Fin', 'FINANCE_OFFICER', WAKEFIELD);
    const dee = await story.signIn('Dee', 'DP_TEAM', WAKEFIELD);
    const cass = await story.signIn('Cass', 'HEALTH_COMMISSIONER', ICB);
    const dan = await story.signIn('Dan', 'HEALTH_COMMISSIONER', ICB);

    story.on('2025-04-07', 'social care');
    await story.does(
      wes,
      'registers Eve',
      'registerPerson',
      { input: { name: 'Eve Marsh', dateOfBirth: '1972-04-10', authority: '384', healthCommissioner: 'QWO' } },
      'Eve',
    );
    const personId = story.id('Eve');
    const eve = await story.signIn('Eve', 'PERSON', WAKEFIELD, 'Eve');
    story.follow('Eve', '2025-04-14', mo, [eve, wes, cass]);
    const from = '2025-04-14';
    const plan = (kind: string, start: string, text: string) => ({
      input: { personId, kind, from: start, outcomes: [{ ref: 'O1', text, tags: ['WELLBEING', 'HEALTH'] }] },
    });
    await story.does(wes, 'records the plan', 'recordPlan', plan('CARE_AND_SUPPORT_PLAN', from, 'Lives in her own home'), 'the care plan');
    const ras = { personId, eligible: true, legalBasis: 'CARE_ACT', indicative: a('300.00'), assessedOn: '2025-04-04', assessedBy: 'Wes', from };
    await story.does(wes, 'records the outcome of the assessment', 'recordAdultsRas', { input: ras }, 'Adult care');
    const care = { streamBudgetId: story.id('Adult care') };
    const line = (planName: string, stream: string, service: string, description: string, cost: string, start: string) => ({
      input: { planId: story.id(planName), stream, outcomeRef: 'O1', service, description, cost: a(cost), from: start },
    });
    await story.does(
      wes,
      'adds an assistant',
      'addPlanItem',
      line('the care plan', 'ADULT_SOCIAL_CARE', 'PERSONAL_ASSISTANT', 'Assistant, 18 hours', '300.00', from),
      'the assistant',
    );
    await story.does(wes, 'shares the amount', 'shareIndicative', { ...care, on: '2025-04-07' });
    await story.does(wes, 'the plan is signed', 'agreePlan', { planId: story.id('the care plan'), on: '2025-04-07', agreedBy: 'Eve Marsh and Wes' });
    await story.does(mo, 'agrees it', 'agreeBudget', { ...care, amount: a('300.00') });
    await story.does(
      fin,
      'records what was assessed',
      'recordFinancialAssessment',
      { personId, assessed: a('80.00'), assessedOn: '2025-04-07', from },
      'the assessment',
    );
    const direct = { kind: 'DIRECT_PAYMENT', holder: 'PERSON', holderName: 'Eve Marsh', contributionTaken: 'NET_OF_PAYMENT', from };
    await story.does(wes, 'Eve holds it', 'chooseArrangements', {
      ...care,
      arrangements: [{ ...direct, amount: a('300.00'), contingency: '300.00' }],
    });
    await story.does(dee, 'records the signed terms', 'recordAgreement', {
      input: { ...care, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Eve Marsh', role: 'the person', on: '2025-04-07' },
    });

    story.on('2025-04-14', 'the first payment: 4 x (300 - 80)');
    await story.does(mo, 'releases it', 'releaseBudget', { ...care, on: from });

    story.on('2025-09-15', 'the NHS decides');
    const assistant = story.id('the assistant');
    await story.does(eve, 'sends what left the account until the end of August', 'recordTransactions', {
      ...care,
      transactions: [{ reference: 'W1', on: '2025-08-29', amount: '4200.00', description: 'Assistant, 14 April to 31 August', itemId: assistant }],
    });
    const chc = {
      personId,
      eligibility: 'CHC',
      assessedOn: '2025-09-08',
      assessedBy: 'Cass',
      decidedOn: '2025-09-15',
      indicative: a('900.00'),
      from: '2025-09-01',
    };
    await story.refused(wes, 'would attach the budget for the NHS', 'attachHealthBudget', { input: chc }, ['PHB-COMMISSIONER']);
    await story.refused(cass, "would attach it as a child's", 'attachHealthBudget', { input: { ...chc, eligibility: 'CHILDRENS_CONTINUING_CARE' } }, [
      'PHB-ELIGIBLE-AGE',
    ]);
    await story.does(cass, 'attaches it, from the first of the month', 'attachHealthBudget', { input: chc }, 'Health');
    await story.refused(
      fin,
      'would assess anew',
      'recordFinancialAssessment',
      { personId, assessed: a('85.00'), assessedOn: '2025-09-15', from: '2025-09-15' },
      ['PHB-CHC-WHOLE'],
    );
    await story.refused(
      fin,
      'would give back a week too many',
      'refundContribution',
      { personId, from: '2025-09-01', to: '2025-09-15', amount: '240.00' },
      ['CONTRIBUTION-ONCE'],
    );
    await story.refused(
      wes,
      'would begin another budget instead',
      'recordAdultsRas',
      { input: { ...ras, assessedOn: '2025-09-15', from: '2025-10-01' } },
      ['PHB-CHC-WHOLE'],
    );
    await story.does(wes, 'ends the social care budget the day before', 'endBudget', { ...care, on: '2025-08-31', ground: 'CHC_GRANTED' });
    await story.does(fin, 'gives back what was charged since', 'refundContribution', {
      personId,
      from: '2025-09-01',
      to: '2025-09-15',
      amount: '171.43',
      envelope: { reason: 'Continuing Healthcare since 1 September' },
    });
    // Four weeks from 1 September were paid on that day: 1,200 less 15/7 of 80. With 20 x 220 before it that is 5,428.57, less 4,200 spent.
    // Of the fifteen days to the 15th the NHS is asked for what was paid, 15/7 of 220: Eve is not. Nothing is kept: the budget is over.
    await story.does(dee, 'takes back what was paid for days after it', 'reclaimUnspent', { ...care, amount: '757.14' });
    const charges = await story.looks(
      wes,
      'sees what is settled between the person, the council and the NHS',
      `{ person(id: "${personId}") { careCharges { charged refunded toRefund recharged toRecharge refunds { from to amount reason } results { rule { id } message } }
         pooledBudget(asOf: "2025-08-31") { streams { stream spending { released paid spent toReclaim } } } } }`,
      ({ person: { careCharges: all, pooledBudget } }) => [
        `charged ${inPounds(all.charged)}, given back ${inPounds(all.refunded)}, still to give back ${inPounds(all.toRefund)}`,
        `the NHS was asked for ${inPounds(all.recharged)}, still to be asked for ${inPounds(all.toRecharge)}`,
        ...all.refunds.map((each: any) => `${each.from} to ${each.to}: ${inPounds(each.amount)}, ${each.reason}`),
        ...all.results.map((each: any) => `${each.rule.id}: ${each.message}`),
        ...pooledBudget.streams.flatMap(({ spending }: any) =>
          spending === null
            ? []
            : [`to 2025-08-31: released ${spending.released}, paid ${spending.paid}, spent ${spending.spent}, to reclaim ${spending.toReclaim}`],
        ),
      ],
    );
    // 155 days from 14 April to 15 September at 80 a week are 1,771.43; fifteen of them are 171.43, and cost the council 15/7 of 300.
    expect(charges.person.careCharges).toMatchObject({
      charged: '1771.43',
      refunded: '171.43',
      toRefund: '0.00',
      recharged: '642.86',
      toRecharge: '0.00',
    });

    story.on('2025-09-16', 'the personal health budget');
    const phb = { streamBudgetId: story.id('Health') };
    await story.does(wes, 'ends the social care plan', 'ceasePlan', {
      planId: story.id('the care plan'),
      on: '2025-09-16',
      ground: 'Continuing Healthcare',
    });
    await story.does(
      cass,
      'records the health plan',
      'recordPlan',
      plan('HEALTH_CARE_PLAN', '2025-09-01', 'Is safe at home, day and night'),
      'the health plan',
    );
    const item = (service: string, description: string, cost: string) => line('the health plan', 'HEALTH', service, description, cost, '2025-09-01');
    await story.refused(cass, 'adds the bus to college', 'addPlanItem', item('HOME_TO_SCHOOL_TRANSPORT', 'Bus', '100.00'), [
      'SERVICE-OTHER-STREAM',
      'PHB-NHS-ONLY',
    ]);
    await story.refused(cass, 'adds the dentist', 'addPlanItem', item('DENTAL_PRIMARY_CARE', 'Check-ups', '5.00'), ['PHB-EXCLUDED']);
    await story.refused(cass, 'adds a weekly lottery ticket', 'addPlanItem', item('GAMBLING', 'Lottery', '2.00'), ['SPEND-LAWFUL', 'PHB-FORBIDDEN']);
    await story.does(cass, 'adds nurses', 'addPlanItem', item('NURSING_AT_HOME', 'Nurses, nights', '600.00'), 'the nurses');
    await story.does(
      cass,
      'adds the assistant whom Eve knows',
      'addPlanItem',
      item('PERSONAL_ASSISTANT', 'Assistant, 18 hours', '300.00'),
      'the same assistant',
    );
    await story.does(cass, 'shares the amount', 'shareIndicative', { ...phb, on: '2025-09-16' });
    await story.refused(cass, 'would agree what she attached', 'agreeBudget', { ...phb, amount: a('900.00') }, ['FOUR-EYES']);
    await story.does(dan, 'agrees it', 'agreeBudget', { ...phb, amount: a('900.00') });
    await story.does(cass, 'the plan is signed', 'agreePlan', {
      planId: story.id('the health plan'),
      on: '2025-09-16',
      agreedBy: 'Eve Marsh and Cass',
    });
    const start = '2025-09-16';
    const notional = (value: string, day: string) => ({
      kind: 'NHS_NOTIONAL',
      holder: 'HEALTH_COMMISSIONER',
      holderName: 'NHS West Yorkshire ICB',
      amount: a(value),
      from: day,
    });
    const own = (value: string, day: string) => ({ kind: 'DIRECT_PAYMENT', holder: 'PERSON', holderName: 'Eve Marsh', amount: a(value), from: day });
    await story.refused(
      cass,
      'would leave it with the council',
      'chooseArrangements',
      {
        ...phb,
        arrangements: [own('300.00', start), { ...notional('600.00', start), holder: 'AUTHORITY', holderName: 'Wakefield' }],
      },
      ['ARRANGEMENT-CHOICE'],
    );
    await story.does(cass, 'the assistant by direct payment, the nurses by the NHS', 'chooseArrangements', {
      ...phb,
      arrangements: [own('300.00', start), notional('600.00', start)],
    });
    await story.does(cass, 'records the signed terms', 'recordAgreement', {
      input: { ...phb, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Eve Marsh', role: 'the person', on: start },
    });
    await story.does(dan, 'releases it', 'releaseBudget', { ...phb, on: start, schedule: 'MONTHLY' });
    await story.does(eve, 'lets the council see it', 'showInPool', { ...phb, shown: true });

    story.on('2025-12-01', 'fewer nights are needed');
    await story.does(eve, 'sends what left the account', 'recordTransactions', {
      ...phb,
      transactions: [{ reference: 'H1', on: '2025-11-28', amount: '3200.00', description: 'Assistant', itemId: story.id('the same assistant') }],
    });
    const cut = {
      ...phb,
      kind: 'REDUCE',
      to: a('800.00'),
      reasons: 'One night a week fewer, as the nurses found with Eve',
      noticeGivenOn: '2025-12-01',
      effectiveOn: '2025-12-15',
    };
    await story.refused(cass, 'would cut it in a fortnight', 'proposeReduction', cut, ['PHB-DP-NOTICE']);
    await story.does(cass, 'proposes it with notice', 'proposeReduction', { ...cut, effectiveOn: '2026-01-05' }, 'the cut');
    await story.does(eve, 'agrees', 'answerConsultation', {
      consultationId: story.id('the cut'),
      party: 'Eve Marsh',
      agrees: true,
      view: 'I sleep through now',
      on: '2025-12-01',
    });
    const nurses = { ...item('NURSING_AT_HOME', 'Nurses, nights', '500.00').input, from: '2026-01-05' };
    await story.does(cass, 'ends the nights of before', 'endItem', { itemId: story.id('the nurses'), on: '2026-01-04' });
    await story.does(cass, 'adds one fewer', 'addPlanItem', { input: nurses }, 'the nurses from January');
    await story.does(dan, 'applies the cut', 'applyReduction', { consultationId: story.id('the cut') });
    await story.does(cass, 'holds it so', 'chooseArrangements', {
      ...phb,
      arrangements: [own('300.00', '2026-01-05'), notional('500.00', '2026-01-05')],
    });
    const year = await story.looks(
      eve,
      'looks at the year',
      `{ person(id: "${personId}") { pooledBudget(asOf: "2026-01-05") { label cost(from: "2025-04-14", to: "2026-03-31") net { perWeek } streams { stream agreed { value } } } } }`,
      ({ person: { pooledBudget } }) => [
        `${pooledBudget.label}: ${inPounds(pooledBudget.net.perWeek)} a week from 2026-01-05`,
        `from 2025-04-14 to 2026-03-31: ${inPounds(pooledBudget.cost)}`,
      ],
    );
    // 20 weeks of 300 to 31 August; 18 weeks of 900 to 4 January; 86 days of 800 a week to 31 March.
    expect(year.person.pooledBudget).toMatchObject({ cost: '32028.57', net: { perWeek: '800.00' } });
    story.expectCommitted('adult-granted-chc');
  });
});
