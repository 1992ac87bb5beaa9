import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { boundsIn } from '../../src/server/bounds';
import { buildHubSchema } from '../../src/server/schema';
import { ARGUMENT_WORDS } from '../../src/server/words/arguments';
import { VALUE_WORDS } from '../../src/server/words/enum-values';
import { boundsInWords } from '../../src/vocabulary/bounds';

const schema = buildHubSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

interface Described {
  readonly description?: string | null | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
}
/** The words of a description; what an input may hold is written behind them by `server/bounds.ts` and says nothing of its meaning. */
const wordsOf = (holder: Described): readonly string[] => {
  const [text, bounds] = [holder.description ?? '', boundsInWords(boundsIn(holder))];
  const own = bounds !== '' && text.endsWith(bounds) ? text.slice(0, -bounds.length) : text;
  return own.split(/\s+/).filter((word) => word !== '');
};
/** Fewer words than these say that it is there, and not what it holds. */
const FEWEST_WORDS = 4;
const says = (holder: Described) => wordsOf(holder).length >= FEWEST_WORDS;

const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];

const argumentsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).flatMap((field) =>
        field.args.map((argument) => ({ place: `${type.name}.${field.name}.${argument.name}`, argument })),
      )
    : [];

describe('the schema explains itself', () => {
  it('says of every type what it is, in four words at least', () => {
    expect(types.filter((type) => !says(type)).map(({ name }) => name)).toEqual([]);
  });

  it('says of every field what it holds, in four words at least', () => {
    const silent = types.flatMap((type) =>
      fieldsOf(type)
        .filter((field) => !says(field))
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('says of every argument and of every word of a list what it means, in four words at least', () => {
    const silent = types.flatMap((type) => [
      ...argumentsOf(type).flatMap(({ place, argument }) => (says(argument) ? [] : [place])),
      ...(isEnumType(type) ? type.getValues() : []).flatMap((value) => (says(value) ? [] : [`${type.name}.${value.name}`])),
    ]);
    expect(silent).toEqual([]);
  });

  it('counts no bound among the words', () => {
    const holder = { description: 'Its day. 1 to 16 digits.', extensions: { bounds: { value: { kind: 'id', most: 16 } } } };
    expect(wordsOf(holder)).toEqual(['Its', 'day.']);
    expect(says(holder)).toBe(false);
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
