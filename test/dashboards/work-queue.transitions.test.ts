import { anAdult } from '../builders/adult';
import { done as sent } from '../builders/case';
import { aChild } from '../builders/child';
import { aHub, type TestHub } from '../builders/hub';
import { inShort, queueOf, waitingFor } from './queue';

const KIND = 'TRANSITION_DUE';

describe('a transition opens a task before its day, and closes it once what the law asks is done', () => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await aHub();
  });
  afterEach(() => hub.stop());

  const aChildrensBudget = (born: string, outcome: object = {}) =>
    aChild(hub)
      .born(born)
      .withEhcPlan()
      .withChildrensCare(outcome)
      .shared('CHILDRENS_SOCIAL_CARE')
      .agreedAt('CHILDRENS_SOCIAL_CARE', { value: '90.00' })
      .made();

  it("18, born on a leap day: the children's budget runs on until the adult assessment is decided, then it is to be ended", async () => {
    // Eighteen on 1 March of a common year.
    const made = await aChildrensBudget('2008-02-29');
    const { childrens, adults, manager } = made.team;
    const at = async (day: string | null, reader = childrens) => inShort(await waitingFor(reader, KIND, made.personId, day));
    expect(await at('2025-02-28')).toEqual([]);
    expect(await at('2025-10-01')).toEqual([['CSC-UNTIL-ADULT-DECISION', '2026-03-01', 0]]);
    expect(await at('2025-10-01', adults)).toHaveLength(1);
    const [before] = await waitingFor(childrens, KIND, made.personId);
    expect(before?.blocker).toMatchObject({
      message: "The person is 18 from 2026-03-01; the children's budget goes on until the adult assessment is decided.",
      fix: expect.stringContaining('recordAdultsRas'),
    });
    hub.setDay('2026-03-11');
    expect(await at(null)).toEqual([['CSC-UNTIL-ADULT-DECISION', '2026-03-01', 10]]);
    const { person } = await childrens.ask(`{ person(id: "${made.personId}") { pooledBudget { streams { stream status agreed { value } } } } }`);
    expect(person.pooledBudget.streams).toEqual([{ stream: 'CHILDRENS_SOCIAL_CARE', status: 'AGREED', agreed: { value: '90.00' } }]);
    const end = (on: string, ground: string) =>
      manager.ask(
        `mutation { endBudget(streamBudgetId: "${made.budgets.CHILDRENS_SOCIAL_CARE}", on: "${on}", ground: ${ground}) { applied results { rule { id } } } }`,
      );
    expect((await end('2026-03-11', 'AGE_LIMIT')).endBudget).toMatchObject({ applied: false, results: [{ rule: { id: 'REDUCE-CONSULT' } }] });
    // The next stream's budget is what it proposes; once that is decided, it asks for the end of the children's.
    await sent(adults, 'recordAdultsRas', {
      input: {
        personId: made.personId,
        eligible: true,
        legalBasis: 'CARE_ACT',
        indicative: { value: '120.00' },
        assessedOn: '2026-03-10',
        assessedBy: 'A. Worker',
        from: '2026-03-30',
      },
    });
    const [decided, ...others] = await waitingFor(childrens, KIND, made.personId);
    expect(others).toEqual([]);
    expect(decided).toMatchObject({ id: before?.id, blocker: { fix: expect.stringContaining("End the children's budget") } });
    expect((await end('2026-03-29', 'AGE_LIMIT')).endBudget.applied).toBe(true);
    hub.setDay('2026-03-30');
    expect(await at(null)).toEqual([]);
    const QUEUE = `{ person(id: "${made.personId}") { pooledBudget { streams { stream } } } }`;
    expect((await childrens.ask(QUEUE)).person.pooledBudget.streams).toEqual([{ stream: 'ADULT_SOCIAL_CARE' }]);
  });

  it('a last day on the eve of the birthday does not let it lapse unseen, and one long before it is no transition', async () => {
    const eve = await aChildrensBudget('2008-01-20', { to: '2026-01-19' });
    const early = await aChildrensBudget('2008-01-20', { to: '2025-12-31' });
    const at = async (personId: string, day: string) => inShort(await waitingFor(eve.team.childrens, KIND, personId, day));
    expect(await at(eve.personId, '2025-12-01')).toEqual([['CSC-UNTIL-ADULT-DECISION', '2026-01-20', 0]]);
    expect(await at(eve.personId, '2026-01-25')).toEqual([['CSC-UNTIL-ADULT-DECISION', '2026-01-20', 5]]);
    expect(await at(early.personId, '2025-12-01')).toEqual([]);
    await sent(eve.team.adults, 'recordAdultsRas', {
      input: {
        personId: eve.personId,
        eligible: true,
        legalBasis: 'CARE_ACT',
        indicative: { value: '100.00' },
        assessedOn: '2025-09-30',
        assessedBy: 'A. Worker',
        from: '2026-01-20',
      },
    });
    expect(await at(eve.personId, '2026-01-25')).toEqual([]);
  });

  it("children's continuing care ends at 18, and aftercare does not", async () => {
    const made = await aChild(hub).born('2008-01-20').withContinuingCare({ shownInPool: false }).made();
    const free = await aChild(hub).born('2008-01-20').withContinuingCare({ eligibility: 'S117_AFTERCARE' }).made();
    const { nurse, manager, send } = made.team;
    const [item] = await waitingFor(nurse, KIND, made.personId);
    expect(item).toMatchObject({
      dueOn: '2026-01-20',
      stream: 'HEALTH',
      blocker: { rule: { id: 'PHB-ELIGIBLE-AGE' }, fix: expect.stringContaining('attachHealthBudget') },
    });
    expect(await waitingFor(nurse, KIND, free.personId)).toEqual([]);
    // Hidden from the council: nothing of it is in anybody's queue there, whoever asks and whatever for.
    for (const reader of [manager, send])
      for (const kind of [KIND, 'RELEASE_BLOCKED', 'AGREEMENT_NEEDED', 'REVIEW_DUE'])
        expect(await waitingFor(reader, kind, made.personId)).toEqual([]);
    await nurse.ask(`mutation { endBudget(streamBudgetId: "${made.budgets.HEALTH}", on: "2026-01-19", ground: AGE_LIMIT) { applied } }`);
    expect(await waitingFor(nurse, KIND, made.personId)).toEqual([]);
  });

  it('25: the charge is assessed again from the birthday; the award ends with the academic year', async () => {
    // Summer-born: the birthday and the end of the academic year are two days apart.
    const made = await anAdult(hub)
      .born('2001-08-29')
      .withCarePlan()
      .withAdultsCare()
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '180.00' })
      .made();
    const { finance, adults } = made.team;
    const assess = (from: string, assessedOn: string) =>
      sent(finance, 'recordFinancialAssessment', { personId: made.personId, assessed: { value: '30.00' }, assessedOn, from });
    expect(await waitingFor(adults, KIND, made.personId)).toEqual([]);
    await assess('2025-09-01', '2025-09-20');
    expect(inShort(await waitingFor(adults, KIND, made.personId))).toEqual([['ASC-MIG', '2026-08-29', 0]]);
    const pupil = await aChild(hub).born('2001-08-29').withEhcPlan().withElement3().made();
    const at = async (day: string | null) => inShort(await waitingFor(pupil.team.send, KIND, pupil.personId, day));
    expect(await at('2025-10-01')).toEqual([['EDU-AGE', '2026-08-31', 0]]);
    hub.setDay('2026-09-05');
    expect(inShort(await waitingFor(adults, KIND, made.personId))).toEqual([['ASC-MIG', '2026-08-29', 7]]);
    await assess('2026-08-29', '2026-09-04');
    expect(await waitingFor(adults, KIND, made.personId)).toEqual([]);
    // The law has ended it, so no pool holds it; the record still wants its last day.
    expect(await at(null)).toEqual([['EDU-AGE', '2026-08-31', 5]]);
    expect((await queueOf(pupil.team.send, 'RELEASE_BLOCKED')).filter(({ person }) => person.id === pupil.personId)).toEqual([]);
    await pupil.team.send.ask(
      `mutation { endBudget(streamBudgetId: "${pupil.budgets.EDUCATION}", on: "2026-08-31", ground: AGE_LIMIT) { applied } }`,
    );
    expect(await at(null)).toEqual([]);
  });

  it('an award that ends by then asks for nothing', async () => {
    const made = await aChild(hub).born('2001-08-29').withEhcPlan().withElement3({ to: '2026-08-31' }).made();
    expect(await waitingFor(made.team.send, KIND, made.personId, '2026-08-01')).toEqual([]);
  });

  it("control passes to the person: a parent's own authority to hold the money ends with Year 11, or at 16 for a summer-born leaver", async () => {
    const held = async (born: string) => {
      const made = await aChildrensBudget(born);
      const { manager, childrens } = made.team;
      const authorise = (basis: string, from: string) =>
        sent(manager, 'authoriseHolder', { personId: made.personId, holder: 'PARENT_OR_CARER', name: 'Pat Field', basis, from });
      await authorise('PARENTAL_RESPONSIBILITY', '2025-09-01');
      const part = { kind: 'DIRECT_PAYMENT', holder: 'PARENT_OR_CARER', holderName: 'Pat Field', amount: { value: '90.00' }, from: '2025-09-01' };
      await sent(childrens, 'chooseArrangements', { streamBudgetId: made.budgets.CHILDRENS_SOCIAL_CARE, arrangements: [part] });
      return { authorise, at: async (day: string) => inShort(await waitingFor(childrens, KIND, made.personId, day)) };
    };
    const older = await held('2009-10-20');
    expect(await older.at('2025-06-25')).toEqual([]);
    expect(await older.at('2025-10-01')).toEqual([['DP-AUTHORISED', '2026-06-26', 0]]);
    expect(await older.at('2026-06-28')).toEqual([['DP-AUTHORISED', '2026-06-26', 2]]);
    await older.authorise('NOMINATION', '2026-06-27');
    expect(await older.at('2025-10-01')).toEqual([]);
    const summerBorn = await held('2010-08-20');
    expect(await summerBorn.at('2026-07-15')).toEqual([['DP-AUTHORISED', '2026-08-19', 0]]);
    expect(await summerBorn.at('2026-08-20')).toEqual([['DP-AUTHORISED', '2026-08-19', 1]]);
  });

  it("NHS Continuing Healthcare: adult social care is to end from its first day; that it exists is the adults' worker's to know", async () => {
    const made = await anAdult(hub)
      .withCarePlan()
      .withAdultsCare()
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: '180.00' })
      .made();
    const { nurse, adults, manager } = made.team;
    const at = async (day: string | null, reader = adults) => inShort(await waitingFor(reader, KIND, made.personId, day));
    expect(await at(null)).toEqual([]);
    await sent(nurse, 'attachHealthBudget', {
      input: {
        personId: made.personId,
        eligibility: 'CHC',
        decidedOn: '2025-09-25',
        assessedOn: '2025-09-20',
        assessedBy: 'N. Nurse',
        indicative: { value: '900.00' },
        from: '2025-11-03',
        shownInPool: false,
      },
    });
    expect(await at(null)).toEqual([['PHB-CHC-WHOLE', '2025-11-03', 0]]);
    // Not shown with the rest: a service manager does not learn of it.
    expect(await at(null, manager)).toEqual([]);
    expect(await at('2025-11-10')).toEqual([['PHB-CHC-WHOLE', '2025-11-03', 7]]);
    const [item] = await waitingFor(adults, KIND, made.personId);
    expect(item?.blocker).toMatchObject({ effect: 'WARN', fix: expect.stringContaining('endBudget') });
    await adults.ask(
      `mutation { endBudget(streamBudgetId: "${made.budgets.ADULT_SOCIAL_CARE}", on: "2025-11-02", ground: CHC_GRANTED) { applied } }`,
    );
    expect(await at(null)).toEqual([]);
    expect(await at('2025-11-10')).toEqual([]);
  });

  it('nothing is due for somebody who has died', async () => {
    const made = await aChildrensBudget('2008-01-20');
    await made.team.manager.ask(`mutation { recordDeath(personId: "${made.personId}", on: "2025-09-30") { applied } }`);
    expect(await waitingFor(made.team.childrens, KIND, made.personId)).toEqual([]);
  });
});
