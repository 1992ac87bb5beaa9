import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isScalarType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Chance } from '../../src/sample/chance';
import { isWireObject, textOf, type Wire } from './edges';

/** An object that an answer told of: its type, the field it stood in, what it said, and the object it stood in. */
export interface Thing {
  readonly key: string;
  readonly type: string;
  readonly field: string;
  readonly within: Thing | null;
  readonly values: Map<string, Wire>;
}
/** All that was told of one person. */
export interface Story {
  readonly person: string;
  readonly things: Map<string, Thing>;
  /** How often nothing was found of them since something was: they may have moved away. */
  misses: number;
}

const MOST_STORIES = 400;
const MOST_THINGS = 1_500;
const MOST_VALUES = 60;
const MOST_MISSES = 3;
export const SUBJECT = 'Person';

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly found: Thing[];
}

/**
 * What the answers taught: every object by its type and whose it is. Nothing in here knows what a budget is; that an argument
 * called `planId` takes the id of a Plan is read from the names of the schema.
 */
export class Memory {
  readonly stories = new Map<string, Story>();
  /** Values by type and field, the newest last. */
  private readonly values = new Map<string, Wire[]>();
  /** The ids that the answers to a mutation gave, by its name. */
  readonly decided = new Map<string, string[]>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Reads the answer beside the document that asked for it. */
  learn(root: GraphQLCompositeType, selections: SelectionSetNode, fragments: Walk['fragments'], data: unknown): void {
    const walk: Walk = { fragments, found: [] };
    this.object(root, selections, data, root.name, null, walk);
    this.remember(walk.found);
  }

  private object(type: GraphQLCompositeType, selections: SelectionSetNode, data: unknown, field: string, within: Thing | null, walk: Walk): void {
    if (!isWireObject(data)) return;
    const values = new Map<string, Wire>();
    const name = isAbstractType(type) ? textOf(data['__typename'] ?? type.name) : type.name;
    const real = this.schema.getType(name);
    const actual = isCompositeType(real) ? real : type;
    const id = typeof data['id'] === 'string' ? data['id'] : null;
    const key = id === null ? `${within?.key ?? ''}/${field}` : `${actual.name}:${id}`;
    const thing: Thing = { key, type: actual.name, field, within, values };
    walk.found.push(thing);
    this.selected(actual, selections, data, thing, walk);
  }

  private selected(
    type: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    data: { readonly [key: string]: Wire },
    thing: Thing,
    walk: Walk,
  ): void {
    for (const each of selections) {
      if (each.kind === Kind.FIELD) this.field(type, each, data, thing, walk);
      else {
        const inner = each.kind === Kind.INLINE_FRAGMENT ? each : walk.fragments.get(each.name.value);
        const on = inner?.typeCondition?.name.value;
        if (inner && (on === undefined || on === type.name || this.isOf(on, type.name))) this.selected(type, inner.selectionSet, data, thing, walk);
      }
    }
  }
  private isOf(abstract: string, name: string): boolean {
    const outer = this.schema.getType(abstract);
    const type = this.schema.getType(name);
    return isAbstractType(outer) && isObjectType(type) && this.schema.isSubType(outer, type);
  }

  private field(type: GraphQLCompositeType, node: FieldNode, data: { readonly [key: string]: Wire }, thing: Thing, walk: Walk): void {
    const value = data[(node.alias ?? node.name).value];
    if (value === undefined || !(isObjectType(type) || isInterfaceType(type))) return;
    const name = node.name.value;
    const field = type.getFields()[name];
    if (!field) return;
    const named = getNamedType(field.type);
    if (isLeafType(named)) {
      thing.values.set(name, value);
      if (value !== null && !Array.isArray(value)) this.keep(`${type.name}.${name}`, value);
    } else if (isCompositeType(named) && node.selectionSet) {
      const selections = node.selectionSet;
      const all = Array.isArray(value) ? value : [value];
      all.forEach((each, index) => this.object(named, selections, each, Array.isArray(value) ? `${name}/${index}` : name, thing, walk));
    }
  }

  private keep(key: string, value: Wire): void {
    const kept = this.values.get(key) ?? [];
    this.values.set(key, kept);
    if (kept.includes(value)) return;
    kept.push(value);
    if (kept.length > MOST_VALUES) kept.shift();
  }

  /** Each thing goes to the story of the person it stands in, or who stands beside it. */
  private remember(found: readonly Thing[]): void {
    const beside = new Map<Thing, string>();
    for (const thing of found) {
      const id = thing.values.get('id');
      if (thing.type !== SUBJECT || typeof id !== 'string') continue;
      if (thing.within && !beside.has(thing.within)) beside.set(thing.within, id);
    }
    for (const thing of found) {
      const person = this.whose(thing, beside);
      if (person !== null) this.put(person, thing);
    }
  }
  private whose(thing: Thing, beside: ReadonlyMap<Thing, string>): string | null {
    for (let at: Thing | null = thing; at; at = at.within) {
      const id = at.values.get('id');
      if (at.type === SUBJECT && typeof id === 'string') return id;
      const other = beside.get(at);
      if (other !== undefined) return other;
    }
    return null;
  }
  private put(person: string, thing: Thing): void {
    const story = this.stories.get(person) ?? { person, things: new Map<string, Thing>(), misses: 0 };
    if (!this.stories.has(person)) {
      if (this.stories.size >= MOST_STORIES) this.stories.delete([...this.stories.keys()][0] ?? '');
      this.stories.set(person, story);
    }
    const before = story.things.get(thing.key);
    if (before) for (const [name, value] of before.values) if (!thing.values.has(name)) thing.values.set(name, value);
    // The newest stand last.
    story.things.delete(thing.key);
    story.things.set(thing.key, thing);
    if (story.things.size > MOST_THINGS) story.things.delete([...story.things.keys()][0] ?? '');
  }

  /** Values of any field of this name, of the scalar that is wanted, wherever they were told. */
  anywhere(name: string, scalar: string): readonly Wire[] {
    return [...this.values].filter(([key]) => key.endsWith(`.${name}`) && this.scalarOf(key) === scalar).flatMap(([, values]) => values);
  }
  of(type: string, field: string): readonly Wire[] {
    return this.values.get(`${type}.${field}`) ?? [];
  }
  scalarOf(key: string): string | null {
    const [type = '', field = ''] = key.split('.');
    const found = this.schema.getType(type);
    if (!isObjectType(found) && !isInterfaceType(found)) return null;
    const of = found.getFields()[field];
    const named = of ? getNamedType(of.type) : null;
    return isScalarType(named) ? named.name : null;
  }

  /** Somebody of whom all of these types are known; anybody where there is no such person. */
  someone(types: readonly (readonly string[])[], chance: Chance): Story | null {
    const everybody = [...this.stories.values()];
    const here = everybody.filter(({ misses }) => misses < MOST_MISSES);
    const all = here.length > 0 && chance.share(95) ? here : everybody;
    const fit = all.filter(({ things }) =>
      types.every((some) => [...things.values()].some(({ type, values }) => some.includes(type) && values.has('id'))),
    );
    const from = fit.length > 0 ? fit : all;
    return from.length === 0 ? null : chance.pick(from);
  }
}
