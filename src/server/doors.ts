import { defaultFieldResolver, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Actor } from '../access/actor';
import { AUDIENCES } from '../access/audiences';
import { mayUse } from '../access/guard';

/** The fields at which every request comes in. */
export function rootFields(schema: GraphQLSchema): { name: string; field: GraphQLField<unknown, { readonly actor: Actor | null }> }[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type): type is GraphQLObjectType =>
    Boolean(type),
  );
  return roots.flatMap((type) => Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })));
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
