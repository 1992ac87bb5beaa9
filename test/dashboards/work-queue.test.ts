import { aCarer, anAdult } from '../builders/adult';
import { done as sent } from '../builders/case';
import { aChild } from '../builders/child';
import { aChildWithBudget, aPerson, aReleasedBudget, done, heldByCouncil, type Workers, workers } from '../builders/family';
import { aHub, type TestHub } from '../builders/hub';
import { inShort, queueOf, waitingFor } from './queue';

describe('what waits for a worker', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeEach(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterEach(() => hub.stop());
  const waiting = async (kind: string, personId: string, asOf: string | null = null) =>
    inShort(await waitingFor(staff.manager, kind, personId, asOf));

  it('AGREEMENT_NEEDED: what nobody has agreed to yet, from the day the money was to run; gone once it is on record', async () => {
    const made = await aChild(hub).withEhcPlan().withElement3().made();
    const budgetId = made.budgets.EDUCATION;
    const [item, ...others] = await waitingFor(staff.send, 'AGREEMENT_NEEDED', made.personId);
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      id: `AGREEMENT_NEEDED-${budgetId}-EDU-SETTING-AGREES`,
      kind: 'AGREEMENT_NEEDED',
      subjectId: null,
      dueOn: '2025-09-01',
      daysLate: 35,
      stream: 'EDUCATION',
      streamBudget: { id: budgetId, visibility: 'FULL' },
      blocker: { effect: 'NEEDS_AGREEMENT', fix: expect.stringContaining('SETTING_RELEASE') },
    });
    await sent(staff.send, 'recordAgreement', {
      input: { streamBudgetId: budgetId, kind: 'SETTING_RELEASE', givenBy: 'Dr Head', role: 'head teacher', on: '2025-08-30' },
    });
    expect(await waiting('AGREEMENT_NEEDED', made.personId)).toEqual([]);
  });

  it('of a budget that has yet to begin it is due on its first day, and the budget is shown as it will begin', async () => {
    const made = await aChild(hub).withEhcPlan().withElement3({ from: '2026-01-05' }).made();
    const [item] = await waitingFor(staff.send, 'AGREEMENT_NEEDED', made.personId);
    expect(item).toMatchObject({ dueOn: '2026-01-05', daysLate: 0, streamBudget: { id: made.budgets.EDUCATION } });
    // A stream is asked of the tasks, so that it finds what no pool holds yet.
    const ids = async (filter: object) => (await queueOf(staff.send, 'AGREEMENT_NEEDED', filter)).map(({ id }) => id);
    expect(await ids({ stream: 'EDUCATION' })).toEqual([item?.id]);
    expect(await ids({ stream: 'CHILDRENS_SOCIAL_CARE' })).toEqual([]);
    expect(await ids({ stream: 'EDUCATION', status: 'INDICATIVE' })).toEqual([]);
    expect(await ids({ ageBand: 'ADULT' })).toEqual([]);
  });

  it('a setting that takes its agreement back is one task, with what the council owes', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    expect(await waiting('AGREEMENT_NEEDED', id)).toEqual([]);
    const { person } = await staff.send.ask(`{ person(id: "${id}") { pooledBudget { streams { agreements { id kind } } } } }`);
    const agreement = person.pooledBudget.streams[0].agreements[0].id;
    hub.setDay('2025-11-10');
    await done(staff.send, 'withdrawAgreement', `agreementId: "${agreement}", on: "2025-11-08", reason: "The head has changed"`);
    const items = await waitingFor(staff.send, 'AGREEMENT_NEEDED', id);
    expect(inShort(items)).toEqual([['EDU-AGREEMENT-WITHDRAWN', '2025-11-08', 2]]);
    expect(items[0]).toMatchObject({ subjectId: agreement, blocker: { message: expect.stringContaining('still owes the provision') } });
    await done(
      staff.send,
      'recordAgreement',
      `input: { streamBudgetId: "${budgetId}", kind: SETTING_RELEASE, givenBy: "Dr Head", role: "head teacher", on: "2025-11-10" }`,
    );
    expect(await waiting('AGREEMENT_NEEDED', id)).toEqual([]);
  });

  it('consent to pay for replacement care: needed, given, and where it is refused the council seeks another way', async () => {
    const cared = await anAdult(hub).made();
    const carer = await aCarer(hub)
      .withCarersPlan()
      .withAllocation(cared.personId, { replacementCare: { value: '25.00' } })
      .made();
    expect(await waiting('AGREEMENT_NEEDED', carer.personId)).toEqual([['CAR-REPLACEMENT-CONSENT', '2025-09-01', 35]]);
    const given = await sent(carer.team.carers, 'recordAgreement', {
      input: { streamBudgetId: carer.budgets.CARER, kind: 'CARED_FOR_CHARGE', givenBy: 'Bo Hall', role: 'cared for', on: '2025-10-01' },
    });
    expect(await waiting('AGREEMENT_NEEDED', carer.personId)).toEqual([]);
    await done(staff.manager, 'withdrawAgreement', `agreementId: "${given.id}", on: "2025-10-04", reason: "Refuses to pay"`);
    const [refused] = await waitingFor(carer.team.carers, 'AGREEMENT_NEEDED', carer.personId);
    expect(refused).toMatchObject({
      dueOn: '2025-10-04',
      daysLate: 2,
      blocker: {
        rule: { id: 'CAR-REPLACEMENT-CONSENT' },
        effect: 'NEEDS_AGREEMENT',
        message: expect.stringMatching(/Bo Hall refuses to be charged for it since 2025-10-04\. The council seeks another way/),
      },
    });
  });

  it('FINANCIAL_ASSESSMENT_DUE: an adult whose budget is agreed and who has not been assessed', async () => {
    const made = await anAdult(hub).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').made();
    expect(await waiting('FINANCIAL_ASSESSMENT_DUE', made.personId)).toEqual([]);
    await sent(staff.manager, 'agreeBudget', { streamBudgetId: made.budgets.ADULT_SOCIAL_CARE, amount: { value: '180.00' } });
    expect(await waiting('FINANCIAL_ASSESSMENT_DUE', made.personId)).toEqual([['ASC-CONTRIBUTION-DUE', '2025-09-01', 35]]);
    await sent(made.team.finance, 'recordFinancialAssessment', {
      personId: made.personId,
      assessed: { value: '30.00' },
      assessedOn: '2025-10-05',
      from: '2025-09-01',
    });
    expect(await waiting('FINANCIAL_ASSESSMENT_DUE', made.personId)).toEqual([]);
  });

  it('DISPUTE_OPEN: with whom it is, until it is settled, also once the budget has ended', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const raised = await done(staff.send, 'raiseDispute', `streamBudgetId: "${budgetId}", subject: AMOUNT, account: "Too little"`);
    const [item] = await waitingFor(staff.send, 'DISPUTE_OPEN', id);
    expect(item).toMatchObject({
      id: `DISPUTE_OPEN-${budgetId}-${raised.id}`,
      subjectId: raised.id,
      dueOn: null,
      daysLate: 0,
      blocker: { rule: { id: 'DISPUTE-STAGES' }, message: expect.stringContaining('those who work with the person') },
    });
    await done(staff.send, 'escalateDispute', `disputeId: "${raised.id}"`);
    await done(
      staff.manager,
      'endBudget',
      `streamBudgetId: "${budgetId}", on: "2025-10-06", ground: PERSON_ASKED, envelope: { reason: "By letter" }`,
    );
    hub.setDay('2025-10-20');
    const [later] = await waitingFor(staff.send, 'DISPUTE_OPEN', id);
    expect(later).toMatchObject({ id: item?.id, blocker: { message: expect.stringContaining('the service manager') } });
    await done(staff.manager, 'settleDispute', `disputeId: "${raised.id}", outcome: "The amount stands"`);
    expect(await waitingFor(staff.send, 'DISPUTE_OPEN', id)).toEqual([]);
  });

  it('REVIEW_DUE comes up four weeks before its day, and is REVIEW_OVERDUE from the day after it', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    expect(await waiting('REVIEW_DUE', id, '2025-12-08')).toEqual([]);
    expect(await waiting('REVIEW_DUE', id, '2025-12-09')).toEqual([['REVIEW-FIRST', '2026-01-06', 0]]);
    expect(await waiting('REVIEW_OVERDUE', id, '2026-01-06')).toEqual([]);
    expect(await waiting('REVIEW_DUE', id, '2026-01-06')).toEqual([['REVIEW-FIRST', '2026-01-06', 0]]);
    expect(await waiting('REVIEW_DUE', id, '2026-01-07')).toEqual([]);
    const [overdue] = await waitingFor(staff.send, 'REVIEW_OVERDUE', id, '2026-01-07');
    expect(overdue).toMatchObject({
      subjectId: `${budgetId}-REVIEW-FIRST-2026-01-06`,
      daysLate: 1,
      blocker: { message: 'The first review was due by 2026-01-06.', fix: expect.stringContaining('recordReview') },
    });
    hub.setDay('2026-01-20');
    await done(staff.send, 'recordReview', `streamBudgetId: "${budgetId}", doneOn: "2026-01-19", finding: "It works", outcomesMet: true`);
    expect(await waiting('REVIEW_OVERDUE', id)).toEqual([]);
  });

  it('an indicative amount that is to be looked at again waits as a review without a day', async () => {
    const made = await aChild(hub).withEhcPlan().withElement3().made();
    const asked = await done(staff.send, 'requestSufficiencyReview', `streamBudgetId: "${made.budgets.EDUCATION}", account: "It is too little"`);
    const [item] = await waitingFor(staff.send, 'REVIEW_DUE', made.personId);
    expect(item).toMatchObject({ subjectId: asked.id, dueOn: null, daysLate: 0, blocker: { rule: { id: 'SUFFICIENCY-REVIEW' } } });
    await done(
      staff.manager,
      'decideSufficiencyReview',
      `reviewId: "${asked.id}", indicative: { value: "11000.00", every: YEAR }, account: "One hour more"`,
    );
    expect(await waitingFor(staff.send, 'REVIEW_DUE', made.personId)).toEqual([]);
  });

  it('an emergency waits for the review of those who oversee the service and did not open it', async () => {
    const made = await aChild(hub).withEhcPlan().made();
    const opening = `mutation { openEmergencyAccess(personId: "${made.personId}", dateOfBirth: "2014-05-04", envelope: { reason: "Found at the roadside" }) { applied id } }`;
    const { openEmergencyAccess } = await (await hub.as('SEND_OFFICER', '343', { name: 'Far Away' })).ask(opening);
    const [item] = await waitingFor(staff.manager, 'REVIEW_DUE', made.personId);
    expect(item).toMatchObject({
      id: `REVIEW_DUE-RECORD-${openEmergencyAccess.id}`,
      subjectId: openEmergencyAccess.id,
      dueOn: '2025-10-13',
      stream: null,
      streamBudget: null,
      blocker: { rule: { id: 'EMERGENCY-ACCESS' }, effect: 'INFORM', fix: expect.stringContaining('reviewEmergencyAccess') },
    });
    expect(await waitingFor(staff.send, 'REVIEW_DUE', made.personId)).toEqual([]);
    // At once, beside the review that is due within a week.
    const [alert] = await waitingFor(staff.manager, 'EMERGENCY_ACCESS', made.personId);
    expect(alert).toMatchObject({ subjectId: openEmergencyAccess.id, dueOn: '2025-10-06', blocker: { rule: { id: 'EMERGENCY-ACCESS' } } });
    expect(await waitingFor(staff.send, 'EMERGENCY_ACCESS', made.personId)).toEqual([]);
    expect(await waiting('REVIEW_OVERDUE', made.personId, '2025-10-15')).toEqual([['EMERGENCY-ACCESS', '2025-10-13', 2]]);
    await done(staff.manager, 'reviewEmergencyAccess', `emergencyId: "${openEmergencyAccess.id}", justified: true, finding: "It was one"`);
    expect(await waitingFor(staff.manager, 'REVIEW_DUE', made.personId)).toEqual([]);
    expect(await waitingFor(staff.manager, 'EMERGENCY_ACCESS', made.personId)).toEqual([]);
  });

  it('AGREEMENT_EXPIRING: eight weeks before an agreement runs out, if the rules will then ask for it again', async () => {
    const made = await aChild(hub).withEhcPlan().withElement3({ to: '2026-07-31' }).withSettingRelease(null, { until: '2025-12-31' }).made();
    expect(await waiting('AGREEMENT_EXPIRING', made.personId, '2025-11-04')).toEqual([]);
    expect(await waiting('AGREEMENT_EXPIRING', made.personId, '2025-11-05')).toEqual([['EDU-SETTING-AGREES', '2025-12-31', 0]]);
    expect(await waiting('AGREEMENT_EXPIRING', made.personId, '2025-12-31')).toHaveLength(1);
    expect(await waiting('AGREEMENT_EXPIRING', made.personId, '2026-01-01')).toEqual([]);
    const next = { streamBudgetId: made.budgets.EDUCATION, kind: 'SETTING_RELEASE', givenBy: 'Dr Head', role: 'head teacher', on: '2025-10-05' };
    await sent(staff.send, 'recordAgreement', { input: next });
    expect(await waiting('AGREEMENT_EXPIRING', made.personId, '2025-12-01')).toEqual([]);
    // One that ends with the budget, or later, is not missed by anybody.
    const whole = await aChild(hub).withEhcPlan().withElement3({ to: '2025-11-30' }).withSettingRelease(null, { until: '2025-11-30' }).made();
    expect(await waiting('AGREEMENT_EXPIRING', whole.personId, '2025-11-06')).toEqual([]);
  });

  it('RELEASE_BLOCKED: every rule that stands between the budget and its money, each until it is satisfied', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
    expect(await waiting('RELEASE_BLOCKED', id)).toEqual([['ARRANGEMENTS-COMPLETE', '2025-09-01', 35]]);
    await heldByCouncil(staff, budgetId);
    expect(await waiting('RELEASE_BLOCKED', id)).toEqual([]);
    // A plan that ceases blocks what is released, from its day.
    await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budgetId}", on: "2025-10-06"`);
    const { person } = await staff.send.ask(`{ person(id: "${id}") { plans { id } } }`);
    await done(staff.send, 'ceasePlan', `planId: "${person.plans[0].id}", on: "2025-10-20", ground: "No longer needed"`);
    expect(await waiting('RELEASE_BLOCKED', id)).toEqual([]);
    hub.setDay('2025-10-25');
    const blocked = await waiting('RELEASE_BLOCKED', id);
    expect(blocked).toContainEqual(['PLAN-AGREED', '2025-10-20', 5]);
    expect(blocked).toContainEqual(['EDU-ELIGIBLE', '2025-10-20', 5]);
  });

  it('CONSULTATION_OPEN: by the last day for an answer, then to be applied; a funder that is heard is told so until it has answered', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const parent = await aPerson(staff, '1985-01-05', 'Pat Parent');
    await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${id}", from: "2012-05-04"`);
    await done(
      staff.nhs,
      'attachHealthBudget',
      `input: { personId: "${id}", eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-08-01", assessedBy: "N", decidedOn: "2025-08-10", indicative: { value: "300.00" }, from: "2025-09-01", shownInPool: false }`,
    );
    const cut = await done(
      staff.send,
      'proposeReduction',
      `streamBudgetId: "${budgetId}", kind: REDUCE, to: { value: "7000.00", every: YEAR }, reasons: "Less is needed", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-01"`,
    );
    const [item] = await waitingFor(staff.manager, 'CONSULTATION_OPEN', id);
    expect(item).toMatchObject({ subjectId: cut.id, dueOn: '2025-11-03', daysLate: 0, streamBudget: { visibility: 'FULL' } });
    // The NHS budget is not shown with the rest, so the council is told of another funder and no more.
    expect(item?.blocker?.message).toContain('Pat Parent, Another funder have not answered');
    const [heard] = await waitingFor(staff.nhs, 'CONSULTATION_OPEN', id);
    expect(heard).toMatchObject({ subjectId: cut.id, dueOn: '2025-11-03', streamBudget: { visibility: 'EXISTS_ONLY' } });
    expect(heard?.blocker?.message).toMatch(/West Yorkshire.* has not answered/);
    expect(heard?.blocker?.message).not.toContain('Pat');
    const party = /, and (.*) has not answered/.exec(heard?.blocker?.message ?? '')?.[1];
    const answer = (name: string) => `consultationId: "${cut.id}", party: "${name}", agrees: true, view: "Fine", on: "2025-10-06"`;
    await done(staff.nhs, 'answerConsultation', answer(party ?? ''));
    expect(await waitingFor(staff.nhs, 'CONSULTATION_OPEN', id)).toEqual([]);
    await done(await hub.as('PARENT', '384', { person: parent }), 'answerConsultation', answer('Pat Parent'));
    expect(await waiting('CONSULTATION_OPEN', id)).toEqual([[null, '2025-12-01', 0]]);
    hub.setDay('2025-12-03');
    expect(await waiting('CONSULTATION_OPEN', id)).toEqual([[null, '2025-12-01', 2]]);
    await done(staff.manager, 'applyReduction', `consultationId: "${cut.id}"`);
    expect(await waiting('CONSULTATION_OPEN', id)).toEqual([]);
    // Asked to be looked at again, it waits until that is decided.
    await done(staff.send, 'requestReconsideration', `consultationId: "${cut.id}", account: "The hours are needed"`);
    const [again] = await waitingFor(staff.manager, 'CONSULTATION_OPEN', id);
    expect(again).toMatchObject({ id: item?.id, blocker: { rule: { id: 'REDUCE-CONSULT' }, fix: expect.stringContaining('decideReconsideration') } });
    await done(staff.second, 'decideReconsideration', `consultationId: "${cut.id}", upheld: true, reasons: "It stands"`);
    expect(await waiting('CONSULTATION_OPEN', id)).toEqual([]);
  });
});
