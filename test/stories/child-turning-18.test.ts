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
    await set(sam, 'relatePeople', { fromId: story.id('Pat'), kind: 'PARENT_OF', toId: story.id('Ada'), from: '2007-10-15' });
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
        arrangements: [{ kind: 'DIRECT_PAYMENT', holder: 'PARENT_OR_CARER', holderName: 'Pat Field', amount, from }],
      });
      await set(writer, 'recordAgreement', {
        input: { ...budget, kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Pat Field', role: 'mother', on: '2024-06-03' },
      });
      await set(approver, 'releaseBudget', { ...budget, on: '2024-06-03' });
    }
    const pat = await story.signIn('Pat', 'PARENT', WAKEFIELD, 'Pat');
    const ada = await story.signIn('Ada', 'PERSON', WAKEFIELD, 'Ada');
    story.follow('Ada', '2024-06-03', mo, [ada, pat, wes]);
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
    story.expectCommitted('child-turning-18');
    void [fin, dee];
  });
});
