import { aCarer, anAdult } from '../builders/adult';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import { send } from '../builders/mutation';
import { teamOf } from '../builders/team';
import { agrees, assessed, FROM, heard, ready, theHub, year } from './refusal';
import { rule } from './rule';

/* Each REFUSE and AGREE rule through the graph: refused by its id, nothing written, and applied once what it asks for is done. */

const { hub, refused } = theHub();
const agreeing = (made: Case, value = '5000.00') => ({
  by: made.team.manager,
  mutation: 'agreeBudget' as const,
  given: { streamBudgetId: made.budgets.EDUCATION, amount: year(value) },
});

describe('agreeing', () => {
  refused('INDICATIVE-SHARED', 'before the indicative amount is shared', async () => {
    const made = await aChild(hub()).withEhcPlan().withElement3().withSettingRelease().made();
    return { ...agreeing(made), fix: () => done(made.team.send, 'shareIndicative', { streamBudgetId: made.budgets.EDUCATION, on: '2025-09-10' }) };
  });
  refused('EDU-ELIGIBLE', 'while the EHC plan is a draft', async () => {
    const made = await aChild(hub()).withEhcPlan({ agreed: false }).withElement3().withSettingRelease().shared('EDUCATION').made();
    return { ...agreeing(made), fix: () => done(made.team.send, 'agreePlan', { planId: made.plans['EHC_PLAN'], on: FROM, agreedBy: 'Panel' }) };
  });
  refused('EDU-SETTING-AGREES', "without the school's agreement", async () => {
    const made = await aChild(hub()).withEhcPlan().withElement3().shared('EDUCATION').made();
    return { ...agreeing(made), fix: agrees(made, 'EDUCATION', 'SETTING_RELEASE') };
  });
  refused('EDU-SETTING-AGREES', 'more than the school releases', async () => {
    const made = await aChild(hub()).withEhcPlan().withElement3().withSettingRelease('5000.00').shared('EDUCATION').made();
    return { ...agreeing(made, '5000.01'), fix: null, then: agreeing(made, '5000.00') };
  });
  refused('EDU-RELEASE-MOST', 'a head who releases more than the top-up', async () => {
    const made = await aChild(hub())
      .withEhcPlan()
      .withElement3({ topUp: year('7000.00') })
      .made();
    const release = (value: string) => ({
      input: {
        streamBudgetId: made.budgets.EDUCATION,
        kind: 'SETTING_RELEASE',
        givenBy: 'H. Head',
        role: 'head teacher',
        on: FROM,
        amount: year(value),
      },
    });
    return { by: made.team.manager, mutation: 'recordAgreement', given: release('7000.01'), fix: null, then: { given: release('7000.00') } };
  });
  refused('EDU-SETTING-AGREES', 'where its agreement runs out before the budget', async () => {
    const made = await aChild(hub())
      .withEhcPlan()
      .withElement3({ to: '2026-08-31' })
      .withSettingRelease(null, { until: '2026-07-31' })
      .shared('EDUCATION')
      .made();
    return { ...agreeing(made), fix: agrees(made, 'EDUCATION', 'SETTING_RELEASE', { until: '2026-08-31' }) };
  });
  refused('EDU-OBJECTIVES', 'where no outcome is about progression', async () => {
    const one = { ref: 'O1', text: 'Joins in', tags: ['INCLUSION'] };
    const made = await aChild(hub())
      .withEhcPlan({ outcomes: [one] })
      .withElement3()
      .withSettingRelease()
      .shared('EDUCATION')
      .made();
    return {
      ...agreeing(made),
      fix: () =>
        made.team.send.ask(
          'mutation($id: ID!) { revisePlan(planId: $id, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Joins in", tags: [INCLUSION] }, { ref: "O2", text: "Moves on", tags: [PROGRESSION] }]) { applied } }',
          { id: made.plans['EHC_PLAN'] },
        ),
    };
  });
  refused('SUFFICIENT', 'less than its lines cost', async () => {
    const made = await ready(hub())
      .withItem('EHC_PLAN', { section: 'F', service: 'TUTOR_AT_HOME', cost: { value: '100.00' } })
      .made();
    return { ...agreeing(made, '5199.99'), fix: null, then: agreeing(made, '5200.00') };
  });
  refused('FOUR-EYES', 'the one who proposed', async () => {
    const made = await ready(hub()).made();
    return { ...agreeing(made), by: made.team.send, fix: null, then: { by: made.team.manager } };
  });
  refused('FOUR-EYES', 'an approver above their limit', async () => {
    const made = await aChild(hub())
      .withEhcPlan()
      .withElement3({ topUp: year('60000.00') })
      .withSettingRelease()
      .shared('EDUCATION')
      .made();
    const other = await hub().as('SEND_OFFICER', '384', { name: 'O. Other' });
    return { ...agreeing(made, '50000.01'), by: other, fix: null, then: { by: made.team.manager } };
  });
  refused('VERSION-STALE', 'a version that was read before another change', async () => {
    const made = await ready(hub()).made();
    return { ...agreeing(made), envelope: { expectedVersion: 1 }, fix: null };
  });
  rule('VERSION-STALE')
    .speaks('of a version that is past', async () => {
      const made = await ready(hub()).made();
      const { by, mutation, given } = agreeing(made);
      return heard(await send(by, mutation, given, { expectedVersion: 2 }));
    })
    .passes('of the version that stands', async () => {
      const made = await ready(hub()).made();
      const { by, mutation, given } = agreeing(made);
      return heard(await send(by, mutation, given, { expectedVersion: 3 }));
    });
  refused('CAR-REPLACEMENT-CONSENT', 'replacement care without the consent of the person cared for', async () => {
    const caredFor = await anAdult(hub()).made();
    const made = await aCarer(hub())
      .withCarersPlan()
      .withAllocation(caredFor.personId, { replacementCare: { value: '40.00' } })
      .shared('CARER')
      .made();
    return {
      by: made.team.manager,
      mutation: 'agreeBudget',
      given: { streamBudgetId: made.budgets.CARER, amount: { value: '60.00' } },
      fix: agrees(made, 'CARER', 'CARED_FOR_CHARGE', { givenBy: 'Bo Hall', role: 'person cared for' }),
    };
  });
  refused('CAR-JOINT', 'a joint budget to which only one has agreed', async () => {
    const caredFor = await anAdult(hub()).made();
    const made = await aCarer(hub())
      .withCarersPlan()
      .withAllocation(caredFor.personId)
      .shared('CARER')
      .withAgreement('CARER', { kind: 'JOINT_PLAN', givenBy: 'Cy Lane', role: 'carer' })
      .made();
    return {
      by: made.team.manager,
      mutation: 'agreeBudget',
      given: { streamBudgetId: made.budgets.CARER, amount: { value: '60.00' } },
      fix: agrees(made, 'CARER', 'JOINT_PLAN', { givenBy: 'Bo Hall', role: 'person cared for' }),
    };
  });
  test("an adult's budget is agreed with a warning until the financial assessment is recorded", async () => {
    const made = await anAdult(hub()).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').made();
    const decided = await send(made.team.manager, 'agreeBudget', { streamBudgetId: made.budgets.ADULT_SOCIAL_CARE, amount: { value: '200.00' } });
    expect([decided.applied, decided.results.map(({ rule: { id }, effect }) => [id, effect])]).toEqual([true, [['ASC-CONTRIBUTION-DUE', 'WARN']]]);
  });
  test('PHB-CHC-WHOLE: continuing healthcare flags the budget that runs, and none is agreed beside it', async () => {
    const made = await anAdult(hub()).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').made();
    const input = { personId: made.personId, eligibility: 'CHC', decidedOn: '2025-08-10', indicative: { value: '900.00' }, ...assessed };
    const attached = await send(made.team.nurse, 'attachHealthBudget', { input });
    expect(attached.results.map(({ rule: { id }, effect }) => [id, effect])).toEqual([
      ['PHB-RIGHT-TO-HAVE', 'INFORM'],
      ['PHB-SHOWN', 'INFORM'],
      ['PHB-CHC-WHOLE', 'WARN'],
    ]);
    const agreed = await send(made.team.manager, 'agreeBudget', { streamBudgetId: made.budgets.ADULT_SOCIAL_CARE, amount: { value: '200.00' } });
    expect([agreed.applied, agreed.results.filter(({ effect }) => effect === 'REFUSE').map((each) => each.rule.id)]).toEqual([
      false,
      ['PHB-CHC-WHOLE'],
    ]);
  });
  test('to a manager of another council there is no such budget', async () => {
    const made = await ready(hub()).made();
    const elsewhere = await teamOf(hub(), '343');
    await expect(send(elsewhere.manager, 'agreeBudget', agreeing(made).given)).rejects.toThrow('NOT_FOUND');
  });
});
