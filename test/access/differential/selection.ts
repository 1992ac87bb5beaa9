import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Pages within answers are asked for with this many. */
const LEFT_TO_THEIR_DEFAULTS = new Set(['first', 'after', 'filter']);

export interface Selected {
  readonly text: string;
  /** The fragments that it uses, for the end of the document. */
  readonly fragments: string;
  /** The variables that it takes, with their types. */
  readonly variables: ReadonlyMap<string, string>;
  /** Every field in it, as Type.field. */
  readonly fields: ReadonlySet<string>;
}

/** Selects every field that there is below a type; where a type comes again within itself, its plain fields. All of it follows from the schema. */
export class Selection {
  private readonly variables = new Map<string, string>();
  private readonly fields = new Set<string>();
  private readonly path = new Set<string>();
  /** Types that lead back to nothing are selected alike wherever they stand: once, so that documents stay short and are soon read. */
  private readonly fragments = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    /** Fields to leave out: those that refuse the reader, and with them all that is round them. */
    private readonly without: ReadonlySet<string> = new Set(),
  ) {}

  of(type: GraphQLNamedType): Selected {
    const text = this.select(type);
    return { text, fragments: [...this.fragments.values()].join(' '), variables: this.variables, fields: this.fields };
  }

  private select(type: GraphQLNamedType): string {
    if (isAbstractType(type))
      return `{ __typename ${this.schema
        .getPossibleTypes(type)
        .map((each, index) => `... on ${each.name} ${this.object(each, `${'abcdefgh'[index]}_`)}`)
        .join(' ')} }`;
    if (!isObjectType(type)) return '';
    if (leadsBack(this.schema, type)) return this.object(type, '');
    if (!this.fragments.has(type.name)) {
      this.fragments.set(type.name, '');
      this.fragments.set(type.name, `fragment ${type.name}_ on ${type.name} ${this.object(type, '')}`);
    }
    return `{ ...${type.name}_ }`;
  }

  /** Fields of one of several types stand under names of their own, so that they may differ in type. */
  private object(type: GraphQLObjectType, prefix: string): string {
    const again = this.path.has(type.name);
    this.path.add(type.name);
    const fields = Object.values(type.getFields())
      .map((field) => this.field(type, field, prefix, again))
      .filter((text) => text !== '');
    if (!again) this.path.delete(type.name);
    return `{ ${fields.join(' ')} }`;
  }

  private field(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, prefix: string, plainOnly: boolean): string {
    const name = `${type.name}.${field.name}`;
    const inner = getNamedType(field.type);
    if (this.without.has(name) || (plainOnly && isCompositeType(inner))) return '';
    this.fields.add(name);
    const given = this.given(field.args);
    const alias = prefix === '' ? '' : `${prefix}${field.name}: `;
    return `${alias}${field.name}${given}${isCompositeType(inner) ? ` ${this.select(inner)}` : ''}`;
  }

  /** Arguments are variables of their own name. */
  private given(args: readonly GraphQLArgument[]): string {
    const asked = args.filter(({ name, type }) => isNonNullType(type) || !LEFT_TO_THEIR_DEFAULTS.has(name)).filter(({ name }) => name !== 'first');
    for (const { name, type } of asked) {
      const known = this.variables.get(name);
      if (known !== undefined && known !== String(type)) throw new Error(`two arguments are called ${name}: ${known} and ${String(type)}`);
      this.variables.set(name, String(type));
    }
    return asked.length === 0 ? '' : `(${asked.map(({ name }) => `${name}: $${name}`).join(', ')})`;
  }
}

const typesBelow = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLNamedType[] =>
  isAbstractType(type)
    ? schema.getPossibleTypes(type)
    : isObjectType(type)
      ? Object.values(type.getFields()).map((field) => getNamedType(field.type))
      : [];
const found = new WeakMap<GraphQLNamedType, boolean>();
/** Does a type, or one below it, lead back to itself? */
function leadsBack(schema: GraphQLSchema, type: GraphQLNamedType, above: ReadonlySet<string> = new Set()): boolean {
  const known = found.get(type);
  if (known !== undefined) return known;
  if (above.has(type.name)) return true;
  const below = new Set([...above, type.name]);
  const answer = typesBelow(schema, type).some((each) => leadsBack(schema, each, below));
  found.set(type, answer);
  return answer;
}

/** Every field of every type that an answer may hold. */
export function fieldsWithin(schema: GraphQLSchema, from: GraphQLNamedType, found = new Set<string>(), types = new Set<string>()): Set<string> {
  if (types.has(from.name)) return found;
  types.add(from.name);
  if (isAbstractType(from)) for (const type of schema.getPossibleTypes(from)) fieldsWithin(schema, type, found, types);
  if (!isObjectType(from)) return found;
  for (const field of Object.values(from.getFields())) {
    found.add(`${from.name}.${field.name}`);
    fieldsWithin(schema, getNamedType(field.type), found, types);
  }
  return found;
}
