import { type GraphQLSchema, isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { ARGUMENT_WORDS } from './arguments';
import { VALUE_WORDS } from './enum-values';

const ROOT_WORDS: Readonly<Record<string, string>> = {
  Query: 'What can be asked. What a reader may not see is not there for them: null, left out, or EXISTS_ONLY.',
  Mutation: 'What can be changed. Every change answers with a Decision: whether it was applied, which rules spoke, and what would put it right.',
};

/** Writes into the schema what its arguments, the words of its lists and its two roots mean, where the rooms have not said it themselves. */
export function sayWhatIsMeant(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    type.description ??= ROOT_WORDS[type.name];
    if (isEnumType(type)) for (const value of type.getValues()) value.description ??= VALUE_WORDS[type.name]?.[value.name];
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields()))
      for (const argument of field.args)
        argument.description ??= ARGUMENT_WORDS[`${type.name}.${field.name}.${argument.name}`] ?? ARGUMENT_WORDS[argument.name];
  }
  return schema;
}
