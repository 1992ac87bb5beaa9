import { getNullableType, type GraphQLInputType, isEnumType, isInputObjectType, isListType } from 'graphql';
import { isWireObject, type Wire } from './edges';

/** Written into a document; names of lists stand without quotation marks. What is no value of the type is written as what it is. */
export function literalOf(value: Wire, type: GraphQLInputType | null): string {
  const of = type === null ? null : getNullableType(type);
  if (Array.isArray(value)) {
    const item = isListType(of) ? of.ofType : null;
    return `[${(value as readonly Wire[]).map((each) => literalOf(each, item)).join(', ')}]`;
  }
  if (isWireObject(value)) {
    const fields = isInputObjectType(of) ? of.getFields() : {};
    const written = Object.entries(value).map(([name, each]) => `${name}: ${literalOf(each, fields[name]?.type ?? null)}`);
    return `{ ${written.join(', ')} }`;
  }
  if (isListType(of)) return literalOf(value, of.ofType);
  if (isEnumType(of) && typeof value === 'string' && /^\w+$/.test(value)) return value;
  return JSON.stringify(value).replace(/e\+/, 'e');
}
