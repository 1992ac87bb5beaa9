import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { buildHubSchema } from '../../src/server/schema';

const schema = buildHubSchema();
const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const says = ({ description }: { description?: string | null | undefined }) => (description ?? '').trim().length > 2;

const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];

describe('the schema explains itself', () => {
  it('says of every type what it is', () => {
    expect(types.filter((type) => !roots.has(type as never) && !says(type)).map(({ name }) => name)).toEqual([]);
  });

  it('says of every field what it holds', () => {
    const silent = types.flatMap((type) =>
      fieldsOf(type)
        .filter((field) => !says(field))
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('holds no Float: money and units are exact', () => {
    const places = types.flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field.name}: ${String(field.type)}`));
    expect(places.filter((place) => /\bFloat\b/.test(place))).toEqual([]);
    expect(types.some(isEnumType)).toBe(true);
  });
});
