import { anAdult } from '../builders/adult';
import { done as sent } from '../builders/case';
import { aHub, type TestHub } from '../builders/hub';
import { inShort, waitingFor } from './queue';

describe('a charge that rests on what has moved waits to be assessed again', () => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await aHub();
  });
  afterEach(() => hub.stop());

  const adult = (born: string) =>
    anAdult(hub).born(born).withCarePlan().withAdultsCare().shared('ADULT_SOCIAL_CARE').agreedAt('ADULT_SOCIAL_CARE', { value: '900.00' }).made();
  type Made = Awaited<ReturnType<typeof adult>>;
  const assess = ({ team, personId }: Made, from: string, charge: object, assessedOn = from) =>
    sent(team.finance, 'recordFinancialAssessment', { personId, assessedOn, from, ...charge });
  const weekly = { assessed: { value: '30.00' } };
  const due = async ({ team, personId }: Made, day: string | null = null) =>
    inShort(await waitingFor(team.adults, 'FINANCIAL_ASSESSMENT_DUE', personId, day));
  const warned = async ({ team, personId }: Made): Promise<readonly (readonly string[])[]> => {
    const { person } = await team.adults.ask(
      `{ person(id: "${personId}") { pooledBudget { streams { results { rule { id } effect message fix } } } } }`,
    );
    return person.pooledBudget.streams[0].results
      .filter(({ effect }: { effect: string }) => effect === 'WARN')
      .map(({ rule, message, fix }: { rule: { id: string }; message: string; fix: string }) => [rule.id, message, fix]);
  };

  it('in April: a task and a warning from the 6th on, and not on the 5th, until it is assessed by the new figures', async () => {
    const made = await adult('1985-03-02');
    await assess(made, '2025-09-01', weekly);
    hub.setDay('2026-04-05');
    expect([await due(made), await warned(made)]).toEqual([[], []]);
    // Seen ahead by a day that is asked for.
    expect(await due(made, '2026-04-06')).toEqual([['ASC-FIGURES-MOVED', '2026-04-06', 0]]);
    hub.setDay('2026-04-20');
    expect(await due(made)).toEqual([['ASC-FIGURES-MOVED', '2026-04-06', 14]]);
    expect(await warned(made)).toEqual([
      [
        'ASC-FIGURES-MOVED',
        'What they pay was assessed from 2025-09-01, and the figures it rests on ended before 2026-04-06.',
        'Make the financial assessment again from 2026-04-06, by the figures and the income of that day, and record it (recordFinancialAssessment).',
      ],
    ]);
    // By the figures of the year that is over, recorded late, it stays.
    await assess(made, '2026-04-05', weekly, '2026-04-20');
    expect(await due(made)).toHaveLength(1);
    await assess(made, '2026-04-06', weekly, '2026-04-20');
    expect([await due(made), await warned(made)]).toEqual([[], []]);
  });

  it('not where nothing is charged, or all of it because the finances are not disclosed', async () => {
    const nothing = await adult('1985-03-02');
    await assess(nothing, '2025-09-01', { assessed: { value: '0.00' } });
    const closed = await adult('1985-03-02');
    const facts = { dateOfBirth: '1985-03-02', careCost: { value: '900.00' }, disclosed: false };
    await assess(closed, '2025-09-01', { facts });
    hub.setDay('2026-05-01');
    expect([await due(nothing), await due(closed)]).toEqual([[], []]);
  });

  it('on the day of pension credit age, in its month, seen a year ahead', async () => {
    const made = await adult('1960-07-31');
    const at = async (day: string | null = null) => inShort(await waitingFor(made.team.adults, 'TRANSITION_DUE', made.personId, day));
    await assess(made, '2025-09-01', weekly);
    expect([await at('2025-11-29'), await at('2025-11-30')]).toEqual([[], [['ASC-MIG', '2026-11-30', 0]]]);
    hub.setDay('2026-12-02');
    expect(await at()).toEqual([['ASC-MIG', '2026-11-30', 2]]);
    await assess(made, '2026-11-30', weekly);
    expect([await at(), await due(made)]).toEqual([[], []]);
  });

  it('when the first 12 weeks in a care home are over, and the home counts', async () => {
    const made = await adult('1941-06-25');
    const facts = {
      dateOfBirth: '1941-06-25',
      setting: 'CARE_HOME',
      careHomeSince: '2025-09-01',
      careCost: { value: '900.00' },
      capital: '1000.00',
      income: [{ label: 'pension', amount: '230.65' }],
      property: [{ label: 'The house', value: '180000.00', mainHome: true }],
    };
    const decision = await assess(made, '2025-09-01', { facts });
    expect(decision.results.map(({ rule, effect }) => [rule.id, effect])).toEqual([['ASC-TWELVE-WEEKS', 'INFORM']]);
    expect([await due(made, '2025-11-23'), await due(made, '2025-11-24')]).toEqual([[], [['ASC-TWELVE-WEEKS', '2025-11-24', 0]]]);
    hub.setDay('2025-11-24');
    await assess(made, '2025-11-24', { facts: { ...facts, deferredPayment: true } });
    expect(await due(made)).toEqual([]);
    const { person } = await made.team.adults.ask(`{ person(id: "${made.personId}") { pooledBudget { contribution { perWeek } } } }`);
    expect(person.pooledBudget.contribution.perWeek).toBe('900.00');
  });
});
