import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { boundsIn } from '../../src/server/bounds';
import { rootFields } from '../../src/server/root-field-access';
import { type Bounds, ends, type ValueBounds } from '../../src/vocabulary/bounds';
import { addDays, type Day } from '../../src/vocabulary/day';
import { formatDecimal, formatMoney } from '../../src/vocabulary/money';

type Given = Readonly<Record<string, unknown>>;
type Holder = GraphQLArgument | GraphQLInputField;

/** What a root field is asked with: enough for it to be otherwise valid. */
export interface Asked {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly args: readonly GraphQLArgument[];
  readonly query: string;
}

/** Everything that can be asked at the root, with all of its arguments as variables. */
export function everythingAsked(schema: GraphQLSchema): readonly Asked[] {
  return rootFields(schema)
    .filter(({ field }) => field.args.length > 0)
    .map(({ name, field }) => {
      const kind = name.startsWith('Mutation.') ? 'mutation' : 'query';
      const heads = field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
      const given = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
      const selection = kind === 'mutation' ? ' { applied id results { rule { id } effect } }' : ' { __typename }';
      return { name: field.name, kind, args: field.args, query: `${kind}(${heads}) { answer: ${field.name}(${given})${selection} }` };
    });
}

/** Values that mean something, by the name of the argument or field, and else by its scalar. */
export type Words = Readonly<Record<string, unknown>>;
/** What any text says where nothing else is wanted. */
export const PLAIN = 'Some words';
const BY_SCALAR: Words = {
  Money: '12.00',
  Decimal: '2',
  Int: 1,
  Date: '2025-10-01',
  DateTime: '2025-10-01T12:00:00Z',
  String: PLAIN,
  Boolean: true,
  ID: '999999999',
};

function valueOf(name: string, type: GraphQLInputType, bounds: Bounds, words: Words): unknown {
  if (name in words) return words[name];
  const plain = getNullableType(type);
  if (isListType(plain)) return [valueOf('', plain.ofType, bounds, words)];
  if (isEnumType(plain)) return words[plain.name] ?? plain.getValues()[0]?.name;
  if (isInputObjectType(plain)) return objectOf(Object.values(plain.getFields()), words);
  return bounds.oneOf?.[0] ?? BY_SCALAR[getNamedType(plain).name];
}
/** Every argument or field with a value; `undefined` among the words leaves one out. */
export function objectOf(holders: readonly Holder[], words: Words): Given {
  return Object.fromEntries(
    holders
      .map((holder) => [holder.name, valueOf(holder.name, holder.type, boundsIn(holder), words)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** A place where a value is given: its path from the argument on, and what it may hold. */
export interface Place {
  readonly path: string;
  readonly bounds: Bounds;
  readonly list: boolean;
}
export function placesOf(holders: readonly Holder[], before = ''): readonly Place[] {
  return holders.flatMap((holder) => {
    const path = `${before}${holder.name}`;
    const bounds = boundsIn(holder);
    const plain = getNullableType(holder.type);
    const list = isListType(plain);
    const named = getNamedType(plain);
    const within = isInputObjectType(named) ? placesOf(Object.values(named.getFields()), `${path}${list ? '.0' : ''}.`) : [];
    const own = list ? [{ path, bounds, list }] : [];
    const value = bounds.value === undefined ? [] : [{ path: list ? `${path}.0` : path, bounds, list: false }];
    return [...own, ...value, ...within];
  });
}

/** The same input with another value at a place; `null` where the way there is not in it. */
export function withAt(given: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (given === null || typeof given !== 'object') throw new Error(`nothing is given at ${step}`);
  if (Array.isArray(given)) return given.map((each, index) => (String(index) === step ? withAt(each, rest, value) : each));
  const known = given as Given;
  return { ...known, [step]: rest.length === 0 ? value : withAt(known[step], rest, value) };
}
export const valueAt = (given: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((within, step) => (within as Given | undefined)?.[step], given);

const WIDE = '𝒳';
/** A text of so many characters, of the widest there are. */
export const textOf = (characters: number): string => WIDE.repeat(characters);

interface Edges {
  readonly inside: readonly unknown[];
  readonly outside: readonly unknown[];
  /** Nothing that the scalar could hold at all: one of them is tried at a place, another at the next. */
  readonly never: readonly unknown[];
}
const TURNED = 'abc\u202Edef';

/** Values at and beyond both ends of a range, as they are written. */
export function edgesOf(bounds: ValueBounds, today: Day): Edges {
  const [least, most] = ends(bounds, today);
  switch (bounds.kind) {
    case 'money':
      return {
        inside: [formatMoney(Number(least)), formatMoney(Number(most))],
        outside: [formatMoney(Number(least) - 1), formatMoney(Number(most) + 1)],
        never: ['999999999999.99', '1.234', '1', 'NaN', '9'.repeat(30), '-100.00 '],
      };
    case 'decimal':
      return {
        inside: [formatDecimal(Number(least)), formatDecimal(Number(most))],
        outside: ['-1', formatDecimal(Number(most) + 1)],
        never: ['999999999.999', '1.2345', '1e3', ''],
      };
    case 'whole':
      return { inside: [least, most], outside: [Number(least) - 1, Number(most) + 1], never: [-3, 2147483647, 2147483648, -2147483649, 1.5] };
    case 'day':
      return {
        inside: [least, most],
        outside: [addDays(String(least), -1), addDays(String(most), 1)],
        never: ['0001-01-01', '9999-12-31', '2025-02-30', '+010000-01-01', 'today'],
      };
    case 'instant':
      return {
        inside: [`${least}T12:00:00Z`, `${most}T12:00:00Z`],
        outside: [`${addDays(String(least), -1)}T12:00:00Z`, `${addDays(String(most), 1)}T12:00:00Z`],
        never: ['9999-12-31T00:00:00Z', '2025-10-01', '2025-10-01T25:00:00Z'],
      };
    case 'text':
      return {
        inside: ['x'.repeat(Math.max(bounds.least, 1)), textOf(bounds.most)],
        outside: [textOf(bounds.most + 1), ...(bounds.least > 0 ? ['  '] : [])],
        never: ['a\u0000b', 'a\ud800', '\udc00b', 'a\u0007', TURNED],
      };
    case 'id':
      return { inside: ['1', '9'.repeat(bounds.most)], outside: ['9'.repeat(bounds.most + 1), ''], never: ['a\u0000b', 'a\ud800'] };
  }
}
