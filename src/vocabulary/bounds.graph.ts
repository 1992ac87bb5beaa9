import { type ConstDirectiveNode, type GraphQLInputType, getNamedType, getNullableType, isListType, isScalarType, Kind } from 'graphql';
import { Directive } from 'type-graphql';
import { type Bounds, BOUNDS_OF_SCALARS, MOST_ITEMS } from './bounds';

const NAME = 'within';

/**
 * Says beside a field of an input, or beside an argument, what it may hold where that is not what its scalar may hold anyway. It rides on
 * a directive, since that is what type-graphql hands on of both; the built schema has it as `extensions.bounds` (server/bounds.ts).
 */
export const Within = (bounds: Bounds): PropertyDecorator & ParameterDecorator =>
  Directive(`@${NAME}(bounds: ${JSON.stringify(JSON.stringify(bounds))})`);

/** An argument of a field, or a field of an input, as the built schema has them. */
interface Holder {
  readonly type: GraphQLInputType;
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

function declared({ astNode }: Holder): Bounds {
  const said = astNode?.directives?.find(({ name }) => name.value === NAME)?.arguments?.[0]?.value;
  return said?.kind === Kind.STRING ? (JSON.parse(said.value) as Bounds) : {};
}

const FREE: ReadonlySet<string> = new Set(['Boolean']);

/** What an argument or field may hold: what is said beside it, else what its scalar may hold. Throws for a scalar of which nothing is said. */
export function boundsOf(place: string, holder: Holder): Bounds {
  const said = declared(holder);
  const named = getNamedType(holder.type);
  const own = isScalarType(named) && !FREE.has(named.name) ? BOUNDS_OF_SCALARS[named.name] : {};
  if (own === undefined) throw new Error(`${place}: nothing is said of what a ${named.name} may hold (vocabulary/bounds.ts)`);
  if (said.value !== undefined && said.value.kind !== own.value?.kind)
    throw new Error(`${place}: a ${named.name} is not bounded as "${said.value.kind}" is`);
  return { ...own, ...(isListType(getNullableType(holder.type)) ? { items: MOST_ITEMS } : {}), ...said };
}
