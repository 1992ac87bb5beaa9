import { getNamedType, type GraphQLNamedType, isAbstractType, isLeafType, isObjectType, isRequiredArgument, parse } from 'graphql';
import { addPerson, type Area, type Neighbours, NewRows } from '../../../scripts/bench/made-up.person';
import { addPlanAndBudgets } from '../../../scripts/bench/made-up.plans';
import { waveFor, WHOLE_WAVE } from '../../../src/budgets/caller/read-ahead';
import { buildHubSchema } from '../../../src/server/schema';
import { aHub, type Caller, type TestHub } from '../../builders/hub';

const PEOPLE = 30;
const DEEPEST = 4;
const schema = buildHubSchema();

/** Arguments for the fields that cannot do without. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'PooledBudget.cost': '(from: "2025-04-01", to: "2026-03-31")',
  'Person.transitions': '(until: "2026-12-31")',
};
/** The looks themselves are on record: this list is another one for every question. */
const GROWS = 'accessLog';
/** A field that makes the wave a whole one. */
const WHOLE = 'whole: control { basis }';

const leavesOf = (type: GraphQLNamedType): string => {
  if (isLeafType(type)) return '';
  if (isAbstractType(type))
    return `{ __typename ${schema
      .getPossibleTypes(type)
      .map((each) => `... on ${each.name} { ${ownLeaves(each)} }`)
      .join(' ')} }`;
  return isObjectType(type) ? `{ ${ownLeaves(type)} }` : '{ __typename }';
};
const ownLeaves = (type: GraphQLNamedType): string =>
  isObjectType(type)
    ? Object.values(type.getFields())
        .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
        // Fields of one name differ in whether they may be null: each is asked for under its type's name.
        .reduce((leaves, { name }) => `${leaves} ${type.name}_${name}: ${name}`, '__typename')
    : '__typename';

/** Every way from a type to one of its fields, each as a selection of that field alone. */
function* selections(type: GraphQLNamedType, above: readonly string[]): Generator<string> {
  if (isAbstractType(type)) {
    for (const each of schema.getPossibleTypes(type)) for (const inner of selections(each, above)) yield `... on ${each.name} { ${inner} }`;
    return;
  }
  if (!isObjectType(type) || above.length >= DEEPEST || above.includes(type.name)) return;
  for (const field of Object.values(type.getFields()).filter(({ name }) => name !== GROWS)) {
    const given = ARGUMENTS[`${type.name}.${field.name}`] ?? '';
    if (given === '' && field.args.some(isRequiredArgument)) throw new Error(`say what ${type.name}.${field.name} is asked with`);
    const inner = getNamedType(field.type);
    const here = `${type.name}_${field.name}: ${field.name}${given}`;
    yield `${here} ${leavesOf(inner)}`;
    if (!isLeafType(inner)) for (const deeper of selections(inner, [...above, type.name])) yield `${here} { ${deeper} }`;
  }
}

async function aFilledHub(): Promise<TestHub> {
  const hub = await aHub();
  const { store, directory } = hub.hub.parts;
  const idOf = (kind: 'LOCAL_AUTHORITY' | 'HEALTH_COMMISSIONER', code: string): number => directory.find(kind, code)?.id ?? 0;
  await store.ids.ensure(PEOPLE * 100);
  const area: Area = {
    newId: store.ids.take,
    councils: [384, 343].map((code) => ({ id: idOf('LOCAL_AUTHORITY', String(code)), commissionerId: idOf('HEALTH_COMMISSIONER', 'QWO') })),
    settingIds: [idOf('LOCAL_AUTHORITY', '384')],
  };
  const rows = new NewRows();
  const neighbours = new Map<number, Neighbours>();
  for (let number = 0; number < PEOPLE; number++) {
    const person = addPerson(rows, area, number, neighbours);
    addPlanAndBudgets(rows, person, area);
    neighbours.set(person.authorityId, { grownUpId: person.life === 'ADULT' ? person.id : null, anyoneId: person.id });
  }
  for (const changes of rows.changes()) await store.write((tx) => tx.apply(changes));
  return hub;
}

describe('what is read for an operation', () => {
  let hub: TestHub;
  let manager: Caller;
  beforeAll(async () => {
    hub = await aFilledHub();
    manager = await hub.as('SERVICE_MANAGER');
  });
  afterAll(() => hub.stop());

  const PAGE = (selection: string): string =>
    `{ pooledBudgets(first: 25, filter: { asOf: "2025-10-01" }) { edges { node { person { ${selection} } } } } }`;

  it('never changes the answer: each field of a person, of their pool and of its budgets, alone and with all that is known', async () => {
    const person = schema.getType('Person');
    if (!isObjectType(person)) throw new Error('the schema has no Person');
    const all = [...selections(person, [])];
    const narrowed = all.filter((selection) => waveFor(parse(PAGE(selection))) !== WHOLE_WAVE);
    expect(narrowed.length).toBeGreaterThan(150);
    expect(all.length).toBeGreaterThan(narrowed.length);
    for (const selection of narrowed) {
      const alone = await manager.raw(PAGE(selection));
      const whole = await manager.raw(PAGE(`${selection} ${WHOLE}`));
      const faults = (alone.errors ?? []).filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR');
      expect([selection, faults]).toEqual([selection, []]);
      for (const { node } of whole.data?.pooledBudgets.edges ?? []) if (node) delete node.person.whole;
      expect([selection, alone.data]).toEqual([selection, whole.data]);
    }
  });

  it('is fewer tables for an operation that asks for less', async () => {
    const statements = async (selection: string): Promise<number> => {
      const before = hub.counter.statements;
      await manager.ask(PAGE(selection));
      return hub.counter.statements - before;
    };
    await statements('id');
    const money = await statements('pooledBudget { agreed { perYear } }');
    const held = await statements('pooledBudget { heldAs { kind } }');
    const everything = await statements(WHOLE);
    expect(held).toBe(money + 1);
    expect(everything).toBeGreaterThan(held + 5);
  });
});
