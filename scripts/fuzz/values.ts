import {
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  isScalarType,
} from 'graphql';
import type { Chance } from '../../src/sample/chance';
import { addDays, type Day, dayBefore } from '../../src/vocabulary/day';
import type { Coverage } from './coverage';
import { edgeOf, isWireObject, textOf, type Wire, type WireObject } from './edges';
import { type Memory, type Story, SUBJECT, type Thing } from './memory';
import type { Names } from './names';

export interface Mood {
  /** Of a hundred values, how many are at or beyond an edge. */
  readonly edges: number;
  /** Of a hundred optional ones, how many are given. */
  readonly given: number;
}
/** What may be given: an argument, or the field of an input. */
export interface Given {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue?: unknown;
  readonly description?: string | null | undefined;
}

const ENVELOPE = 'Envelope';
const isEnvelopeOf = (type: GraphQLInputType): boolean => isInputObjectType(type) && type.name === ENVELOPE;
const IN_ENVELOPE: Readonly<Record<string, number>> = { dryRun: 20, expectedVersion: 12, idempotencyKey: 40 };
const NEAR_DAYS = [0, 0, 0, -1, 1, -7, 7, -28, 14, 28, -60, 60, -200, 90, 180];
const BIRTHS = [2, 8, 13, 15, 16, 17, 18, 19, 24, 25, 26, 40, 70];
const MONEYS = ['1.00', '5.00', '10.00', '25.50', '40.00', '100.00', '120.00', '1000.00'];
const WORDS = ['By agreement', 'A. Worker', 'What was said', 'As it was found', 'Because it was asked for'];

/**
 * Makes values for a type. Most are plausible: ids, days, amounts and texts that were told of the person the request is about, by the names
 * of fields; some are at the edges of what the scalar can hold.
 */
export class Values {
  story: Story | null = null;
  /** The thing that an id led to: what is said beside it is likely about it. */
  private near: Thing | null = null;
  private keys = 100;
  /** What the values are for, and the one name that is to be another than before. */
  private purpose = '';
  private changed: string | null = null;
  /** Ids that were answered to be wrong, by what they were given for. */
  private readonly spent = new Set<string>();
  mood: Mood = { edges: 0, given: 50 };
  today: Day = '2025-10-01';

  constructor(
    private readonly names: Names,
    private readonly memory: Memory,
    private readonly coverage: Coverage,
    private readonly chance: Chance,
  ) {}

  begin(story: Story | null, mood: Mood, today: Day, purpose = '', changed: string | null = null): void {
    this.story = story;
    this.near = null;
    this.purpose = purpose;
    this.changed = changed;
    this.mood = mood;
    this.today = today;
  }

  /** An id that was no good for something is seldom given for it again. */
  spend(purpose: string, id: string): void {
    this.spent.add(`${purpose} ${id}`);
  }

  /** Values for all of them, ids first: the rest goes with whom they are of. `before`: what was given another time, to be varied. */
  all(given: readonly Given[], place: (name: string) => string, before: WireObject | null = null, keep = 0, like: Thing | null = null): WireObject {
    const isId = ({ type, name }: Given): number => (/ids?$/i.test(name) || String(getNullableType(type)) === 'ID' ? 0 : 1);
    const made = [...given]
      .sort((a, b) => isId(a) - isId(b))
      .flatMap((each): [string, Wire][] => {
        const { name, type, defaultValue } = each;
        const isEnvelope = isEnvelopeOf(type);
        const isChanged = before !== null && name === this.changed;
        const old = isEnvelope || isChanged ? undefined : before?.[name];
        if (old !== undefined && this.chance.share(keep) && !isWireObject(old) && !Array.isArray(old)) {
          this.follow(old);
          return [[name, old]];
        }
        const isNeeded = isNonNullType(type) && defaultValue === undefined;
        if (isChanged && !isNeeded && this.chance.share(before[name] === undefined ? 5 : 50)) return [];
        if (before && !isEnvelope && !isChanged && old === undefined && !isNeeded && this.chance.share(keep)) return [];
        if (!isNeeded && (!before || isEnvelope) && !this.chance.share(this.shareOf(each, place(name)))) return [];
        if (isNeeded && this.mood.edges > 0 && this.chance.share(1)) return [];
        const told = like?.values.get(name);
        if (told !== undefined && told !== null && this.chance.share(92) && !isInputObjectType(getNullableType(type))) return [[name, told]];
        return [[name, this.value(each, old, keep)]];
      });
    const byName = new Map(made);
    // Most spans run forwards.
    const [from, to] = [byName.get('from'), byName.get('to')];
    if (typeof from === 'string' && typeof to === 'string' && to < from && this.chance.share(95)) byName.set('from', to).set('to', from);
    return Object.fromEntries(given.flatMap(({ name }) => (byName.has(name) ? [[name, byName.get(name) ?? null]] : [])));
  }

  /** How a change is made matters little to most: stale versions and keys that were used come often enough by themselves. */
  private shareOf({ name, type }: Given, key: string): number {
    // What was never given, or never left out, comes first.
    const had = this.coverage.had(key);
    if (had.given !== had.left) return had.given ? 40 : 85;
    if (isEnvelopeOf(type)) return 30;
    return IN_ENVELOPE[name] ?? this.mood.given;
  }

  private follow(id: Wire): void {
    const found = typeof id === 'string' ? [...(this.story?.things.values() ?? [])].find(({ values }) => values.get('id') === id) : undefined;
    if (found && found.type !== SUBJECT) this.near = found;
  }

  value(given: Given, before?: Wire, keep = 0): Wire {
    const { type } = given;
    if (isNonNullType(type)) return this.value({ ...given, type: type.ofType }, before, keep);
    if (this.mood.edges > 0 && this.chance.share(2)) return null;
    if (isListType(type)) return this.list({ ...given, type: type.ofType }, before, keep);
    if (isInputObjectType(type)) return this.object(type, before, keep);
    if (isEnumType(type)) {
      const names = type.getValues().map(({ name }) => name);
      if (this.chance.share(this.mood.edges)) return this.chance.pick(['NOT_ONE_OF_THEM', '', 0, names[0]?.toLowerCase() ?? '']);
      const untouched = names.filter((name) => !this.coverage.hadValue(`${type.name}.${name}`));
      return this.chance.pick(untouched.length > 0 && this.chance.share(80) ? untouched : names);
    }
    const scalar = isScalarType(type) ? type.name : 'String';
    return this.chance.share(this.mood.edges) ? edgeOf(scalar, this.chance) : this.plausible(scalar, given);
  }

  /** Whether a field was never asked for: such a one comes first. */
  isNew(field: string): boolean {
    return !this.coverage.hadField(field);
  }

  private list(item: Given, before: Wire | undefined, keep: number): Wire {
    const old = Array.isArray(before) ? (before as readonly Wire[]) : [];
    const most = this.chance.share(this.mood.edges) ? this.chance.pick([0, 2, 30, 210]) : this.chance.pick([1, 1, 1, 2, 3]);
    const length = old.length > 0 && this.chance.share(keep) ? old.length : most;
    return Array.from({ length }, (_, index) => this.value(item, old[index], keep));
  }

  private object(type: GraphQLInputObjectType, before: Wire | undefined, keep: number): Wire {
    const fields = Object.values(type.getFields());
    const old = isWireObject(before) ? before : null;
    const like = this.chance.share(75) ? this.told(this.names.typesLike(type.name)) : null;
    const made = this.all(fields, (name) => `${type.name}.${name}`, old, keep, old ? null : like);
    return this.mood.edges > 20 && this.chance.share(3) ? { ...made, notAField: 1 } : made;
  }

  /** Something of one of these types that was told: near what the request is about, else of the same person, else of anybody. */
  private told(types: readonly string[]): Thing | null {
    if (types.length === 0) return null;
    const own = [...(this.story?.things.values() ?? [])].filter(({ type }) => types.includes(type));
    const near = own.filter((thing) => this.isNear(thing));
    const from = near.length > 0 && this.chance.share(85) ? near : own;
    return from.length === 0 ? null : this.chance.pick(from);
  }
  private isNear(thing: Thing): boolean {
    for (let at: Thing | null = thing; at; at = at.within) if (at.key === this.near?.key) return true;
    return false;
  }

  private plausible(scalar: string, given: Given): Wire {
    switch (scalar) {
      case 'ID':
        return this.id(given.name);
      case 'Boolean':
        if (given.name === 'dryRun') return this.chance.share(40);
        return this.chance.share(50);
      case 'Date':
        return this.day(given.name);
      case 'DateTime':
        return `${this.day(given.name)}T12:00:00Z`;
      case 'Money':
        return this.known(given.name, 'Money', 60) ?? this.chance.pick(MONEYS);
      case 'Decimal':
        return this.known(given.name, 'Decimal', 50) ?? this.chance.pick(['1', '2', '3.5', '10']);
      case 'Int':
        return this.known(given.name, 'Int', 50) ?? this.chance.pick([1, 2, 5, 12, 39, 52, 100]);
      default:
        return this.text(given);
    }
  }

  /** What was told under this name, here or anywhere. */
  private known(name: string, scalar: string, share: number): Wire | null {
    if (!this.chance.share(share)) return null;
    const own = [...(this.story?.things.values() ?? [])].filter(
      (thing) => thing.values.get(name) != null && this.memory.scalarOf(`${thing.type}.${name}`) === scalar,
    );
    const near = own.filter((thing) => this.isNear(thing));
    const from = near.length > 0 ? near : own;
    if (from.length > 0 && this.chance.share(85)) return this.chance.pick(from).values.get(name) ?? null;
    const all = this.memory.anywhere(name, scalar);
    return all.length > 0 ? this.chance.pick(all) : null;
  }

  private id(name: string): string {
    const { chance, story } = this;
    const types = this.names.typesOfId(name);
    const deciders = this.names.decidersOf(name).flatMap((each) => this.memory.decided.get(each) ?? []);
    if (deciders.length > 0 && chance.share(50)) return chance.pick(deciders.slice(-5));
    if (types.includes(SUBJECT)) {
      // One person is as good as another: the one the request is about, those around them, or anybody.
      const around = [...(story?.things.values() ?? [])].filter(({ type, values }) => type === SUBJECT && values.has('id'));
      const others = [...this.memory.stories.keys()];
      if (story && chance.share(60)) return story.person;
      if (around.length > 0 && chance.share(50)) return textOf(chance.pick(around).values.get('id'));
      return others.length > 0 ? chance.pick(others.slice(-40)) : '1';
    }
    const from = chance.share(96) ? story : this.memory.someone([types], chance);
    const all = [...(from?.things.values() ?? [])].filter(({ type, values }) => types.includes(type) && typeof values.get('id') === 'string');
    const fresh = all.filter(({ values }) => !this.spent.has(`${this.purpose} ${textOf(values.get('id'))}`));
    const own = fresh.length > 0 && chance.share(90) ? fresh : all;
    const near = own.filter((thing) => this.isNear(thing));
    const choice = near.length > 0 && chance.share(80) ? near : own;
    if (choice.length === 0) return chance.pick([...this.memory.stories.keys(), '1']);
    // What was told last is what is going on.
    const thing = chance.share(40) ? (choice.at(-1) ?? chance.pick(choice)) : chance.pick(choice);
    this.near ??= thing;
    return textOf(thing.values.get('id'));
  }

  private day(name: string): Day {
    const { chance, today } = this;
    if (/birth/i.test(name) && chance.share(85)) return addDays(today, -365 * chance.pick(BIRTHS) - chance.whole(0, 364));
    if (chance.share(40)) {
      const told = this.known(name, 'Date', 100);
      if (typeof told === 'string') return told;
    }
    if (chance.share(15)) return dayBefore(`${addDays(today, -31 * chance.whole(0, 14)).slice(0, 7)}-01`);
    return addDays(today, chance.pick(NEAR_DAYS));
  }

  /** A text of that name that was told, an example of the description, or words. */
  private text({ name, description }: Given): string {
    const { chance } = this;
    if (name === 'idempotencyKey') return `key ${chance.share(80) ? ++this.keys : chance.whole(1, 5)}`;
    const told = this.names.textsFor(name);
    if (told.length > 0 && chance.share(75)) {
      const own = [...(this.story?.things.values() ?? [])].flatMap((thing) =>
        told.flatMap(([type, field]) =>
          thing.type === type && typeof thing.values.get(field) === 'string' ? [textOf(thing.values.get(field))] : [],
        ),
      );
      const anywhere = told.flatMap(([type, field]) => this.memory.of(type, field));
      const from = own.length > 0 && chance.share(60) ? own : anywhere;
      if (from.length > 0) return textOf(chance.pick(from));
    }
    const examples = [...(description ?? '').matchAll(/(?:such as|e\.g\.|or) "?([A-Z0-9][\w-]*)"?/g)].map(([, example]) => example ?? '');
    return chance.pick([...examples, ...examples, ...WORDS]);
  }

  /** Every type that has to be known of somebody before a mutation with these arguments can mean anything. */
  needed(given: readonly Given[]): readonly (readonly string[])[] {
    return given.flatMap(({ name, type, defaultValue }): (readonly string[])[] => {
      if (!isNonNullType(type) || defaultValue !== undefined) return [];
      const named = getNullableType(type);
      if (isInputObjectType(named)) return [...this.needed(Object.values(named.getFields()))];
      if (isScalarType(named) && named.name === 'ID') {
        const types = this.names.typesOfId(name);
        return types.includes(SUBJECT) ? [] : [types];
      }
      return [];
    });
  }
}
