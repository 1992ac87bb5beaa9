import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { Actor } from '../access/actor';
import { AUDIENCES } from '../access/audiences';
import { mayUse } from '../access/guard';
import type { Turns } from '../database/turns';
import { workOf } from './limits/work';

/** The fields at which every request comes in. */
export function rootFields(schema: GraphQLSchema): { name: string; field: GraphQLField<unknown, { readonly actor: Actor | null }> }[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type): type is GraphQLObjectType =>
    Boolean(type),
  );
  return roots.flatMap((type) => Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })));
}

/**
 * Lets others have their turn in the middle of a long answer: before each field that leads to more, or that takes long by itself. What
 * nobody waits for any more stops there.
 */
export function inTurns(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      if (isLeafType(getNamedType(field.type)) && workOf(type.name, field.name) === 0) continue;
      const resolve: GraphQLFieldResolver<unknown, { readonly turns: Turns }> = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: { readonly turns: Turns }, info) =>
        context.turns.isFree ? resolve(source, args, context, info) : context.turns.later(() => resolve(source, args, context, info));
    }
  }
  return schema;
}

/**
 * Puts its audience before every root field: asked before the resolver, and before its input is looked at. A field for which
 * nobody declared one is answered to nobody. Once a request and root field, never once a row.
 */
export function closeByDefault(schema: GraphQLSchema): GraphQLSchema {
  for (const { name, field } of rootFields(schema)) {
    const audience = AUDIENCES[name] ?? null;
    if (audience?.roles === null) continue;
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context, info) => {
      mayUse(context.actor, audience, field.name);
      return resolve(source, args, context, info);
    };
  }
  return schema;
}
