import { anAdult } from '../builders/adult';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import { send } from '../builders/mutation';
import { agrees, FROM, ready, type Refused, theHub, year } from './refusal';

/* Each REFUSE and AGREE rule through the graph: refused by its id, nothing written, and applied once what it asks for is done. */

const { hub, refused } = theHub();

describe('lines', () => {
  const sectionJ = async (made: Case, bad: object, good: object | null, fix: Refused['fix'] = null): Promise<Refused> => {
    const input = {
      planId: made.plans['EHC_PLAN'],
      section: 'F',
      reference: 'J9',
      outcomeRef: 'O1',
      service: 'TUTOR_AT_HOME',
      description: 'A line',
      cost: { value: '50.00' },
      from: FROM,
    };
    return {
      by: made.team.manager,
      mutation: 'addSectionJItem',
      given: { input: { ...input, ...bad } },
      fix,
      then: good === null ? {} : { given: { input: { ...input, ...good } } },
    };
  };
  const child = () => aChild(hub()).withEhcPlan();
  refused('OUTCOME-LINKED', 'an outcome of another plan', async () => sectionJ(await child().made(), { outcomeRef: 'X9' }, { outcomeRef: 'O2' }));
  refused('OUTCOME-ELIGIBLE', 'an outcome that no budget may meet', async () =>
    sectionJ(
      await aChild(hub())
        .withEhcPlan({
          outcomes: [
            { ref: 'O1', text: 'Joins in' },
            { ref: 'O2', text: 'Sleeps', budgetEligible: false },
          ],
        })
        .made(),
      { outcomeRef: 'O2' },
      { outcomeRef: 'O1' },
    ),
  );
  refused('ITEM-REFERENCE', 'a second line under the same reference', async () => {
    const made = await child().made();
    const first = await sectionJ(made, { reference: 'J9' }, null);
    await done(first.by, first.mutation, first.given);
    return sectionJ(made, { reference: 'j9' }, { reference: 'J10' });
  });
  refused('EDU-ELEMENT-1', 'a school place', async () => sectionJ(await child().made(), { service: 'SCHOOL_PLACE' }, {}));
  refused('EDU-SECTION', 'a line of section F drawn on social care', async () => {
    const made = await child().withElement3().withChildrensCare().made();
    return sectionJ(made, { streamBudgetId: made.budgets.CHILDRENS_SOCIAL_CARE }, { streamBudgetId: made.budgets.EDUCATION });
  });
  refused('SERVICE-OTHER-STREAM', 'home care in education', async () => sectionJ(await child().made(), { service: 'HOME_CARE' }, {}));
  refused('SPEND-LAWFUL', 'alcohol', async () =>
    sectionJ(await child().made(), { section: 'H1', service: 'ALCOHOL' }, { section: 'H1', service: 'FAMILY_SUPPORT' }),
  );
  refused('CSC-AGE', "a child's line from the 18th birthday", async () =>
    sectionJ(
      await aChild(hub()).born('2007-09-15').withEhcPlan().made(),
      { section: 'H1', service: 'FAMILY_SUPPORT', from: '2025-09-15' },
      { section: 'H2', service: 'HOME_CARE', from: '2025-09-15' },
    ),
  );
  refused('PHB-EXCLUDED', 'a GP', async () =>
    sectionJ(await child().made(), { section: 'G', service: 'GP_SERVICES' }, { section: 'G', service: 'THERAPY' }),
  );
  test('PHB-NHS-ONLY and PHB-FORBIDDEN are said with the rule that holds in every stream', async () => {
    const made = await child().made();
    const ids = async (service: string) => {
      const { by, mutation, given } = await sectionJ(made, { section: 'G', service }, null);
      return (await send(by, mutation, given)).results.map((each) => each.rule.id);
    };
    expect(await ids('HOME_TO_SCHOOL_TRANSPORT')).toEqual(['SERVICE-OTHER-STREAM', 'PHB-NHS-ONLY']);
    expect(await ids('TOBACCO')).toEqual(['SPEND-LAWFUL', 'PHB-FORBIDDEN']);
    expect(await ids('NURSING_AT_HOME')).toEqual([]);
  });
  test('CSC-NON-RESIDENTIAL and CSC-SHORT-BREAK refuse a residential unit together', async () => {
    const made = await child().made();
    const { by, mutation, given } = await sectionJ(made, { section: 'H1', service: 'RESIDENTIAL_SHORT_BREAK' }, null);
    const { applied, results } = await send(by, mutation, given);
    expect([applied, ...results.map((each) => each.rule.id)]).toEqual([false, 'CSC-NON-RESIDENTIAL', 'CSC-SHORT-BREAK']);
    const home = await sectionJ(made, { section: 'H1', service: 'SHORT_BREAK' }, null);
    expect(await send(home.by, home.mutation, home.given)).toMatchObject({ applied: true, results: [] });
  });
  refused('NOT-EXTRA-MONEY', 'more than what is agreed', async () => {
    const made = await ready(hub()).agreedAt('EDUCATION', year('5000.00')).made();
    return sectionJ(made, { cost: year('5000.01') }, { cost: year('5000.00') });
  });
  refused('SERVICE-UNIVERSAL', 'a youth club open to everyone', async () => {
    const made = await child().withChildrensCare().made();
    return sectionJ(made, { section: 'H1', service: 'UNIVERSAL_YOUTH_CLUB' }, null, agrees(made, 'CHILDRENS_SOCIAL_CARE', 'SERVICE_EXCEPTION'));
  });
  refused('SERVICE-GROUP-HARM', 'a break that works for several', async () => {
    const made = await aChild(hub()).of('382').withEhcPlan().withChildrensCare().made();
    return sectionJ(made, { section: 'H1', service: 'SHORT_BREAK' }, null, agrees(made, 'CHILDRENS_SOCIAL_CARE', 'SERVICE_EXCEPTION'));
  });
  refused('PLAN-HOME', "a child's line in a care plan while an EHC plan is in force", async () => {
    const made = await child().withPlan('CHILD_CARE_PLAN').made();
    const line = { outcomeRef: 'O1', service: 'FAMILY_SUPPORT', description: 'A line', cost: { value: '50.00' }, from: FROM };
    return {
      by: made.team.childrens,
      mutation: 'addPlanItem',
      given: { input: { ...line, planId: made.plans['CHILD_CARE_PLAN'], stream: 'CHILDRENS_SOCIAL_CARE' } },
      fix: null,
      then: { mutation: 'addSectionJItem', given: { input: { ...line, planId: made.plans['EHC_PLAN'], section: 'H1', reference: 'J9' } } },
    };
  });

  const adultsLine = async (made: Case, bad: object, good: object | null, fix: Refused['fix'] = null): Promise<Refused> => {
    const input = {
      planId: made.plans['CARE_AND_SUPPORT_PLAN'],
      stream: 'ADULT_SOCIAL_CARE',
      outcomeRef: 'O1',
      service: 'HOME_CARE',
      description: 'A line',
      cost: { value: '50.00' },
      from: FROM,
    };
    return {
      by: made.team.adults,
      mutation: 'addPlanItem',
      given: { input: { ...input, ...bad } },
      fix,
      then: good === null ? {} : { given: { input: { ...input, ...good } } },
    };
  };
  refused('ASC-REABLEMENT', 'reablement that costs money', async () =>
    adultsLine(await anAdult(hub()).withCarePlan().made(), { service: 'REABLEMENT' }, { service: 'REABLEMENT', cost: { value: '0.00' } }),
  );
  refused('SERVICE-BLOCK', 'a day centre under a block contract', async () => {
    const made = await anAdult(hub()).withCarePlan().withAdultsCare().made();
    return adultsLine(made, { service: 'BLOCK_DAY_CENTRE' }, null, agrees(made, 'ADULT_SOCIAL_CARE', 'SERVICE_EXCEPTION'));
  });
  refused('ASC-AGE', "an adult's line before the 18th birthday", async () =>
    adultsLine(await anAdult(hub()).born('2007-09-15').withCarePlan().made(), { from: '2025-09-14' }, { from: '2025-09-15' }),
  );
  test('COUNCIL-RATE tells what of a price is a top-up, and only the rest draws on the budget', async () => {
    const made = await aChild(hub()).of('382').withPlan('CHILD_CARE_PLAN').withChildrensCare().shared('CHILDRENS_SOCIAL_CARE').made();
    const line = (unitPrice: string) => ({
      input: {
        planId: made.plans['CHILD_CARE_PLAN'],
        stream: 'CHILDRENS_SOCIAL_CARE',
        outcomeRef: 'O1',
        service: 'FAMILY_SUPPORT',
        description: 'Support',
        unit: 'hour',
        unitPrice,
        unitsPerWeek: '4',
        from: FROM,
      },
    });
    const { applied, results } = await send(made.team.childrens, 'addPlanItem', line('22.50'));
    expect([applied, ...results.map((each) => [each.rule.id, each.effect, each.message.slice(0, 60)])]).toEqual([
      true,
      ['COUNCIL-RATE', 'INFORM', '£22.50 for each hour is £2.50 more than Kirklees Council pay'],
    ]);
    await done(made.team.manager, 'agreeBudget', { streamBudgetId: made.budgets.CHILDRENS_SOCIAL_CARE, amount: { value: '80.00' } });
  });
  test('a service that no catalogue has is a broken request', async () => {
    const { by, mutation, given } = await sectionJ(await child().made(), { service: 'UNICORN' }, null);
    await expect(send(by, mutation, given)).rejects.toThrow('BAD_INPUT: "UNICORN" is not in the catalogue of Wakefield');
  });
});
