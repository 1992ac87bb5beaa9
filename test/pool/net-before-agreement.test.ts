import { partsOf } from '../../src/dashboards/summary.loader';
import { amount } from '../../src/vocabulary/amount';
import { anAdult } from '../builders/adult';
import { done } from '../builders/family';
import { aHub, type TestHub } from '../builders/hub';
import { aBudget, aState, RAS, TODAY } from '../rules/facts';

/* A charge counts in the pool against what is agreed, and against nothing else: agreed is net and contribution, on every day. */

describe('a contribution that is assessed before anything is agreed', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-01' });
  });
  afterAll(() => hub.stop());

  it('takes nothing from nothing: agreed 0.00, contribution 0.00, net 0.00; then 200.00 less 60.00', async () => {
    const made = await anAdult(hub).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').made();
    const finance = await hub.as('FINANCE_OFFICER', '384', { name: 'Fin' });
    await done(
      finance,
      'recordFinancialAssessment',
      `personId: "${made.personId}", assessed: { value: "60.00" }, assessedOn: "2025-09-01", from: "2025-09-01"`,
    );
    const pool = async (): Promise<object> => {
      const { person } = await made.team.manager.ask(
        `{ person(id: "${made.personId}") { pooledBudget { agreed { perYear } contribution { perWeek perYear } net { perYear } streams { contribution { perYear } net { perYear } } } } }`,
      );
      return person.pooledBudget;
    };
    expect(await pool()).toEqual({
      agreed: { perYear: '0.00' },
      contribution: { perWeek: '0.00', perYear: '0.00' },
      net: { perYear: '0.00' },
      // What the assessment said stands on the budget itself.
      streams: [{ contribution: { perYear: '3120.00' }, net: null }],
    });
    await done(made.team.manager, 'agreeBudget', `streamBudgetId: "${made.budgets.ADULT_SOCIAL_CARE}", amount: { value: "200.00" }`);
    expect(await pool()).toMatchObject({
      agreed: { perYear: '10400.00' },
      contribution: { perWeek: '60.00', perYear: '3120.00' },
      net: { perYear: '7280.00' },
    });
  });
});

it.each([
  ['nothing is agreed', null, 312_000, { agreed: 0, contribution: 0, net: 0 }],
  ['less is agreed than was assessed', 200_000, 312_000, { agreed: 200_000, contribution: 200_000, net: 0 }],
  ['more is agreed', 400_000, 312_000, { agreed: 400_000, contribution: 312_000, net: 88_000 }],
])('in a summary, where %s, agreed is net and contribution', (_, agreed, contribution, expected) => {
  const figures = { indicative: null, agreed: agreed === null ? null : amount(agreed), contribution: amount(contribution) };
  expect(partsOf({ budget: aBudget(RAS, figures), state: aState(figures) }, TODAY)).toEqual([
    { kind: 'NONE', money: { indicative: 0, ...expected } },
  ]);
});
