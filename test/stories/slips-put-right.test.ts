import { aHub, type TestHub } from '../builders/hub';
import { Ledger } from './ledger';
import { inPounds } from './words';

const WAKEFIELD = ['384', 'Wakefield'] as const;
const a = (value: string, every = 'WEEK') => ({ value, every });

describe('slips that are put right', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-09-01' });
  });
  afterAll(() => hub.stop());

  it('a line on the wrong plan, a sum typed twice, a payment of somebody else', async () => {
    const story = new Ledger(
      hub,
      'Bo Hall: three slips, and what they moved',
      "Bo has £100 a week to pay a personal assistant. A line of another person's plan is entered on Bo's, £200 is agreed where the panel said £100, and a payment is booked that was not Bo's. Each is put right, and the ledger says what goes back.",
    );
    const wes = await story.signIn('Wes', 'ADULTS_SOCIAL_WORKER', WAKEFIELD);
    const mo = await story.signIn('Mo', 'SERVICE_MANAGER', WAKEFIELD);
    const jo = await story.signIn('Jo', 'SERVICE_MANAGER', WAKEFIELD);
    const fin = await story.signIn('Fin', 'FINANCE_OFFICER', WAKEFIELD);
    const from = '2025-09-01';

    story.on('2025-09-01', 'the plan, with a line that is not of it');
    await story.does(
      wes,
      'registers Bo',
      'registerPerson',
      { input: { name: 'Bo Hall', dateOfBirth: '1985-03-02', authority: '384', healthCommissioner: 'QWO' } },
      'Bo',
    );
    const personId = story.id('Bo');
    story.follow('Bo', '2025-10-06', mo, []);
    const outcomes = [{ ref: 'O1', text: 'Goes out with others', tags: ['WELLBEING'] }];
    await story.does(wes, 'records the plan', 'recordPlan', { input: { personId, kind: 'CARE_AND_SUPPORT_PLAN', from, outcomes } }, 'the plan');
    await story.does(mo, 'agrees the plan', 'agreePlan', { planId: story.id('the plan'), on: '2025-09-01', agreedBy: 'Panel' });
    await story.does(
      wes,
      'records the outcome of the RAS',
      'recordAdultsRas',
      { input: { personId, eligible: true, legalBasis: 'CARE_ACT', indicative: a('200.00'), assessedOn: '2025-08-28', assessedBy: 'Wes', from } },
      'Adult care',
    );
    const care = { streamBudgetId: story.id('Adult care') };
    const line = (description: string, cost: string) => ({
      input: {
        planId: story.id('the plan'),
        outcomeRef: 'O1',
        stream: 'ADULT_SOCIAL_CARE',
        service: 'PERSONAL_ASSISTANT',
        description,
        cost: a(cost),
        from,
      },
    });
    await story.does(wes, 'adds the line of the assistant', 'addPlanItem', line('An assistant', '60.00'), 'the assistant');
    await story.does(wes, "adds a line of somebody else's plan", 'addPlanItem', line('Night care', '300.00'), 'the wrong line');
    await story.refused(
      wes,
      'says that the line is void, and not why',
      'voidRecord',
      { kind: 'ITEM', id: story.id('the wrong line'), envelope: {} },
      ['MISTAKE-REASON'],
    );
    await story.does(wes, 'says that the line is void', 'voidRecord', {
      kind: 'ITEM',
      id: story.id('the wrong line'),
      envelope: { reason: "It is of Ada Field's plan, item 4" },
    });
    await story.does(wes, 'shares the indicative amount', 'shareIndicative', { ...care, on: '2025-09-01' });

    story.on('2025-09-29', 'the sum that nobody decided');
    await story.does(mo, 'agrees £200 where the panel said £100', 'agreeBudget', { ...care, amount: a('200.00') });
    await story.does(wes, 'chooses that Bo holds it', 'chooseArrangements', {
      ...care,
      arrangements: [{ kind: 'DIRECT_PAYMENT', holder: 'PERSON', holderName: 'Bo Hall', amount: a('200.00'), from }],
    });
    await story.does(wes, 'records the signed terms', 'recordAgreement', {
      input: { ...care, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Bo Hall', role: 'person', on: '2025-09-29' },
    });
    await story.does(fin, 'records that Bo pays nothing', 'recordFinancialAssessment', {
      personId,
      assessed: a('0.00'),
      assessedOn: '2025-09-20',
      from,
    });
    await story.does(mo, 'releases it from 1 October', 'releaseBudget', { ...care, on: '2025-10-01' });

    story.on('2025-10-06', 'what is true');
    const { streams } = (await mo.caller.ask(`{ person(id: "${personId}") { pooledBudget { streams { history { action version } } } } }`)).person
      .pooledBudget;
    const version = streams[0].history.find(({ action }: { action: string }) => action === 'agreeBudget').version;
    const right = {
      ...care,
      amount: a('100.00'),
      envelope: { reason: 'Minute 12 of the panel says 100.00', corrects: { kind: 'BUDGET', id: story.id('Adult care'), version } },
    };
    await story.refused(mo, 'tries to put own slip right', 'agreeBudget', right, ['MISTAKE-FOUR-EYES', 'MISTAKE-RELIED-ON']);
    await story.refused(jo, 'tries to, before Bo was asked', 'agreeBudget', right, ['MISTAKE-RELIED-ON']);
    await story.does(wes, 'records that Bo says so too', 'recordAgreement', {
      input: { ...care, kind: 'MISTAKE_ACKNOWLEDGED', givenBy: 'Bo Hall', role: 'person', on: '2025-10-06' },
    });
    await story.does(jo, 'puts it right', 'agreeBudget', right);
    await story.does(fin, 'books a payment that was not of Bo', 'recordTransactions', {
      ...care,
      transactions: [{ reference: 'T1', on: '2025-10-06', amount: '45.00' }],
    });
    const paid = (await fin.caller.ask(`{ person(id: "${personId}") { pooledBudget { streams { transactions { id } } } } }`)).person.pooledBudget;
    await story.does(fin, 'takes it off', 'voidRecord', {
      kind: 'PAYMENT',
      id: paid.streams[0].transactions[0].id,
      envelope: { reason: "The card is Ada Field's" },
    });

    const end = await story.looks(
      mo,
      'looks back',
      `{ person(id: "${personId}") { corrections { kind mistakenAction action paid } pooledBudget { streams { agreed { value } unallocated { value } spending { released paid spent } } }
         believed: pooledBudget(knownAt: "2025-09-30T12:00:00Z") { streams { agreed { value } } } } }`,
      ({ person: { corrections, pooledBudget, believed } }) => [
        ...corrections.map(
          (each: any) => `${each.kind} of ${each.mistakenAction} put right by ${each.action}, ${inPounds(each.paid)} had gone out on it`,
        ),
        `agreed ${inPounds(pooledBudget.streams[0].agreed.value)} a week; on 30 September it was believed to be ${inPounds(believed.streams[0].agreed.value)}`,
        `of the year ${inPounds(pooledBudget.streams[0].spending.paid)} has gone out and ${inPounds(pooledBudget.streams[0].spending.spent)} is spent`,
      ],
    );
    // Four weeks in advance: 800.00 went out at 200.00 a week, 400.00 is due at 100.00; 100.00 less the line of 60.00 is 40.00.
    expect(end.person).toMatchObject({
      corrections: [
        { kind: 'ITEM', paid: '0.00' },
        { kind: 'BUDGET', paid: '400.00' },
        { kind: 'PAYMENT', paid: '0.00' },
      ],
      pooledBudget: { streams: [{ agreed: { value: '100.00' }, unallocated: { value: '40.00' }, spending: { paid: '800.00', spent: '0.00' } }] },
      believed: { streams: [{ agreed: { value: '200.00' } }] },
    });
    story.expectCommitted('slips-put-right');
  });
});
