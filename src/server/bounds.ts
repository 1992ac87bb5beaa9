import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  getNullableType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { type Bounds, boundsInWords, charactersIn, faultIn } from '../vocabulary/bounds';
import { boundsOf } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';

interface BoundedContext {
  readonly clock: { today(): Day };
}
interface Holder {
  readonly name: string;
  readonly type: GraphQLInputType;
  description?: string | null | undefined;
  extensions: Readonly<Record<string, unknown>>;
}

/** What an argument or field of an input may hold, in a schema whose bounds are kept. */
export const boundsIn = (holder: { readonly extensions: Readonly<Record<string, unknown>> }): Bounds => holder.extensions['bounds'] ?? {};

function textIn(value: unknown): number {
  if (typeof value === 'string') return charactersIn(value);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + textIn(each), 0);
}

/** Throws BAD_INPUT naming the place, however deep, of the first value that is outside of its bounds. */
function check(value: unknown, type: GraphQLInputType, bounds: Bounds, path: string, today: Day): void {
  if (value === null || value === undefined) return;
  const plain = getNullableType(type);
  if (bounds.characters !== undefined && textIn(value) > bounds.characters)
    throw badInput(path, `At most ${bounds.characters.toLocaleString('en-GB')} characters in all are kept. Write it shorter.`);
  if (isListType(plain)) {
    const entries = value as readonly unknown[];
    if (bounds.items !== undefined && entries.length > bounds.items)
      throw badInput(path, `At most ${bounds.items.toLocaleString('en-GB')} entries are taken. Send fewer.`);
    const { items: _, characters: __, ...each } = bounds;
    entries.forEach((entry, index) => check(entry, plain.ofType, each, `${path}.${index}`, today));
  } else if (isInputObjectType(plain)) {
    const given = value as Readonly<Record<string, unknown>>;
    for (const field of Object.values(plain.getFields())) check(given[field.name], field.type, boundsIn(field), `${path}.${field.name}`, today);
  } else {
    const fault = faultIn(value, bounds, today);
    if (fault !== null) throw badInput(path, fault);
  }
}

function bound(place: string, holder: Holder): void {
  const bounds = boundsOf(place, holder);
  holder.extensions = { ...holder.extensions, bounds };
  holder.description = [holder.description, boundsInWords(bounds)].filter(Boolean).join(' ');
}

/**
 * Writes into the built schema what every argument and every field of an input may hold, for who reads it and for who checks it, and
 * checks it at every depth before a field is resolved.
 */
export function keepBounds(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) bound(`${type.name}.${field.name}`, field);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { args } = field;
      if (args.length === 0) continue;
      for (const argument of args) bound(`${type.name}.${field.name}.${argument.name}`, argument);
      const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, BoundedContext, Record<string, unknown>>;
      field.resolve = ((source, given, context, info) => {
        const today = context.clock.today();
        for (const argument of args) check(given[argument.name], argument.type, boundsIn(argument), argument.name, today);
        return resolve(source, given, context, info);
      }) satisfies typeof resolve;
    }
  }
  return schema;
}
