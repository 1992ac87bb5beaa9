import { join } from 'node:path';
import { aHub, type TestHub } from '../builders/hub';
import { Ledger } from './ledger';
import { inPounds } from './words';

const KIRKLEES = ['382', 'Kirklees'] as const;
const WAKEFIELD = ['384', 'Wakefield'] as const;
const a = (value: string, every = 'WEEK') => ({ value, every });

describe('an adult with a contribution and a top-up', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-05-12', policyDir: join(__dirname, 'packs') });
  });
  afterAll(() => hub.stop());

  it('from the assessment to a move into another area', async () => {
    const story = new Ledger(
      hub,
      'Bo Hall: home care, a contribution and a top-up',
      'Bo is 67, lives alone in Kirklees and needs help at home. Kirklees publishes what it pays for an hour of home care; Bo chooses an agency that asks more, and a daughter pays the difference.',
    );
    const wes = await story.signIn('Wes', 'ADULTS_SOCIAL_WORKER', KIRKLEES);
    const mo = await story.signIn('Mo', 'SERVICE_MANAGER', KIRKLEES);
    const fin = await story.signIn('Fin', 'FINANCE_OFFICER', KIRKLEES);
    const dee = await story.signIn('Dee', 'DP_TEAM', KIRKLEES);

    story.on('2025-05-12', 'the assessment');
    await story.does(
      wes,
      'registers Bo',
      'registerPerson',
      { input: { name: 'Bo Hall', dateOfBirth: '1958-03-02', authority: '382', healthCommissioner: 'QWO' } },
      'Bo',
    );
    const personId = story.id('Bo');
    const bo = await story.signIn('Bo', 'PERSON', KIRKLEES, 'Bo');
    story.follow('Bo', '2025-06-02', mo, [bo]);
    const from = '2025-06-02';
    const outcomes = [
      { ref: 'O1', text: 'Is washed, dressed and fed at home', tags: ['WELLBEING'] },
      { ref: 'O2', text: 'Meets other people', tags: ['INDEPENDENCE'] },
    ];
    await story.does(
      wes,
      'records the draft plan, to be reviewed every six months',
      'recordPlan',
      { input: { personId, kind: 'CARE_AND_SUPPORT_PLAN', from, reviewEveryMonths: 6, outcomes } },
      'the care plan',
    );
    const ras = { personId, eligible: true, legalBasis: 'CARE_ACT', assessedOn: '2025-05-09', assessedBy: 'Wes', from };
    await story.refused(
      wes,
      'records an outcome that rests on the wrong law',
      'recordAdultsRas',
      { input: { ...ras, legalBasis: 'CHILDREN_ACT', hoursPerWeek: '12' } },
      ['ASC-RAS'],
    );
    await story.does(
      wes,
      'records the outcome: 12 hours a week at the published rate',
      'recordAdultsRas',
      { input: { ...ras, hoursPerWeek: '12' } },
      'Adult care',
    );
    const care = { streamBudgetId: story.id('Adult care') };
    await story.does(wes, 'shares it with Bo', 'shareIndicative', { ...care, on: '2025-05-12' });

    story.on('2025-05-20', 'the plan');
    const line = (outcomeRef: string, service: string, description: string, more: object) => ({
      input: { planId: story.id('the care plan'), stream: 'ADULT_SOCIAL_CARE', outcomeRef, service, description, from, ...more },
    });
    await story.refused(wes, 'adds six weeks of reablement', 'addPlanItem', line('O1', 'REABLEMENT', 'After hospital', { cost: a('150.00') }), [
      'ASC-REABLEMENT',
    ]);
    await story.refused(wes, 'adds a day centre', 'addPlanItem', line('O2', 'BLOCK_DAY_CENTRE', 'Tuesdays', { cost: a('40.00') }), ['SERVICE-BLOCK']);
    await story.does(wes, 'adds a club instead', 'addPlanItem', line('O2', 'DAY_ACTIVITY', 'Lunch club, Tuesdays', { cost: a('40.00') }), 'the club');
    await story.does(
      wes,
      'adds the agency that Bo chose',
      'addPlanItem',
      line('O1', 'HOME_CARE', 'Home care, 10 hours', { unit: 'hour', unitPrice: '24.00', unitsPerWeek: '10' }),
      'home care',
    );
    await story.refused(mo, 'would agree less than the lines draw', 'agreeBudget', { ...care, amount: a('250.00') }, ['SUFFICIENT']);
    await story.does(mo, 'agrees what they draw at the rate of the council: 10 x 21.60 + 40', 'agreeBudget', { ...care, amount: a('256.00') });
    await story.does(wes, 'the plan is signed', 'agreePlan', { planId: story.id('the care plan'), on: '2025-05-20', agreedBy: 'Bo Hall and Wes' });
    await story.does(wes, 'records who pays the rest', 'recordAlongside', {
      ...care,
      kind: 'TOP_UP',
      label: 'Home care above the rate, 10 x £2.40',
      payer: 'Jo Hall, daughter',
      amount: a('24.00'),
      itemId: story.id('home care'),
      from,
    });
    const fee = { ...care, kind: 'BROKERAGE_FEE', label: 'Arranging the club', payer: 'Bo Hall', amount: a('150.00', 'ONE_OFF') };
    await story.refused(fin, 'would charge for arranging', 'recordAlongside', { ...fee, from }, ['BROKERAGE-OUTSIDE']);

    story.on('2025-06-02', 'how it is held, and the first payment');
    const direct = (contributionTaken: string, start: string) => ({
      kind: 'DIRECT_PAYMENT',
      holder: 'PERSON',
      holderName: 'Bo Hall',
      amount: a('216.00'),
      contingency: '216.00',
      contributionTaken,
      from: start,
    });
    const managed = (start: string) => ({ kind: 'COUNCIL_MANAGED', holder: 'AUTHORITY', holderName: 'Kirklees', amount: a('40.00'), from: start });
    await story.does(wes, 'home care by direct payment, the club by the council', 'chooseArrangements', {
      ...care,
      arrangements: [direct('NET_OF_PAYMENT', from), managed(from)],
    });
    await story.refused(mo, 'would release it', 'releaseBudget', { ...care, on: from }, ['DP-TERMS']);
    await story.does(dee, 'records the signed terms', 'recordAgreement', {
      input: { ...care, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Bo Hall', role: 'the person', on: '2025-06-02' },
    });
    await story.does(mo, 'releases it: what Bo pays is not known yet', 'releaseBudget', { ...care, on: from });

    story.on('2025-06-16', 'the financial assessment');
    const money = {
      dateOfBirth: '1958-03-02',
      careCost: a('256.00'),
      capital: '16400.00',
      income: [
        { label: 'State Pension', amount: '230.25' },
        { label: 'Works pension', amount: '433.33', every: 'MONTH' },
        { label: 'War pension', amount: '20.00', disregarded: true },
      ],
      housingCosts: [{ label: 'Council Tax', amount: '18.00' }],
      disabilityRelatedExpenditure: [{ label: 'Laundry', amount: '12.50' }],
    };
    const assessment = { personId, facts: money, assessedOn: '2025-06-16', from };
    await story.refused(
      fin,
      'assesses before the savings are known',
      'recordFinancialAssessment',
      { ...assessment, facts: { ...money, capital: null } },
      ['ASC-DISCLOSE'],
    );
    await story.does(fin, 'assesses', 'recordFinancialAssessment', assessment, 'the assessment of June');
    // 230.25 + 433.33 x 12/52 (100.00) + 9 steps of 250 above 14,250 (9.00) - 18.00 - guarantee 232.60 - 12.50 = 76.15.
    const steps = await story.looks(
      bo,
      'follows the sum',
      `{ person(id: "${personId}") { pooledBudget { contribution { perWeek } streams { steps { label detail amount } results { rule { id } message } } } } }`,
      ({ person }) => [
        ...person.pooledBudget.streams[0].steps.map(
          ({ label, detail, amount }: any) => `${label}${amount === null ? '' : ` ${amount}`}${detail === null ? '' : `: ${detail}`}`,
        ),
        ...person.pooledBudget.streams[0].results.map(({ rule, message }: any) => `${rule.id}: ${message}`),
      ],
    );
    expect(steps.person.pooledBudget.contribution.perWeek).toBe('76.15');

    story.on('2025-07-04', 'the first month');
    const spent = (reference: string, on: string, amount: string, description: string, item: string | null) => ({
      reference,
      on,
      amount,
      description,
      itemId: item === null ? null : story.id(item),
    });
    await story.does(bo, 'sends what left the account', 'recordTransactions', {
      ...care,
      transactions: [
        spent('B1', '2025-06-27', '864.00', 'Agency, four weeks at the rate', 'home care'),
        spent('B2', '2025-06-28', '18.50', 'Lottery', null),
      ],
    });
    const bill = (number: string, days: readonly string[]) => ({
      input: { ...care, provider: 'Lunch Club', number, lines: days.map((on) => ({ itemId: story.id('the club'), on, units: '1', rate: '40.00' })) },
    });
    await story.does(wes, 'the club bills the council', 'submitInvoice', bill('C-6', ['2025-06-03', '2025-06-10', '2025-06-17', '2025-06-24']));

    story.on('2025-09-01', 'Bo inherits, and asks the council to arrange everything');
    await story.does(fin, 'assesses anew', 'recordFinancialAssessment', {
      ...assessment,
      facts: { ...money, capital: '24000.00' },
      assessedOn: '2025-09-01',
      from: '2025-09-01',
    });
    await story.refused(fin, 'would take the fee out of the budget', 'recordAlongside', { ...fee, payer: 'Kirklees', from: '2025-09-01' }, [
      'BROKERAGE-OUTSIDE',
    ]);
    await story.does(fin, 'charges for arranging the club, beside the budget', 'recordAlongside', { ...fee, from: '2025-09-01' });

    story.on('2025-10-06', 'a roof is repaired: the savings are within the limit again');
    await story.does(fin, 'assesses anew', 'recordFinancialAssessment', {
      ...assessment,
      facts: { ...money, capital: '23250.00' },
      assessedOn: '2025-10-06',
      from: '2025-10-06',
    });
    await story.does(dee, 'Bo is to be billed from now on, and paid gross', 'chooseArrangements', {
      ...care,
      arrangements: [direct('INVOICED', '2025-10-06'), managed('2025-10-06')],
    });

    story.on('2025-11-03', 'in hospital');
    await story.does(wes, 'records where Bo is', 'recordLivingSituation', { personId, situation: 'HOSPITAL', from: '2025-11-01' });
    await story.does(dee, 'holds the payments', 'suspendBudget', { ...care, on: '2025-11-03', reason: 'In hospital: the agency does not come' });

    story.on('2025-11-24', 'home again');
    await story.does(wes, 'records where Bo is', 'recordLivingSituation', { personId, situation: 'COMMUNITY', from: '2025-11-24' });
    await story.does(dee, 'the payments go on', 'resumeBudget', { ...care, on: '2025-11-24' });
    await story.queue(wes, 'REVIEW_OVERDUE');
    await story.does(wes, 'reviews the plan, late', 'recordReview', {
      ...care,
      doneOn: '2025-11-24',
      finding: 'Stronger; two hours less may do from February',
      outcomesMet: true,
    });
    const paid = await story.looks(
      fin,
      'adds up what was paid to Bo',
      `{ person(id: "${personId}") { pooledBudget { streams { spending { released paid } } } } }`,
      ({ person }) => person.pooledBudget.streams.map(({ spending }: any) => `released ${spending.released}, paid ${spending.paid}`),
    );
    // Thirteen weeks from 2 June less 76.15 a week: 13 x 139.85. Five weeks at full cost: nothing is left of 216 less 256. Four weeks from 6 October
    // to 2 November gross, two more that were paid in advance when the payments were held, and three from 24 November: 8 x 216 + 216.
    expect(paid.person.pooledBudget.streams).toEqual([{ spending: { released: '6912.00', paid: '3762.05' } }]);

    story.on('2026-02-02', 'Bo moves to Wakefield');
    await story.does(wes, 'records the move', 'movePerson', { personId, authority: '384', from: '2026-02-02' });
    const ada = await story.signIn('Ada', 'ADULTS_SOCIAL_WORKER', WAKEFIELD);
    const nia = await story.signIn('Nia', 'SERVICE_MANAGER', WAKEFIELD);
    const ron = await story.signIn('Ron', 'FINANCE_OFFICER', WAKEFIELD);
    story.retell('Bo', nia, [bo, wes]);
    await story.does(
      ada,
      'assesses, as the new council does',
      'recordAdultsRas',
      {
        input: {
          personId,
          eligible: true,
          legalBasis: 'CARE_ACT',
          assessedOn: '2026-02-02',
          assessedBy: 'Ada',
          from: '2026-03-02',
          indicative: a('230.00'),
        },
      },
      'Wakefield care',
    );
    const next = { streamBudgetId: story.id('Wakefield care') };
    await story.does(ada, 'shares it', 'shareIndicative', { ...next, on: '2026-02-02' });
    await story.refused(mo, 'would end the old budget before the new one stands', 'endBudget', { ...care, on: '2026-03-01', ground: 'REPLACED' }, [
      'REDUCE-CONSULT',
    ]);
    await story.does(nia, 'agrees the new budget', 'agreeBudget', { ...next, amount: a('230.00') });
    await story.does(mo, 'ends the old one the day before', 'endBudget', { ...care, on: '2026-03-01', ground: 'MOVED' });
    await story.does(nia, 'holds the new one', 'chooseArrangements', {
      ...next,
      arrangements: [{ kind: 'COUNCIL_MANAGED', holder: 'AUTHORITY', holderName: 'Wakefield', amount: a('230.00'), from: '2026-03-02' }],
    });

    story.note(
      "The lines of the old plan draw on the new budget now, at the agency's own price: Wakefield publishes no rate. It has a plan of its own.",
    );
    await story.does(ada, 'ends the plan of Kirklees', 'ceasePlan', { planId: story.id('the care plan'), on: '2026-03-02', ground: 'Moved' });
    await story.does(
      ada,
      'records the plan of Wakefield',
      'recordPlan',
      { input: { personId, kind: 'CARE_AND_SUPPORT_PLAN', from: '2026-03-02', outcomes } },
      "Wakefield's plan",
    );
    const here = { planId: story.id("Wakefield's plan"), from: '2026-03-02' };
    const hours = { unit: 'hour', unitPrice: '23.00', unitsPerWeek: '8' };
    await story.does(
      ada,
      'eight hours',
      'addPlanItem',
      { input: { ...line('O1', 'HOME_CARE', 'Home care, 8 hours', hours).input, ...here } },
      'the hours',
    );
    await story.does(
      ada,
      'and a club',
      'addPlanItem',
      { input: { ...line('O2', 'DAY_ACTIVITY', 'Club', { cost: a('46.00') }).input, ...here } },
      'the new club',
    );

    story.on('2026-03-02', 'the new budget begins');
    await story.refused(nia, 'would release it', 'releaseBudget', { ...next, on: '2026-03-02' }, ['PLAN-AGREED']);
    await story.does(ada, 'the plan is signed', 'agreePlan', { planId: here.planId, on: '2026-03-02', agreedBy: 'Bo Hall and Ada' });
    await story.does(
      ron,
      'puts the same finances to it, with more put by',
      'recordFinancialAssessment',
      { ...assessment, facts: { ...money, careCost: a('230.00'), capital: '15000.00' }, assessedOn: '2026-03-02', from: '2026-03-02' },
      'the assessment of March',
    );
    await story.does(nia, 'releases it', 'releaseBudget', { ...next, on: '2026-03-02' });
    const end = await story.looks(
      bo,
      'looks back over the year',
      `{ person(id: "${personId}") { year: pooledBudget { cost(from: "2025-06-02", to: "2026-03-31") net { perWeek } streams { stream funder { name } } }
         then: pooledBudget(asOf: "2025-10-06") { net { perWeek } } known: pooledBudget(asOf: "2025-10-06", knownAt: "2025-09-30T12:00:00Z") { net { perWeek } } } }`,
      ({ person: { year, then, known } }) => [
        `the care cost ${inPounds(year.cost)} from 2025-06-02 to 2026-03-31`,
        `today ${inPounds(year.net.perWeek)} a week, paid by ${year.streams.map(({ funder }: any) => funder.name).join(', ')}`,
        `on 2025-10-06 it was ${inPounds(then.net.perWeek)} a week; as known on 2025-09-30, it would be ${inPounds(known.net.perWeek)}`,
      ],
    );
    // 39 weeks at 256 from 2 June to 1 March, then 30 days of 230 a week. 230.25 + 100 + 3 steps - 18 - 232.60 - 12.50 = 70.15: 230 - 70.15.
    expect(end.person).toMatchObject({
      year: { cost: '10969.71', net: { perWeek: '159.85' } },
      then: { net: { perWeek: '152.85' } },
      known: { net: { perWeek: '0.00' } },
    });
    story.expectCommitted('adult-with-contribution');
  });
});
