import { getNamedType, type GraphQLField, type GraphQLObjectType, isLeafType, isRequiredArgument } from 'graphql';
import { buildHubSchema } from '../../src/server/schema';
import { aChildWithBudget, aShortBreaksBudget, type Child, done, workers } from '../builders/family';
import { aHub, type Caller, type TestHub } from '../builders/hub';

/* Every field there is, asked by those who are shown a part of one budget: a new field is shown to them only where this test is told. */

type Field = GraphQLField<unknown, unknown>;
const fieldsOf = (type: string): readonly Field[] => Object.values((buildHubSchema().getType(type) as GraphQLObjectType).getFields());
const ARGUMENTS: Readonly<Record<string, string>> = { transitions: '(until: "2050-01-01")' };
const selection = ({ name, type, args }: Field): string => {
  if (args.some(isRequiredArgument) && !(name in ARGUMENTS)) throw new Error(`say what ${name} is asked with`);
  return `${name}${ARGUMENTS[name] ?? ''}${isLeafType(getNamedType(type)) ? '' : ' { __typename }'}`;
};

const WHO_IT_IS = ['id', 'name', 'dateOfBirth', 'ageBand', 'authority', 'pooledBudget'];
const THAT_IT_EXISTS = ['id', 'stream', 'funder', 'from', 'to', 'visibility'];
const PARTS = {
  SETTING_APPROVER: ['source', 'agreements', 'items'],
  PROVIDER: ['items', 'invoices'],
} as const;

describe('those who are shown a part of a budget', () => {
  let hub: TestHub;
  let child: Child;
  const readers = new Map<keyof typeof PARTS | 'FUNDER', Caller>();
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    const staff = await workers(hub);
    child = await aChildWithBudget(staff);
    await aShortBreaksBudget(staff, child.id);
    await done(
      staff.send,
      'chooseArrangements',
      `streamBudgetId: "${child.budgetId}", arrangements: [{ kind: INDIVIDUAL_SERVICE_FUND, holder: PROVIDER, holderName: "Acme", amount: { value: "8000.00", every: YEAR }, from: "2025-10-06" }]`,
    );
    await done(staff.send, 'recordCapacity', `personId: "${child.id}", hasCapacity: false, basis: "x", on: "2025-10-01"`);
    const parent = await done(staff.send, 'registerPerson', 'input: { name: "P", dateOfBirth: "1980-01-01", authority: "384" }');
    await done(staff.send, 'relatePeople', `fromId: "${parent.id}", kind: PARENT_OF, toId: "${child.id}", from: "2012-05-04"`);
    await done(staff.send, 'movePerson', `personId: "${child.id}", authority: "343", from: "2025-10-05"`);
    readers.set('SETTING_APPROVER', await hub.as('SETTING_APPROVER', '100001'));
    readers.set('PROVIDER', await hub.as('PROVIDER', 'ACME'));
    readers.set('FUNDER', staff.send);
  });
  afterAll(() => hub.stop());

  const asked = async (by: Caller | undefined, inner: string): Promise<any> => by?.raw(`{ person(id: "${child.id}") { ${inner} } }`);

  it.each(
    fieldsOf('Person')
      .filter(({ name }) => !WHO_IT_IS.includes(name))
      .map((field) => [field.name, field] as const),
  )('are told nothing of Person.%s', async (name, field) => {
    for (const [who, by] of readers) {
      const { data, errors } = await asked(by, selection(field));
      const told = errors ? errors[0].extensions.code : data.person[name];
      expect([who, Array.isArray(told) ? told.length : told]).toEqual([
        who,
        errors ? 'FORBIDDEN' : Array.isArray(told) ? 0 : name === 'version' ? 0 : null,
      ]);
    }
  });

  it.each(
    fieldsOf('StreamBudget')
      .filter(({ name }) => !THAT_IT_EXISTS.includes(name))
      .map((field) => [field.name, field] as const),
  )('are told of StreamBudget.%s only what is theirs', async (name, field) => {
    for (const who of ['SETTING_APPROVER', 'PROVIDER'] as const) {
      const { data } = await asked(readers.get(who), `pooledBudget { streams { visibility ${selection(field)} } }`);
      const [only, ...more] = data.person.pooledBudget.streams;
      expect([who, only.visibility, more.length]).toEqual([who, 'OWN_PART', 0]);
      expect([who, name, only[name] === null]).toEqual([who, name, !(PARTS[who] as readonly string[]).includes(name)]);
    }
  });
});
