import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a document looks like once its fragments stand where they are spread. No schema is needed, and no field resolved. */
export interface QueryShape {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly directivesAtOnePlace: number;
  readonly rootFields: number;
  /** Fields asked for again where they stand already. Validation compares each with each. */
  readonly repeats: number;
}
const NOTHING: QueryShape = { depth: 0, aliases: 0, directives: 0, directivesAtOnePlace: 0, rootFields: 0, repeats: 0 };

type Mutable = { -readonly [Key in keyof QueryShape]: QueryShape[Key] };
/** How often each answer's name stands in one set. */
type Names = ReadonlyMap<string, number>;
interface Measured {
  readonly shape: QueryShape;
  readonly names: Names;
}
const EMPTY: Measured = { shape: NOTHING, names: new Map() };

/** Each fragment is measured once however often it is spread; one that leads back to itself counts once (validation refuses it). */
class Measure {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Measured>();

  constructor(document: DocumentNode) {
    for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(each.name.value, each);
  }

  private fragment(name: string): Measured {
    const known = this.measured.get(name);
    if (known) return known;
    this.measured.set(name, EMPTY);
    const found = this.fragments.get(name);
    const measured = found ? this.set(found.selectionSet) : EMPTY;
    this.measured.set(name, measured);
    return measured;
  }

  private within(selection: SelectionNode): Measured {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value);
    return selection.selectionSet ? this.set(selection.selectionSet) : EMPTY;
  }

  /** Its `rootFields` are the fields of this very set. */
  set({ selections }: SelectionSetNode): Measured {
    const sum: Mutable = { ...NOTHING };
    const names = new Map<string, number>();
    for (const selection of selections) {
      const { shape, names: inner } = this.within(selection);
      const isField = selection.kind === Kind.FIELD;
      const directives = selection.directives?.length ?? 0;
      sum.depth = Math.max(sum.depth, shape.depth + (isField ? 1 : 0));
      sum.aliases += shape.aliases + (isField && selection.alias ? 1 : 0);
      sum.directives += shape.directives + directives;
      sum.directivesAtOnePlace = Math.max(sum.directivesAtOnePlace, shape.directivesAtOnePlace, directives);
      sum.rootFields += isField ? 1 : shape.rootFields;
      sum.repeats += shape.repeats;
      const add = (times: number, name: string): void => {
        const before = names.get(name) ?? 0;
        // Those of one fragment among themselves are in its own `repeats`.
        if (before > 0) sum.repeats += 1;
        names.set(name, before + times);
      };
      if (isField) add(1, (selection.alias ?? selection.name).value);
      else inner.forEach(add);
    }
    return { shape: sum, names };
  }
}

/** The fields of an operation itself, wherever they are written. */
export function rootFieldsOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each.selectionSet);
  const counted = new Map<string, number>();
  const count = ({ selections }: SelectionSetNode): number => {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) sum += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) sum += count(selection.selectionSet);
      else sum += spread(selection.name.value);
    }
    return sum;
  };
  const spread = (name: string): number => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, 0);
    const found = fragments.get(name);
    const own = found ? count(found) : 0;
    counted.set(name, own);
    return own;
  };
  return count(selectionSet);
}

const KEYS = Object.keys(NOTHING) as (keyof QueryShape)[];

/** The most that any operation or fragment of the document comes to. */
export function shapeOf(document: DocumentNode): QueryShape {
  const measure = new Measure(document);
  const most: Mutable = { ...NOTHING };
  for (const each of document.definitions) {
    if (each.kind !== Kind.OPERATION_DEFINITION && each.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const own = each.directives?.length ?? 0;
    const { shape } = measure.set(each.selectionSet);
    const whole: QueryShape = {
      ...shape,
      rootFields: each.kind === Kind.OPERATION_DEFINITION ? shape.rootFields : 0,
      directives: shape.directives + own,
      directivesAtOnePlace: Math.max(shape.directivesAtOnePlace, own),
    };
    for (const key of KEYS) most[key] = Math.max(most[key], whole[key]);
  }
  return most;
}
