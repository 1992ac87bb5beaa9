import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { rootFields } from '../../src/server/root-field-access';

/** A text that each scalar takes. */
const SAMPLE: Readonly<Record<string, string>> = {
  Money: '"1.00"',
  Decimal: '"1"',
  Date: '"2025-10-01"',
  DateTime: '"2025-10-01T12:00:00Z"',
  ID: '"999999999"',
  String: '"384"',
  Int: '1',
  Boolean: 'true',
};

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isScalarType(type)) return SAMPLE[type.name] ?? '""';
  return isInputObjectType(type) ? `{ ${required(Object.values(type.getFields()))} }` : '';
}
type Given = Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>;
const required = (all: readonly Given[]): string =>
  all
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name, type }) => `${name}: ${literal(type)}`)
    .join(', ');

/** One small operation for each root field, with what it must be given and ids of nobody. */
export function operations(schema: GraphQLSchema): Map<string, string> {
  return new Map(
    rootFields(schema).map(({ name, field }) => {
      const given = required(field.args);
      const composite = !isScalarType(getNamedType(field.type)) && !isEnumType(getNamedType(field.type));
      const kind = name.startsWith('Mutation.') ? 'mutation' : 'query';
      return [name, `${kind} { ${field.name}${given === '' ? '' : `(${given})`}${composite ? ' { __typename }' : ''} }`];
    }),
  );
}
