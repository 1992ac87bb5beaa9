import { join } from 'node:path';
import { anAdult } from '../../builders/adult';
import { decide, done, fault, rules } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

/* Who handles the money releases what others agreed only where their council's pack gives them a limit, and never agrees it. */

describe('limits by role', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ policyDir: join(__dirname, 'packs') });
  });
  afterAll(() => hub.stop());

  /** An adult's care, agreed, held by the council and lacking nothing but its release. */
  const ready = async (council: string, weekly: string): Promise<string> => {
    const made = await anAdult(hub)
      .of(council)
      .withCarePlan()
      .withAdultsCare({ indicative: { value: weekly } })
      .shared('ADULT_SOCIAL_CARE')
      .agreedAt('ADULT_SOCIAL_CARE', { value: weekly })
      .made();
    const id = made.budgets.ADULT_SOCIAL_CARE ?? '';
    await done(
      made.team.adults,
      'chooseArrangements',
      `streamBudgetId: "${id}", arrangements: [{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "C", amount: { value: "${weekly}" }, from: "2025-09-01" }]`,
    );
    return id;
  };
  const release = (id: string): string => `streamBudgetId: "${id}", on: "2025-10-01"`;

  it('a direct payments team with a limit releases up to it', async () => {
    const team = await hub.as('DP_TEAM', '382', { name: 'Dee' });
    expect(rules(await decide(team, 'releaseBudget', release(await ready('382', '192.31'))))).toContain('FOUR-EYES');
    const within = await ready('382', '192.30');
    // £9,999.60 a year.
    expect((await done(team, 'releaseBudget', release(within))).streamBudget?.status).toBe('RELEASED');
    expect((await fault(team, 'agreeBudget', `streamBudgetId: "${within}", amount: { value: "1.00" }`)).code).toBe('FORBIDDEN');
    expect((await fault(team, 'increaseBudget', `streamBudgetId: "${within}", to: { value: "192.31" }, effectiveOn: "2025-10-01"`)).code).toBe(
      'FORBIDDEN',
    );
  });

  it.each(['DP_TEAM', 'FINANCE_OFFICER'] as const)('%s has none where the pack gives none', async (role) => {
    const id = await ready('384', '10.00');
    expect(rules(await decide(await hub.as(role, '384', { name: 'Dee' }), 'releaseBudget', release(id)))).toContain('FOUR-EYES');
  });
});
