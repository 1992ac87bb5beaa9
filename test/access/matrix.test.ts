import { readFileSync } from 'node:fs';
import type { Role } from '../../src/access/actor';
import { AgreementRow, ArrangementRow } from '../../src/budgets/record/arrangement.entity';
import { InvoiceRow } from '../../src/budgets/record/spending.entity';
import { amountColumns, amountColumnsOf } from '../../src/database/amount-columns';
import { type Change, insert } from '../../src/database/changes';
import type { VersionedFactRow } from '../../src/database/row';
import { amount } from '../../src/vocabulary/amount';
import { OPEN_ENDED } from '../../src/vocabulary/day';
import { aCarer, anAdult } from '../builders/adult';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { ACTIONS, bornOf, type Column, COLUMNS, hasMoved, lacksCapacity, type Related, ROWS, SIGHTS, TIES, TODAY } from './cells';

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
  const worlds = new Map<string, World>();
  let manager: Caller;
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

  /** What is written of each budget of a world, and stands on its record. */
  async function write(world: World, of: (budget: Budget, columns: VersionedFactRow & { budget_id: number }) => Change): Promise<void> {
    const { store } = hub.hub.parts;
    await store.ids.ensure(world.length);
    const columns = ({ personId, id }: Budget) => ({
      id: store.ids.take(),
      version: 1,
      person_id: Number(personId),
      authority_id: 0,
      recorded_at: 1,
      superseded_at: OPEN_ENDED,
      load_id: null,
      budget_id: Number(id),
    });
    await store.write((tx) => tx.apply(world.map((budget) => of(budget, columns(budget)))));
  }

  /** A bill of the provider against each budget. */
  const bill = (world: World): Promise<void> =>
    write(world, (_, columns) => insert(InvoiceRow, { ...columns, provider: 'Acme', number: 'A1', status: 'RECEIVED' }));
  /** Each budget shared with their kin by name. */
  const share = (world: World): Promise<void> =>
    write(world, (_, columns) =>
      insert(AgreementRow, {
        ...columns,
        arrangement_id: null,
        item_id: null,
        kind: 'SHARING',
        given_by: 'Themselves',
        role: 'the person',
        given_on: '2025-09-01',
        until_on: null,
        ...amountColumns('amount', null),
        shared_with_person_id: Number(kin),
        withdrawn_on: null,
        withdrawn_reason: null,
      }),
    );
  /** Each budget held by their kin. */
  const hold = (world: World): Promise<void> =>
    write(world, (_, columns) =>
      insert(ArrangementRow, {
        ...columns,
        kind: 'DIRECT_PAYMENT',
        holder: 'THIRD_PARTY',
        holder_name: 'Kin',
        holder_id: Number(kin),
        holder_authority_id: null,
        ...amountColumnsOf('amount', amount(100, 'WEEK')),
        contingency: null,
        from_on: '2025-09-01',
        to_on: null,
        route: null,
        contribution_taken: null,
      }),
    );

  /** The people of a world grow up to the age that the page says, keep or lose capacity, and are tied to their kin as each role is. */
  async function grow(how: Related, world: World, kinds: readonly string[]): Promise<void> {
    for (const [index, { personId }] of world.entries())
      await hub.hub.parts.store.write((tx) =>
        tx.execute('UPDATE person SET date_of_birth = ? WHERE id = ?', [bornOf(how, COLUMNS[index] as Column), Number(personId)]),
      );
    for (const id of people(world)) {
      for (const kind of kinds) await done(manager, 'relatePeople', { fromId: kin, kind, toId: id, from: '2020-01-01', to: null });
      if (lacksCapacity(how)) await done(manager, 'recordCapacity', { personId: id, hasCapacity: false, basis: 'Assessed', on: '2025-09-01' });
    }
  }

  /** The world that a row of the page is about: one for strangers and workers, one that moved, and one for each way to be family. */
  async function worldOf(role: Role, how: Related): Promise<World> {
    const own = how.startsWith('family ');
    const key = hasMoved(how) ? 'moved' : own ? `${lacksCapacity(how) ? role : ''} ${how}` : 'here';
    const known = worlds.get(key);
    if (known) return known;
    const world = await aWorld();
    worlds.set(key, world);
    if (own) await grow(how, world, lacksCapacity(how) ? [TIES[role] ?? ''] : Object.values(TIES));
    if (key === 'here') await grow('family', world, Object.values(TIES));
    if (how === 'family that the young share it with') await share(world);
    if (how === 'family that holds its money') await hold(world);
    if (hasMoved(how))
      for (const id of people(world))
        await manager.ask(
          'mutation($id: ID!) { movePerson(personId: $id, authority: "343", healthCommissioner: "QYG", from: "2025-09-30") { applied } }',
          { id },
        );
    await bill(world);
    return world;
  }

  beforeAll(async () => {
    // As many emergencies as the page has cells.
    hub = await aHub({ day: TODAY, rations: { caller: 10_000, organisation: 10_000 } });
    manager = await hub.as('SERVICE_MANAGER', '384', { name: 'Mo' });
    kin = (await done(manager, 'registerPerson', { input: { name: 'Kin', dateOfBirth: '1980-01-01', authority: '384' } })).id;
  });
  afterAll(() => hub.stop());

  /** The callers of a row, one for each column: a person asks of themselves. */
  async function callers(role: Role, how: Related, world: World): Promise<readonly Caller[]> {
    if (how === 'themselves') return Promise.all(world.map(({ personId }) => hub.as(role, '384', { person: personId })));
    const place = how.includes('commissioner') ? 'QWO' : how === 'own setting' ? '100001' : how === 'own provider' ? 'ACME' : null;
    const who = {
      name: how.endsWith('emergency') ? 'Night' : 'Day',
      ...(how.startsWith('family') ? { person: kin } : role === 'PERSON' ? { person: '1' } : {}),
    };
    const caller = await hub.as(role, place ?? (how.startsWith('stranger') ? '926' : '384'), who);
    return world.map(() => caller);
  }

  const open = (by: Caller, id: string, born: string): Promise<unknown> =>
    by.raw(
      'mutation($id: ID!, $born: Date) { openEmergencyAccess(personId: $id, dateOfBirth: $born, envelope: { reason: "Found alone" }) { applied } }',
      {
        id,
        born,
      },
    );

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
    const world = await worldOf(role, how);
    const asking = await callers(role, how, world);
    if (how.endsWith('emergency'))
      for (const [index, { personId }] of world.entries()) await open(asking[0] as Caller, personId, bornOf(how, COLUMNS[index] as Column));
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
    expect([...worlds.values()].map(({ length }) => length)).toEqual([...worlds.keys()].map(() => COLUMNS.length));
    expect(worlds.size).toBeGreaterThan(8);
    for (const [role, how] of ROWS) expect(committed.has(`${role} ${how}`)).toBe(true);
  });
});
