import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { ROLES } from '../../src/access/actor';
import { isWireObject, textOf, type Wire } from './edges';

export interface Wanted {
  /** Type.field, each to be asked for. */
  readonly fields: readonly string[];
  /** Arguments and fields of inputs, each to be given and left out where it may be. */
  readonly given: readonly string[];
  readonly left: readonly string[];
  readonly enums: readonly string[];
  readonly mutations: readonly string[];
  readonly roles: readonly string[];
}

type Argued = Pick<GraphQLField<unknown, unknown>, 'name' | 'args'>;
/** Every place that the arguments of some fields of a type have, however deep. */
export type Places = Pick<Wanted, 'given' | 'left' | 'enums'>;
export function placesOf(type: string, fields: readonly Argued[]): Places {
  const inputs = new Set<string>();
  const enums = new Set<string>();
  const given: string[] = [];
  const left: string[] = [];
  const take = (of: GraphQLInputType): void => {
    const named = getNamedType(of);
    if (isEnumType(named)) for (const { name } of named.getValues()) enums.add(`${named.name}.${name}`);
    if (!isInputObjectType(named) || inputs.has(named.name)) return;
    inputs.add(named.name);
    for (const each of Object.values(named.getFields())) place(`${named.name}.${each.name}`, each);
  };
  const place = (key: string, each: { type: GraphQLInputType; defaultValue?: unknown }): void => {
    given.push(key);
    if (getNullableType(each.type) === each.type || each.defaultValue !== undefined) left.push(key);
    take(each.type);
  };
  for (const field of fields) for (const argument of field.args) place(`${type}.${field.name}(${argument.name})`, argument);
  return { given, left, enums: [...enums] };
}

/** Every place of a schema that a request can touch. */
export function wantedOf(schema: GraphQLSchema): Wanted {
  const types = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .filter(isObjectType);
  const all = types.map((type) => placesOf(type.name, Object.values(type.getFields())));
  const once = (kind: keyof Places): readonly string[] => [...new Set(all.flatMap((places) => places[kind]))];
  return {
    fields: types.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)),
    given: once('given'),
    left: once('left'),
    enums: once('enums'),
    mutations: Object.keys(schema.getMutationType()?.getFields() ?? {}),
    roles: ROLES,
  };
}

/** What one document touches; counted once the hub has taken it. */
export class Touched {
  readonly fields = new Set<string>();
  readonly given = new Set<string>();
  readonly left = new Set<string>();
  readonly enums = new Set<string>();

  /** Arguments, or the fields of an input: which were given, which left out, and what stands in them. */
  values(prefix: (name: string) => string, places: readonly { readonly name: string; readonly type: GraphQLInputType }[], values: Wire): void {
    if (!isWireObject(values)) return;
    for (const { name, type } of places) {
      const value = values[name];
      (value === undefined ? this.left : this.given).add(prefix(name));
      if (value !== undefined) this.within(type, value);
    }
  }
  private within(type: GraphQLInputType, value: Wire): void {
    const of = getNullableType(type);
    if (isListType(of)) for (const each of Array.isArray(value) ? (value as readonly Wire[]) : [value]) this.within(of.ofType, each);
    else if (isEnumType(of)) this.enums.add(`${of.name}.${textOf(value)}`);
    else if (isInputObjectType(of)) this.values((name) => `${of.name}.${name}`, Object.values(of.getFields()), value);
  }
}

/** What a whole run has touched, and what it has not. */
export class Coverage {
  private readonly fields = new Set<string>();
  private readonly given = new Set<string>();
  private readonly left = new Set<string>();
  private readonly enums = new Set<string>();
  private readonly roles = new Set<string>();
  /** How often each mutation was applied. */
  readonly applied = new Map<string, number>();
  readonly wanted: Wanted;

  constructor(schema: GraphQLSchema) {
    this.wanted = wantedOf(schema);
  }

  take({ fields, given, left, enums }: Touched, role: string): void {
    for (const each of fields) this.fields.add(each);
    for (const each of given) this.given.add(each);
    for (const each of left) this.left.add(each);
    for (const each of enums) this.enums.add(each);
    this.roles.add(role);
  }
  /** Whether a field of a type was ever asked for. */
  hadField(key: string): boolean {
    return this.fields.has(key);
  }
  /** Whether a value of a list was ever given. */
  hadValue(key: string): boolean {
    return this.enums.has(key);
  }
  /** Whether an argument or the field of an input was ever given, and ever left out. */
  had(key: string): { readonly given: boolean; readonly left: boolean } {
    return { given: this.given.has(key), left: this.left.has(key) };
  }
  /** Is there a place that was never touched? */
  lacks({ given, left, enums }: Places): boolean {
    return given.some((key) => !this.given.has(key)) || left.some((key) => !this.left.has(key)) || enums.some((key) => !this.enums.has(key));
  }
  apply(mutation: string): void {
    this.applied.set(mutation, (this.applied.get(mutation) ?? 0) + 1);
  }

  /** By kind, what was never touched. */
  get missing(): Wanted {
    const { wanted } = this;
    const not = (all: readonly string[], had: { has(key: string): boolean }): string[] => all.filter((each) => !had.has(each));
    return {
      fields: not(wanted.fields, this.fields),
      given: not(wanted.given, this.given),
      left: not(wanted.left, this.left),
      enums: not(wanted.enums, this.enums),
      mutations: not(wanted.mutations, this.applied),
      roles: not(wanted.roles, this.roles),
    };
  }
}
