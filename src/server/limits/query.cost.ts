import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromASTUntyped,
} from 'graphql';
import { workOf } from './work';

/** How many a list is taken to hold that does not say. People have few of anything. */
const A_LIST = 5;
/** No list takes more, whatever is asked for. */
const MOST_IN_A_LIST = 100;
const PAGE_SIZE = 'first';

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an answer may cost: one for each of its values, times `first` for a page, times five for any other list, and so on within; and
 * for the fields that have to be worked out first (work.ts) what that takes. Worked out before anything is resolved; the document has
 * been validated.
 */
export class QueryCost {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  /** What variables stand for that are not given. */
  private readonly defaults = new Map<string, unknown>();
  private readonly known = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(each.name.value, each);
  }

  of(operation: OperationDefinitionNode): number {
    for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
      if (defaultValue) this.defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
    return this.set(operation.selectionSet, this.schema.getRootType(operation.operation) ?? null, null);
  }

  /** `page`: the size of the connection that these fields belong to, whose `edges` it multiplies. */
  private set({ selections }: SelectionSetNode, parent: GraphQLNamedType | null, page: number | null): number {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) sum += this.field(selection, parent, page);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) sum += this.spread(selection.name.value, page);
      else
        sum += this.set(
          selection.selectionSet,
          selection.typeCondition ? (this.schema.getType(selection.typeCondition.name.value) ?? null) : parent,
          page,
        );
    }
    return sum;
  }

  private spread(name: string, page: number | null): number {
    const key = `${name} ${page ?? ''}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    const cost = fragment ? this.set(fragment.selectionSet, this.schema.getType(fragment.typeCondition.name.value) ?? null, page) : 0;
    this.known.set(key, cost);
    return cost;
  }

  private field(node: FieldNode, parent: GraphQLNamedType | null, page: number | null): number {
    const given = node.arguments?.length ? (name: string) => this.argument(node, name) : null;
    const work = parent ? workOf(parent.name, node.name.value, given) : 0;
    if (!node.selectionSet) return 1 + work;
    const field = parent && fieldOf(parent, node.name.value);
    if (!field) return 1 + work;
    const { isList, named, page: argument } = returnOf(field);
    const asked = argument ? this.pageSize(node, argument) : null;
    const times = isList ? (asked ?? (page !== null && field.name === 'edges' ? page : A_LIST)) : 1;
    return work + times * (1 + this.set(node.selectionSet, named, isList ? null : asked));
  }

  /** What an argument is given, where that is a number, a word or nothing. */
  private argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((each) => each.name.value === name)?.value;
    switch (value?.kind) {
      case Kind.VARIABLE:
        return this.variables[value.name.value] ?? this.defaults.get(value.name.value);
      case Kind.INT:
        return Number(value.value);
      case Kind.ENUM:
      case Kind.STRING:
        return value.value;
      default:
        return undefined;
    }
  }

  private pageSize(node: FieldNode, argument: GraphQLArgument): number {
    const given = this.argument(node, PAGE_SIZE);
    const asked = typeof given === 'number' && Number.isFinite(given) ? given : Number(argument.defaultValue ?? MOST_IN_A_LIST);
    return Math.min(Math.max(asked, 1), MOST_IN_A_LIST);
  }
}

interface Returned {
  readonly isList: boolean;
  readonly named: GraphQLNamedType;
  /** The argument that says how many, where it has one. */
  readonly page: GraphQLArgument | null;
}
/** Of a field of a schema, once: queries of hundreds of fields are weighed with each request. */
const returned = new WeakMap<GraphQLField<unknown, unknown>, Returned>();
function returnOf(field: GraphQLField<unknown, unknown>): Returned {
  const known = returned.get(field);
  if (known) return known;
  const own: Returned = {
    isList: isListType(getNullableType(field.type)),
    named: getNamedType(field.type),
    page: field.args.find(({ name }) => name === PAGE_SIZE) ?? null,
  };
  returned.set(field, own);
  return own;
}

function fieldOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | null {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? (parent.getFields()[name] ?? null) : null;
}
