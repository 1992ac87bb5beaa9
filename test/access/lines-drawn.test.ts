import { Inspector } from '../../src/invariants/inspector';
import { faultInWords } from '../../src/invariants/invariants';
import { entities } from '../../src/server/entities';
import { aChild } from '../builders/child';
import { type Case, done } from '../builders/case';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { type Decided, send } from '../builders/mutation';

/*
 * A line draws on a stream's budget and adds nothing to it (NOT-EXTRA-MONEY), whoever adds it; and what a rule refuses tells nobody what is left
 * of a budget whose figures are not theirs to see.
 */

const TODAY = '2025-10-01';
let hub: TestHub;
beforeAll(async () => {
  hub = await aHub({ day: TODAY });
});
afterAll(() => hub.stop());
afterEach(async () => {
  const { store, directory, policies } = hub.hub.parts;
  const broken: string[] = [];
  await new Inspector({ store, directory, policies, entities, today: TODAY }).inspect({ onFault: (each) => broken.push(faultInWords(each)) });
  expect(broken).toEqual([]);
});

const SERVICES = { F: 'TUTOR_AT_HOME', G: 'THERAPY', H1: 'FAMILY_SUPPORT' } as const;
type Section = keyof typeof SERVICES;
let lines = 0;
const add = (by: Caller, { plans }: Case, section: Section, value: string, more: object = {}): Promise<Decided> =>
  send(by, 'addSectionJItem', {
    input: {
      planId: plans['EHC_PLAN'],
      section,
      reference: `J${++lines}`,
      outcomeRef: 'O1',
      service: SERVICES[section],
      description: 'A line',
      cost: { value, every: 'YEAR' },
      from: '2025-09-01',
      ...more,
    },
  });
const said = ({ applied, results }: Decided): unknown => [applied, ...results.map(({ rule, message, fix }) => [rule.id, message, fix])];

/** £500 a year of education, and of children's social care. */
const aChildOfTwo = (): Promise<Case> =>
  aChild(hub)
    .withEhcPlan()
    .withElement3({ topUp: { value: '500.00', every: 'YEAR' } })
    .withSettingRelease()
    .shared('EDUCATION')
    .agreedAt('EDUCATION', { value: '500.00', every: 'YEAR' })
    .withChildrensCare()
    .shared('CHILDRENS_SOCIAL_CARE')
    .agreedAt('CHILDRENS_SOCIAL_CARE', { value: '500.00', every: 'YEAR' })
    .made();

const WITHHELD: readonly (readonly [who: 'adults' | 'carers' | 'nurse', section: Section, stream: string, asks: string])[] = [
  ['adults', 'F', 'education', 'a SEND officer or service manager'],
  ['carers', 'F', 'education', 'a SEND officer or service manager'],
  ['nurse', 'F', 'education', 'a SEND officer or service manager'],
  ['carers', 'H1', "children's social care", "a children's social worker or service manager"],
  ['nurse', 'H1', "children's social care", "a children's social worker or service manager"],
];
it.each(WITHHELD)(
  '%s of a line of section %s, on a budget for %s of which they know that it exists: whatever it costs, somebody else adds it',
  async (who, section, stream, asks) => {
    const made = await aChildOfTwo();
    const refused = [
      false,
      [
        'NOT-EXTRA-MONEY',
        `The budget for ${stream} that this line draws on is not shown to you in full, so that you cannot see whether it has this much left.`,
        `Ask somebody who is shown it to add the line: ${asks}.`,
      ],
    ];
    // As for one that fits, so for one that does not, whether it names the budget or falls to it.
    for (const value of ['0.01', '500.00', '500.01', '2725.60']) expect(said(await add(made.team[who], made, section, value))).toEqual(refused);
    const streamBudgetId = section === 'F' ? made.budgets.EDUCATION : made.budgets.CHILDRENS_SOCIAL_CARE;
    expect(said(await add(made.team[who], made, section, '0.01', { streamBudgetId }))).toEqual(refused);

    const writer = section === 'F' ? made.team.send : made.team.childrens;
    expect((await add(writer, made, section, '500.01')).results.map(({ rule }) => rule.id)).toEqual(['NOT-EXTRA-MONEY']);
    expect((await add(writer, made, section, '500.00')).applied).toBe(true);
  },
);

it('of a stream of which they know that there is no budget yet, they add a line', async () => {
  const made = await aChild(hub).withEhcPlan().withChildrensCare().made();
  expect((await add(made.team.adults, made, 'F', '500.00')).applied).toBe(true);
});

describe('a health budget that is not shown with the rest', () => {
  const HEALTH = { indicative: { value: '500.00', every: 'YEAR' } };
  const hidden = (): Promise<Case> =>
    aChild(hub)
      .withEhcPlan()
      .withContinuingCare({ ...HEALTH, shownInPool: false })
      .shared('HEALTH')
      .agreedAt('HEALTH', { value: '500.00', every: 'YEAR' })
      .made();

  it('is not told of by what becomes of a line; those who are shown it are told that it does not cover the lines, and may add no more', async () => {
    const [with_, without] = [await hidden(), await aChild(hub).withEhcPlan().made()];
    for (const value of ['500.00', '0.01', '2000.00'])
      expect(said(await add(with_.team.send, with_, 'G', value))).toEqual(said(await add(without.team.send, without, 'G', value)));
    expect((await add(with_.team.nurse, with_, 'G', '0.01')).results.map(({ rule }) => rule.id)).toEqual(['NOT-EXTRA-MONEY']);
    const { person } = await with_.team.nurse.ask(
      'query($id: ID!) { person(id: $id) { pooledBudget { streams { stream results { rule { id } } } } } }',
      {
        id: with_.personId,
      },
    );
    const [health] = person.pooledBudget.streams.filter(({ stream }: { stream: string }) => stream === 'HEALTH');
    expect(health.results.map(({ rule }: { rule: { id: string } }) => rule.id)).toContain('SUFFICIENT');
  });

  it('pays for a line that nobody hears of who is not shown it, by what they may not do to it', async () => {
    const made = await hidden();
    const theirs = (await add(made.team.nurse, made, 'G', '500.00')).id;
    const shown = (await add(made.team.send, made, 'F', '10.00')).id;
    const refused = async (id: string | null): Promise<unknown> => {
      const { errors } = await made.team.finance.raw(`mutation { voidRecord(kind: ITEM, id: "${id}", envelope: { reason: "r" }) { applied } }`);
      return errors?.map(({ message, extensions: { code, field } }) => ({ message: message.replace(`"${id}"`, '#'), code, field }));
    };
    expect(await refused(theirs)).toEqual(await refused('999999999'));
    expect(await refused(shown)).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('pays for no line of one who is shown another, that was opened later: the line is counted against the one they are shown', async () => {
    const made = await hidden();
    const input = {
      personId: made.personId,
      eligibility: 'CHILDRENS_CONTINUING_CARE',
      assessedOn: '2025-08-01',
      assessedBy: 'A. Assessor',
      decidedOn: '2025-08-10',
      from: '2025-09-01',
      indicative: { value: '900.00', every: 'YEAR' },
      shownInPool: true,
    };
    const { id: shown } = await send(made.team.nurse, 'attachHealthBudget', { input }, { reason: 'Two packages, one of them short' });
    await done(made.team.nurse, 'shareIndicative', { streamBudgetId: shown, on: '2025-09-10' });
    await done(made.team.commissioner, 'agreeBudget', { streamBudgetId: shown, amount: { value: '900.00', every: 'YEAR' } });
    expect((await add(made.team.send, made, 'G', '900.00')).applied).toBe(true);
    expect((await add(made.team.send, made, 'G', '0.01')).results.map(({ rule }) => rule.id)).toEqual(['NOT-EXTRA-MONEY']);
    // What is not shown is untouched.
    expect((await add(made.team.nurse, made, 'G', '500.00')).applied).toBe(true);
  });
});
