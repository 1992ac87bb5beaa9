import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
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
} from 'graphql';

/** How many a list is taken to hold that does not say. People have few of anything. */
const A_LIST = 5;
/** No list takes more, whatever is asked for. */
const MOST_IN_A_LIST = 100;
const PAGE_SIZE = 'first';

type Variables = Readonly<Record<string, unknown>>;

/**
 * The values that an answer may come to: one for each field, times `first` for a page, times five for any other list, and so on
 * within. Worked out before anything is resolved; the document has been validated.
 */
export class QueryCost {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly known = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(each.name.value, each);
  }

  of(operation: OperationDefinitionNode): number {
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
    if (!node.selectionSet) return 1;
    const field = parent && fieldOf(parent, node.name.value);
    if (!field) return 1;
    const asked = this.pageSize(node, field);
    const isList = isListType(getNullableType(field.type));
    const times = isList ? (asked ?? (page !== null && field.name === 'edges' ? page : A_LIST)) : 1;
    return times * (1 + this.set(node.selectionSet, getNamedType(field.type), isList ? null : asked));
  }

  private pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
    const argument = field.args.find(({ name }) => name === PAGE_SIZE);
    if (!argument) return null;
    const value = node.arguments?.find(({ name }) => name.value === PAGE_SIZE)?.value;
    const given = value?.kind === Kind.INT ? Number(value.value) : value?.kind === Kind.VARIABLE ? this.variables[value.name.value] : undefined;
    const asked = typeof given === 'number' && Number.isFinite(given) ? given : Number(argument.defaultValue ?? MOST_IN_A_LIST);
    return Math.min(Math.max(asked, 1), MOST_IN_A_LIST);
  }
}

function fieldOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | null {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? (parent.getFields()[name] ?? null) : null;
}
