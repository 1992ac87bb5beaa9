import { anAdult } from '../builders/adult';
import { aHub } from '../builders/hub';
import { send } from '../builders/mutation';
import cases from './public-sums.json';
import { ask, calculate, policies } from './ask';

jest.setTimeout(120_000);

/*
 * Public sums and verdicts, each with the page it was printed on and the right answer: public-sums.json holds them as they were put to
 * the hub. Every one is shown by a function of its own name below.
 */

type Variables = Readonly<Record<string, unknown>>;
interface PublicSum {
  readonly id: string;
  readonly source: string;
  readonly query: string;
  readonly variables: Variables;
  readonly right: unknown;
}
type Shown = (one: PublicSum) => Promise<void>;

/** A contribution as the case states it. */
const contribution: Shown = async ({ variables, right }) => {
  const answer = await calculate('adultContribution', variables);
  expect(answer.amount).toMatchObject({ value: right, every: 'WEEK' });
};

/** The same, with a fact that the query had no place for when it was written down. */
const contributionWith =
  (facts: Variables): Shown =>
  (one) =>
    contribution({ ...one, variables: { ...one.variables, facts: { ...(one.variables.facts as Variables), ...facts } } });

/** An assessment of today, put to a hub and not kept. */
const assessedToday: Shown = async ({ variables, right }) => {
  const { dateOfBirth, capital } = variables.facts as { readonly dateOfBirth: string; readonly capital: string };
  const hub = await aHub({ day: '2026-11-27' });
  try {
    const { team, personId } = await anAdult(hub).born(dateOfBirth).withAdultsCare({ from: '2026-11-02' }).made();
    const facts = { dateOfBirth, capital, careCost: { value: '400.00' }, income: [{ label: 'income', amount: '300.00' }] };
    const answer = await send(team.finance, 'recordFinancialAssessment', { personId, assessedOn: '2026-11-02', from: '2026-11-02', facts });
    expect([answer.applied ? 'applied' : 'refused', answer.results]).toEqual([right, []]);
  } finally {
    await hub.stop();
  }
};

/** What is asked of a person of 36, of a day whose figure is held now, and of the first that is not. */
const namesTheFigure: Shown = async ({ variables, right }) => {
  const { authority, dateOfBirth } = variables;
  const facts = { dateOfBirth, careCost: { value: '400.00' }, capital: '0.00', income: [{ label: 'income', amount: '300.00' }] };
  const [figure = ''] = String(right).match(/minimumIncomeGuarantee\.\w+/) ?? [];
  expect((await calculate('adultContribution', { authority, on: variables.on, facts })).amount?.value).toBe('179.60');
  const { amount, results } = await calculate('adultContribution', { authority, on: '2027-04-06', facts });
  expect(amount).toBeNull();
  expect(results.map(({ rule, effect }) => [rule.id, effect])).toEqual([['POLICY-FIGURE', 'REFUSE']]);
  expect(results[0]?.fix).toContain(figure);
  expect(results[0]?.message).toContain("England's figures do not hold");
};

/** A special school by the name that the source prints; one that is in no table is told the names that are. */
const topUpOfSchool: Shown = async ({ variables, right }) => {
  const { a: authority, on, s: setting } = variables;
  expect((await calculate('elementThreeTopUp', { authority, on, setting })).amount).toMatchObject({ value: right, every: 'YEAR' });
  const { results } = await calculate('elementThreeTopUp', { authority, on, setting: 'Elsewhere School' });
  expect(results[0]?.fix).toContain(String(setting));
};

/** A table that is read by points, for places of 30 and of 15 hours. */
const byPoints: Shown = async ({ variables }) => {
  const shapes = policies.forAuthority('884').on('2024-10-01').elementThreeTables();
  expect(shapes.map(({ value }) => value.shape)).toEqual([variables.shape]);
  const of = async (given: object): Promise<readonly unknown[]> => {
    const { amount, band } = await calculate('elementThreeTopUp', { authority: '884', on: '2024-10-01', ...given });
    return [band, amount?.value];
  };
  expect(await of({ points: 37 })).toEqual(['C2', '4974.00']);
  expect(await of({ points: 37, hoursPerWeek: '15' })).toEqual(['C2', '2487.00']);
  expect(await of({ band: 'F4' })).toEqual(['F4', '24333.00']);
};

/** A child's hours at the council's rate; an adult's are priced alike. */
const childrensHours: Shown = async ({ variables, right }) => {
  const { a: authority, on, hoursPerWeek } = variables;
  for (const system of ['childrensRas', 'adultsRas'] as const)
    expect((await calculate(system, { authority, on, hoursPerWeek })).amount).toMatchObject({ value: right, every: 'WEEK' });
};

/** A board that no list has: it is said to be unlisted, and is called nothing else. */
const unlistedBoard: Shown = async ({ variables }) => {
  const hub = await aHub({ day: '2026-11-27' });
  try {
    const code = String(variables.code);
    const { team, personId } = await anAdult(hub).of('384', code).made();
    const day = '2026-11-02';
    const assessed = { assessedOn: day, assessedBy: 'N. Nurse', from: day, indicative: { value: '900.00' } };
    const input = { personId, eligibility: 'CHC', decidedOn: day, ...assessed };
    const { applied, results } = await send(team.nurse, 'attachHealthBudget', { input }, { dryRun: true });
    expect(applied).toBe(true);
    expect(results.find(({ rule }) => rule.id === 'ORG-LISTED')?.message).toContain(`${code} is not on the list of 2026-04-10`);
    expect(JSON.stringify(results)).not.toContain('clinical commissioning group');
  } finally {
    await hub.stop();
  }
};

/** May a budget pay for it? One of the answers that the law leaves open. */
const verdict: Shown = async ({ variables, right }) => {
  const { canBeFunded } = await ask<{ canBeFunded: { readonly answer: string } }>(
    'query ($a: String!, $on: Date!, $d: Date!, $s: String!, $st: Stream!, $k: ArrangementKind) { canBeFunded(authority: $a, on: $on, dateOfBirth: $d, service: $s, stream: $st, arrangement: $k) { answer } }',
    variables,
  );
  expect([right].flat()).toContain(canBeFunded.answer);
};

/** A rule that refuses a holder whom the law bars, and says which law; the same holder may be paid once nothing bars them. */
const barsAHolder: Shown = async () => {
  const asked = (barred: boolean) =>
    ask<{
      canBeFunded: { readonly answer: string; readonly results: readonly { readonly rule: { readonly id: string; readonly law: string | null } }[] };
    }>(
      `{ canBeFunded(authority: "343", on: "2025-10-01", dateOfBirth: "1980-01-01", service: "PERSONAL_ASSISTANT", stream: ADULT_SOCIAL_CARE,
        arrangement: DIRECT_PAYMENT, circumstances: { barred: ${barred} }) { answer results { rule { id law } } } }`,
    );
  const { canBeFunded } = await asked(true);
  expect(canBeFunded.answer).toBe('NO');
  expect(canBeFunded.results[0]?.rule).toMatchObject({ id: 'DP-BARRED', law: expect.stringContaining('SI 2014/1652 reg 5 and the Schedule') });
  expect((await asked(false)).canBeFunded).toEqual({ answer: 'YES', results: [] });
};

/** A rule that is one council's: not listed where its pack does not hold it, and where it does, as whose it is. */
const asAPolicyOf =
  (id: string, whose: string): Shown =>
  async ({ variables }) => {
    const listed = async (authority: unknown) =>
      (
        await ask<{ rules: readonly { readonly id: string; readonly basis: string; readonly policyOf: string | null }[] }>(
          'query ($authority: String) { rules(authority: $authority) { id basis policyOf } }',
          { authority },
        )
      ).rules.filter((rule) => rule.id === id);
    expect(await listed(variables.authority)).toEqual([]);
    expect(await listed('384')).toEqual([{ id, basis: 'COUNCIL_POLICY', policyOf: whose }]);
  };

const SHOWN: Readonly<Record<string, Shown>> = {
  'f-devon-name-1': topUpOfSchool,
  'f-devon-name-3': topUpOfSchool,
  'f-devon-name-5': topUpOfSchool,
  'p-hereford-points': byPoints,
  'p-coventry-child-10': childrensHours,
  'm-icb-new-code': unlistedBoard,
  'f-dp-care-home-sefton': verdict,
  'f-chc-home-care': verdict,
  'f-asc-respite': verdict,
  'f-eotas-tutor': verdict,
  'l-dp-barred-persons': barsAHolder,
  'l-car-no-charge': asAPolicyOf('CAR-NO-CHARGE', 'Wakefield'),
  'f-knowsley-c-as-printed': contribution,
  'f-2026-guide-1': contribution,
  'f-2026-mig-18': contribution,
  'f-2026-april-gap': contribution,
  'f-couple-mixed-age': contributionWith({ partnerDateOfBirth: '1951-01-01' }),
  'f-knowsley-a-pack': contribution,
  'p-reading-care-home': contribution,
  'p-share-care-home': contribution,
  'p-spa-60-04-01': contribution,
  'm-assess-today': assessedToday,
  'm-wrong-figure-named': namesTheFigure,
};

test('every case is shown once, and nothing that is none', () => {
  expect(Object.keys(SHOWN).sort()).toEqual(cases.map(({ id }) => id).sort());
});

test.each(cases.flatMap((one) => (SHOWN[one.id] ? [[one.id, one] as const] : [])))('%s', async (id, one) => {
  expect.hasAssertions();
  await SHOWN[id]?.(one);
});
