import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { buildHubSchema } from '../../src/server/schema';
import { ARGUMENT_WORDS } from '../../src/server/words/arguments';
import { VALUE_WORDS } from '../../src/server/words/enum-values';

const schema = buildHubSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const says = ({ description }: { description?: string | null | undefined }) => (description ?? '').trim().length > 2;

const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];

const argumentsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).flatMap((field) =>
        field.args.map((argument) => ({ place: `${type.name}.${field.name}.${argument.name}`, argument })),
      )
    : [];

describe('the schema explains itself', () => {
  it('says of every type what it is', () => {
    expect(types.filter((type) => !says(type)).map(({ name }) => name)).toEqual([]);
  });

  it('says of every field what it holds', () => {
    const silent = types.flatMap((type) =>
      fieldsOf(type)
        .filter((field) => !says(field))
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('says of every argument and of every word of a list what it means', () => {
    const silent = types.flatMap((type) => [
      ...argumentsOf(type).flatMap(({ place, argument }) => (says(argument) ? [] : [place])),
      ...(isEnumType(type) ? type.getValues() : []).flatMap((value) => (says(value) ? [] : [`${type.name}.${value.name}`])),
    ]);
    expect(silent).toEqual([]);
  });

  it('keeps no words for what is not there any more', () => {
    const places = types.flatMap((type) => argumentsOf(type).flatMap(({ place, argument }) => [place, argument.name]));
    expect(Object.keys(ARGUMENT_WORDS).filter((key) => !places.includes(key))).toEqual([]);
    const values = types.flatMap((type) => (isEnumType(type) ? type.getValues().map(({ name }) => `${type.name}.${name}`) : []));
    const known = Object.entries(VALUE_WORDS).flatMap(([list, words]) => Object.keys(words).map((word) => `${list}.${word}`));
    expect(known.filter((value) => !values.includes(value))).toEqual([]);
  });

  it('holds no Float: money and units are exact', () => {
    const places = types.flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field.name}: ${String(field.type)}`));
    expect(places.filter((place) => /\bFloat\b/.test(place))).toEqual([]);
    expect(types.some(isEnumType)).toBe(true);
  });
});
