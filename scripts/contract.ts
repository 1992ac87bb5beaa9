import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  astFromValue,
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  print,
} from 'graphql';
import { buildHubSchema } from '../src/server/schema';

// npm run contract: where the built schema departs from the public contract, and what it holds but does not answer yet.

/** The contract, and the page that explains each departure from it; from the project's folder. */
export const CONTRACT_FILE = join('test', 'schema', 'contract.graphql');
export const CHANGES_FILE = join('schema', 'CHANGES.md');

/** One difference: where, e.g. `Person.plans(asOf:)`, and what. */
export interface Departure {
  readonly place: string;
  readonly what: string;
}
const departs = (place: string, what: string): Departure => ({ place, what });
export const departureInWords = ({ place, what }: Departure): string => `${place} ${what}`;

const kindOf = (type: GraphQLNamedType): string => type.constructor.name.replace(/^GraphQL|Type$/g, '');
const isComposite = (type: GraphQLNamedType) => isObjectType(type) || isInterfaceType(type);

function defaultOf({ defaultValue, type }: GraphQLArgument | GraphQLInputField): string {
  const value = astFromValue(defaultValue, type);
  return value ? ` = ${print(value)}` : '';
}

/** What a caller may hand over: name, type, default. */
function inputsDiffer(
  place: (name: string) => string,
  wanted: readonly (GraphQLArgument | GraphQLInputField)[],
  built: readonly (GraphQLArgument | GraphQLInputField)[],
  isRequired: (input: GraphQLArgument & GraphQLInputField) => boolean,
): Departure[] {
  const own = new Map(built.map((input) => [input.name, input]));
  const promised = new Set(wanted.map(({ name }) => name));
  const lacking = wanted.flatMap((input) => {
    const found = own.get(input.name);
    if (!found) return [departs(place(input.name), 'is missing')];
    const [want, have] = [input, found].map((each) => `${String(each.type)}${defaultOf(each)}`);
    return want === have ? [] : [departs(place(input.name), `is ${have}, and the contract says ${want}`)];
  });
  const demanded = built.filter((input) => !promised.has(input.name) && isRequired(input as GraphQLArgument & GraphQLInputField));
  return [...lacking, ...demanded.map(({ name }) => departs(place(name), 'is asked for, and clients of the contract do not send it'))];
}

function fieldsDiffer(type: string, wanted: GraphQLField<unknown, unknown>, built: GraphQLField<unknown, unknown> | undefined): Departure[] {
  const place = `${type}.${wanted.name}`;
  if (!built) return [departs(place, 'is missing')];
  const [want, have] = [String(wanted.type), String(built.type)];
  const result = want === have ? [] : [departs(place, `is ${have}, and the contract says ${want}`)];
  return [...result, ...inputsDiffer((name) => `${place}(${name}:)`, wanted.args, built.args, isRequiredArgument)];
}

const namesLacking = (type: string, wanted: readonly { name: string }[], built: readonly { name: string }[]): Departure[] => {
  const own = new Set(built.map(({ name }) => name));
  return wanted.filter(({ name }) => !own.has(name)).map(({ name }) => departs(`${type}.${name}`, 'is missing'));
};

function typesDiffer(wanted: GraphQLNamedType, built: GraphQLNamedType | undefined): Departure[] {
  const { name } = wanted;
  if (!built) return [departs(name, 'is missing')];
  if (kindOf(wanted) !== kindOf(built)) return [departs(name, `is of the kind ${kindOf(built)}, and the contract says ${kindOf(wanted)}`)];
  if (isEnumType(wanted) && isEnumType(built)) return namesLacking(name, wanted.getValues(), built.getValues());
  if (isUnionType(wanted) && isUnionType(built)) return namesLacking(name, wanted.getTypes(), built.getTypes());
  if (isInputObjectType(wanted) && isInputObjectType(built))
    return inputsDiffer((field) => `${name}.${field}`, Object.values(wanted.getFields()), Object.values(built.getFields()), isRequiredInputField);
  if (isComposite(wanted) && isComposite(built)) {
    const own = built.getFields();
    return [
      ...namesLacking(name, wanted.getInterfaces(), built.getInterfaces()),
      ...Object.values(wanted.getFields()).flatMap((field) => fieldsDiffer(name, field, own[field.name])),
    ];
  }
  return [];
}

/** Where the built schema departs from the contract. It may hold more, so long as it asks for nothing more. */
export function departuresFrom(contract: GraphQLSchema, built: GraphQLSchema): Departure[] {
  return Object.values(contract.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => typesDiffer(type, built.getType(type.name)));
}

/** The places that schema/CHANGES.md lists under "Where it departs": each with its reason, `- \`Type.field\`: why`. */
export function explainedIn(changes: string): ReadonlySet<string> {
  const section = /^## Where it departs\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changes)?.[1] ?? '';
  return new Set([...section.matchAll(/^- `([^`]+)`/gm)].map(([, place]) => place ?? ''));
}

function main(print: (line: string) => void): number {
  const departures = departuresFrom(buildSchema(readFileSync(CONTRACT_FILE, 'utf8')), buildHubSchema());
  const explained = explainedIn(readFileSync(CHANGES_FILE, 'utf8'));
  const unexplained = departures.filter(({ place }) => !explained.has(place));
  for (const departure of departures) print(`${departureInWords(departure)}${explained.has(departure.place) ? ' (schema/CHANGES.md says why)' : ''}`);
  print(
    unexplained.length === 0
      ? 'The built schema contains the contract.'
      : `${unexplained.length} departures from the contract that nothing explains.`,
  );
  return unexplained.length === 0 ? 0 : 1;
}

if (require.main === module) process.exitCode = main((line) => process.stdout.write(`${line}\n`));
