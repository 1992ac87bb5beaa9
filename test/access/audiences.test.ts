import { getNamedType, type GraphQLNamedType, type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { AUDIENCES, IMPERSONAL_TYPES, PUBLIC, SUMMARY_READERS, SUMMARY_TYPES } from '../../src/access/audiences';
import { closeByDefault, rootFields } from '../../src/server/root-field-access';
import { buildHubSchema } from '../../src/server/schema';
import { aHub, type TestHub } from '../builders/hub';
import { operations } from './asked-of-nobody';

const schema = buildHubSchema();

/** Every type with fields that a field may lead to, at any depth. */
function reachable(from: GraphQLNamedType, graph: GraphQLSchema, found = new Set<string>()): Set<string> {
  if (found.has(from.name)) return found;
  if (isAbstractType(from)) for (const type of graph.getPossibleTypes(from)) reachable(type, graph, found);
  if (!isObjectType(from) && !isInterfaceType(from)) return found;
  found.add(from.name);
  for (const field of Object.values(from.getFields())) reachable(getNamedType(field.type), graph, found);
  return found;
}

describe('closed by default', () => {
  it('every query and mutation has a declared audience, and no audience is of a field that is gone', () => {
    expect(
      rootFields(schema)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(AUDIENCES).sort());
  });

  it('what anybody may ask leads to nothing personal, and a summary to nobody by name', () => {
    for (const { name, field } of rootFields(schema)) {
      const audience = AUDIENCES[name];
      const open = audience === PUBLIC ? IMPERSONAL_TYPES : audience === SUMMARY_READERS ? [...IMPERSONAL_TYPES, ...SUMMARY_TYPES] : null;
      const closed = open === null ? [] : [...reachable(getNamedType(field.type), schema)].filter((type) => !open.includes(type));
      expect({ name, closed }).toEqual({ name, closed: [] });
    }
  });

  it("nobody but the request's reader makes a person to answer with, and their pool that was made from them", () => {
    const makers = globSync('src/**/*.ts').filter((file) => readFileSync(file, 'utf8').includes('new PersonView('));
    expect(makers.sort()).toEqual(['src/budgets/caller/request-reader.ts', 'src/pool/pool.graph.ts']);
  });

  it('a field without an audience is answered to nobody', () => {
    const undeclared = buildHubSchema();
    const field = undeclared.getQueryType()?.getFields()['rules'];
    if (!field) throw new Error('the schema has rules');
    field.name = 'newcomer';
    closeByDefault(undeclared);
    const actor = {
      subject: 's',
      name: 'n',
      role: 'SERVICE_MANAGER',
      organisation: { id: 1, kind: 'LOCAL_AUTHORITY', code: '384', name: 'W' },
      personId: null,
    };
    expect(() => field.resolve?.(null, {}, { actor }, {} as never)).toThrow('Nobody has been given newcomer yet.');
  });
});

describe('without a token', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub();
  });
  afterAll(() => hub.stop());

  it.each([...operations(schema)])('%s', async (name, operation) => {
    const { errors } = await hub.anonymous().raw(operation);
    const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
    if (AUDIENCES[name] === PUBLIC) expect(codes.filter((code) => code !== 'BAD_INPUT')).toEqual([]);
    else expect(codes).toEqual(['UNAUTHENTICATED']);
  });
});
