import { aPerson, aReleasedBudget, decide, done, fault, rules, streamOf, type Workers, workers } from '../builders/family';
import { aHub, type TestHub } from '../builders/hub';

const REVIEWS = 'reviews { id dueOn doneOn status finding rule { id } }';
const DISPUTES = 'disputes { id subject stage raisedOn account outcome }';

describe('a budget is reviewed and disputed', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeEach(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterEach(() => hub.stop());

  it('reviews are due from release on; one that is done answers what was due by its day, or the next', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const reviews = async (asOf: string): Promise<unknown[]> =>
      (await streamOf(staff, id, budgetId, REVIEWS, asOf)).reviews.map((each: any) => [each.rule.id, each.dueOn, each.status, each.doneOn]);
    expect(await reviews('2025-10-06')).toEqual([
      ['REVIEW-FIRST', '2026-01-06', 'DUE', null],
      ['REVIEW-SECOND', '2026-04-06', 'DUE', null],
    ]);
    expect(await reviews('2026-01-07')).toContainEqual(['REVIEW-FIRST', '2026-01-06', 'OVERDUE', null]);
    hub.setDay('2025-12-01');
    const first = await done(
      staff.send,
      'recordReview',
      `streamBudgetId: "${budgetId}", doneOn: "2025-11-30", finding: "It works", outcomesMet: true`,
    );
    expect(rules(first)).toContain('REVIEW-SECOND');
    expect(await reviews('2025-12-01')).toEqual(
      expect.arrayContaining([
        ['REVIEW-FIRST', '2026-01-06', 'DONE', '2025-11-30'],
        ['REVIEW-SECOND', '2026-04-06', 'DUE', null],
      ]),
    );
    // A late one answers all that was due.
    hub.setDay('2027-05-10');
    await done(staff.send, 'recordReview', `streamBudgetId: "${budgetId}", doneOn: "2027-05-10", finding: "Late", outcomesMet: false`);
    const standing = (await reviews('2027-05-10')) as string[][];
    expect(standing.filter(([, , status]) => status === 'OVERDUE')).toEqual([]);
    expect(standing.filter(([, , status]) => status === 'DONE').map(([rule]) => rule)).toEqual(['REVIEW-FIRST', 'REVIEW-SECOND', 'REVIEW-CYCLE']);
    for (const [args, field] of [
      ['doneOn: "2027-05-11", finding: "x"', 'doneOn'],
      ['doneOn: "2025-10-05", finding: "x"', 'doneOn'],
      ['doneOn: "2027-05-10", finding: " "', 'finding'],
    ])
      expect(await fault(staff.send, 'recordReview', `streamBudgetId: "${budgetId}", ${args}, outcomesMet: true`)).toMatchObject({
        code: 'BAD_INPUT',
        field,
      });
  });

  it('a dispute goes through the stages in order; the budget stands, and no cut is applied meanwhile', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const parent = await aPerson(staff, '1985-01-05', 'Pat Parent');
    await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${id}", from: "2012-05-04"`);
    const mother = await hub.as('PARENT', '384', { name: 'Pat Parent', person: parent });
    const cut = await done(
      staff.send,
      'proposeReduction',
      `streamBudgetId: "${budgetId}", kind: REDUCE, to: { value: "7000.00", every: YEAR }, reasons: "Less is needed", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-01"`,
    );
    const raised = await done(mother, 'raiseDispute', `streamBudgetId: "${budgetId}", subject: AMOUNT, account: "It does not cover two hours"`);
    expect(raised).toMatchObject({
      results: [{ rule: { id: 'DISPUTE-STAGES' }, effect: 'INFORM' }],
      streamBudget: { status: 'RELEASED', agreed: { perYear: '8000.00' } },
    });
    expect((await fault(mother, 'raiseDispute', `streamBudgetId: "${budgetId}", subject: AMOUNT, account: "Again"`)).field).toBe('subject');
    hub.setDay('2025-11-04');
    expect(rules(await decide(staff.manager, 'applyReduction', `consultationId: "${cut.id}"`))).toEqual(['DISPUTE-STAGES']);
    const stage = async (): Promise<string> => (await streamOf(staff, id, budgetId, DISPUTES)).disputes[0].stage;
    expect(await stage()).toBe('PATHWAY');
    await done(mother, 'escalateDispute', `disputeId: "${raised.id}"`);
    expect(await stage()).toBe('SERVICE_MANAGER');
    await done(mother, 'escalateDispute', `disputeId: "${raised.id}"`);
    expect(await stage()).toBe('COMPLAINTS');
    expect((await fault(mother, 'escalateDispute', `disputeId: "${raised.id}"`)).message).toContain('Ombudsman');
    expect((await fault(mother, 'settleDispute', `disputeId: "${raised.id}", outcome: "x"`)).code).toBe('FORBIDDEN');
    await done(staff.manager, 'settleDispute', `disputeId: "${raised.id}", outcome: "The amount stands"`);
    expect((await streamOf(staff, id, budgetId, DISPUTES)).disputes).toEqual([
      {
        id: raised.id,
        subject: 'AMOUNT',
        stage: 'SETTLED',
        raisedOn: '2025-10-06',
        account: 'It does not cover two hours',
        outcome: 'The amount stands',
      },
    ]);
    expect((await fault(staff.manager, 'settleDispute', `disputeId: "${raised.id}", outcome: "x"`)).message).toContain('settled');
    await done(staff.manager, 'applyReduction', `consultationId: "${cut.id}"`);
  });

  it('a complaint about a service that was bought goes to its provider, and holds up nothing', async () => {
    const { budgetId } = await aReleasedBudget(staff);
    const raised = await done(staff.send, 'raiseDispute', `streamBudgetId: "${budgetId}", subject: BOUGHT_SERVICE, account: "The tutor came late"`);
    expect(rules(raised)).toEqual(['DISPUTE-PROVIDER']);
    expect((await fault(staff.send, 'escalateDispute', `disputeId: "${raised.id}"`)).message).toContain('provider');
    const cut = await done(
      staff.send,
      'proposeReduction',
      `streamBudgetId: "${budgetId}", kind: REDUCE, to: { value: "7000.00", every: YEAR }, reasons: "Less is needed", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-01"`,
    );
    hub.setDay('2025-11-04');
    await done(staff.manager, 'applyReduction', `consultationId: "${cut.id}"`);
  });

  it('who may not see the budget sees neither its reviews nor its disputes', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const { person } = await staff.adults.ask(
      `{ person(id: "${id}") { pooledBudget { streams { id visibility reviews { id } disputes { id } spending { paid } transactions { id } invoices { id } consultations { id } } } } }`,
    );
    expect(person.pooledBudget.streams).toEqual([
      {
        id: budgetId,
        visibility: 'EXISTS_ONLY',
        reviews: null,
        disputes: null,
        spending: null,
        transactions: null,
        invoices: null,
        consultations: null,
      },
    ]);
  });
});
