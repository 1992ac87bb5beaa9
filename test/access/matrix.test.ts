import { readFileSync } from 'node:fs';
import type { Role } from '../../src/access/actor';
import { InvoiceRow } from '../../src/budgets/spending.entity';
import { insert } from '../../src/database/changes';
import { OPEN_ENDED } from '../../src/vocabulary/day';
import { aCarer, anAdult } from '../builders/adult';
import { done, type Case } from '../builders/case';
import { aChild } from '../builders/child';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { ACTIONS, COLUMNS, hasMoved, type Related, ROWS, SIGHTS, TIES, TODAY } from './cells';

/* Every cell of the page "who may", asked of the graph: what is shown, and whether a change is let through to its rules. */

interface Budget {
  readonly personId: string;
  readonly id: string;
}
/** The budgets of the page's columns, in their order, of people with everything that a standing rests on. */
type World = readonly Budget[];

const PROBES: Readonly<Record<(typeof ACTIONS)[number]['letter'], string>> = {
  W: 'shareIndicative(streamBudgetId: $b, on: "2025-09-30", envelope: { dryRun: true })',
  M: 'suspendBudget(streamBudgetId: $b, on: "2025-10-01", reason: "x", envelope: { dryRun: true })',
  S: 'requestSufficiencyReview(streamBudgetId: $b, account: "x", envelope: { dryRun: true })',
};

describe('the page "who may", asked of the graph', () => {
  let hub: TestHub;
  const worlds = new Map<boolean, World>();
  let kin: string;

  /** One person or more for each column: no one may have all of them at once. */
  async function aWorld(): Promise<World> {
    const child = (): ReturnType<typeof aChild> => aChild(hub).withEhcPlan();
    const [shown, hidden, adult] = [
      await child().withElement3({ setting: '100001' }).withChildrensCare().withContinuingCare().made(),
      await child().withContinuingCare({ shownInPool: false }).made(),
      await anAdult(hub).withAdultsCare().made(),
    ];
    const continuing = await anAdult(hub).withContinuingHealthcare().made();
    const carer = await aCarer(hub).withAllocation(adult.personId).made();
    const { id: other } = await done(shown.team.manager, 'recordOtherFunding', {
      input: { personId: shown.personId, funder: 'Hope Trust', purpose: 'Trips', amount: { value: '5.00' }, from: '2025-09-01' },
    });
    const budget = ({ personId, budgets }: Case, stream: keyof Case['budgets']): Budget => ({ personId, id: budgets[stream] ?? '' });
    return [
      budget(shown, 'EDUCATION'),
      budget(shown, 'CHILDRENS_SOCIAL_CARE'),
      budget(adult, 'ADULT_SOCIAL_CARE'),
      budget(carer, 'CARER'),
      budget(shown, 'HEALTH'),
      budget(hidden, 'HEALTH'),
      budget(continuing, 'HEALTH'),
      { personId: shown.personId, id: other },
    ];
  }

  const people = (world: World): readonly string[] => [...new Set(world.map(({ personId }) => personId))];

  /** A bill of the provider against each budget. */
  async function bill(world: World): Promise<void> {
    const { store } = hub.hub.parts;
    await store.ids.ensure(world.length);
    await store.write((tx) =>
      tx.apply(
        world.map(({ personId, id }) =>
          insert(InvoiceRow, {
            id: store.ids.take(),
            version: 1,
            person_id: Number(personId),
            authority_id: 0,
            recorded_at: 1,
            superseded_at: OPEN_ENDED,
            load_id: null,
            budget_id: Number(id),
            provider: 'Acme',
            number: 'A1',
            status: 'RECEIVED',
          }),
        ),
      ),
    );
  }

  beforeAll(async () => {
    hub = await aHub({ day: TODAY });
    const [here, moved] = [await aWorld(), await aWorld()];
    worlds.set(false, here);
    worlds.set(true, moved);
    await bill(here);
    const manager = await hub.as('SERVICE_MANAGER', '384', { name: 'Mo' });
    kin = (await done(manager, 'registerPerson', { input: { name: 'Kin', dateOfBirth: '1980-01-01', authority: '384' } })).id;
    for (const toId of people(here))
      for (const kind of Object.values(TIES)) await done(manager, 'relatePeople', { fromId: kin, kind, toId, from: '2020-01-01', to: null });
    for (const id of people(moved))
      await manager.ask(
        'mutation($id: ID!) { movePerson(personId: $id, authority: "343", healthCommissioner: "QYG", from: "2025-09-30") { applied } }',
        {
          id,
        },
      );
  });
  afterAll(() => hub.stop());

  /** The callers of a row, one for each column: a person asks of themselves. */
  async function callers(role: Role, how: Related, world: World): Promise<readonly Caller[]> {
    if (how === 'themselves') return Promise.all(world.map(({ personId }) => hub.as(role, '384', { person: personId })));
    const place = how.includes('commissioner') ? 'QWO' : how === 'own setting' ? '100001' : how === 'own provider' ? 'ACME' : null;
    const who = {
      name: how.endsWith('emergency') ? 'Night' : 'Day',
      ...(how === 'family' ? { person: kin } : role === 'PERSON' ? { person: '1' } : {}),
    };
    const caller = await hub.as(role, place ?? (how.startsWith('stranger') ? '926' : '384'), who);
    return world.map(() => caller);
  }

  const open = (by: Caller, id: string): Promise<unknown> =>
    by.raw('mutation($id: ID!) { openEmergencyAccess(personId: $id, envelope: { reason: "Found alone" }) { applied } }', { id });

  async function sightOf(by: Caller, { personId, id }: Budget): Promise<string> {
    const { person } = await by.ask('query($id: ID!) { person(id: $id) { pooledBudget { streams { id visibility } } } }', { id: personId });
    const visibility: keyof typeof SIGHTS | undefined = person?.pooledBudget.streams.find((each: { id: string }) => each.id === id)?.visibility;
    return visibility ? SIGHTS[visibility] : '';
  }

  /** Is a change let through to what its rules say? Not where it is an error about who asks, nor where health's own rule refuses them. */
  async function letsThrough(by: Caller, letter: keyof typeof PROBES, { id }: Budget): Promise<boolean> {
    const { data, errors } = await by.raw(`mutation($b: ID!) { answer: ${PROBES[letter]} { results { rule { id } } } }`, { b: id });
    if (errors) return errors.every(({ extensions: { code } }) => code === 'BAD_INPUT');
    return !data.answer.results.some(({ rule }: { rule: { id: string } }) => rule.id === 'PHB-COMMISSIONER');
  }

  const committed = new Map(
    readFileSync('src/access/who-may.md', 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((each) => each.trim()))
      .filter((cells) => cells.length === COLUMNS.length + 4)
      .map((cells) => [`${cells[1]} ${cells[2]}`, cells.slice(3, -1)]),
  );

  it.each(ROWS)('%s, %s', async (role, how) => {
    const world = worlds.get(hasMoved(how)) ?? [];
    const asking = await callers(role, how, world);
    if (how.endsWith('emergency')) for (const id of people(world)) await open(asking[0] as Caller, id);
    const cells = await Promise.all(
      world.map(async (budget, index) => {
        const by = asking[index] as Caller;
        const sight = await sightOf(by, budget);
        const letters = await Promise.all(ACTIONS.map(async ({ letter }) => ((await letsThrough(by, letter, budget)) ? letter : '')));
        return [sight, letters.join('')].filter((part) => part !== '').join(' · ');
      }),
    );
    expect(cells).toEqual(committed.get(`${role} ${how}`));
  });

  it('asks of every column and every row of the page', () => {
    expect([worlds.get(false)?.length, worlds.get(true)?.length]).toEqual([COLUMNS.length, COLUMNS.length]);
    for (const [role, how] of ROWS) expect(committed.has(`${role} ${how}`)).toBe(true);
  });
});
