import type { GraphQLField, GraphQLSchema } from 'graphql';
import { ROLES, type Role } from '../../src/access/actor';
import type { Chance } from '../../src/sample/chance';
import type { Callers, CallerIs } from './callers';
import { type Coverage, type Places, placesOf } from './coverage';
import { isWireObject, type Wire, type WireObject } from './edges';
import type { Memory, Story } from './memory';
import type { Values } from './values';

/** What was sent before and came far: how many rules were in its way. */
interface Tried {
  readonly args: WireObject;
  readonly caller: CallerIs;
  readonly inTheWay: number;
  readonly why: string;
}
export interface Act {
  readonly mutation: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: WireObject;
  readonly caller: CallerIs;
  readonly about: Story | null;
}
export interface Decided {
  readonly applied: boolean;
  readonly id: string | null;
  readonly inTheWay: number;
  /** The rules that were, by their ids. */
  readonly why: string;
}
/** An argument that was answered to be wrong. */
interface Mistaken {
  readonly act: Act;
  readonly field: string;
}

const placeOf =
  ({ name: field }: GraphQLField<unknown, unknown>) =>
  (name: string): string =>
    `Mutation.${field}(${name})`;

const MOST_KEPT = 14;
const ALIKE_KEPT = 3;
const MOST_MISTAKEN = 40;

/** The values that stand under a name, however deep. */
function under(name: string, value: Wire): readonly Wire[] {
  if (Array.isArray(value)) return (value as readonly Wire[]).flatMap((each) => under(name, each));
  if (!isWireObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => (key === name ? [each] : under(name, each)));
}
const namesIn = (value: Wire): readonly string[] =>
  Array.isArray(value)
    ? (value as readonly Wire[]).flatMap(namesIn)
    : isWireObject(value)
      ? Object.entries(value).flatMap(([name, each]) => [name, ...namesIn(each)])
      : [];

/** Which change to send next, by whom and with what. It learns who is answered with a decision, and varies what came nearest to being applied. */
export class Acts {
  private readonly kept = new Map<string, Tried[]>();
  private readonly met = new Map<string, { decided: number; applied: number; sent: number }>();
  private readonly applied = new Map<string, number>();
  private readonly mistaken: Mistaken[] = [];
  private readonly sent = new Set<string>();
  private readonly places: ReadonlyMap<string, Places>;
  private readonly fields: readonly GraphQLField<unknown, unknown>[];

  constructor(
    schema: GraphQLSchema,
    private readonly memory: Memory,
    private readonly values: Values,
    private readonly callers: Callers,
    private readonly coverage: Coverage,
    private readonly chance: Chance,
  ) {
    this.fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    // What lies within the envelope is every change's: that some of it was never touched is no reason to send one rather than another.
    const own = (field: GraphQLField<unknown, unknown>): Places => {
      const { given, left, enums } = placesOf('Mutation', [{ name: field.name, args: field.args.filter(({ name }) => name !== 'envelope') }]);
      const envelope = placeOf(field)('envelope');
      return { given: [...given, envelope], left: [...left, envelope], enums };
    };
    this.places = new Map(this.fields.map((field) => [field.name, own(field)]));
  }

  /** `about`: whose story goes on, where they have what the change needs. */
  next(about: string | null, edges: number): Act {
    const { chance, values, memory } = this;
    const mistake = chance.share(25) ? this.mistaken.pop() : undefined;
    if (mistake) return this.mended(mistake);
    const field = chance.share(22) ? this.leastTouched() : this.rarest();
    const kept = this.kept.get(field.name) ?? [];
    const old = kept.length > 0 && chance.share(60) ? chance.pick(kept) : null;
    const needed = values.needed(field.args);
    const known = about === null ? undefined : memory.stories.get(about);
    const hasAll = known && needed.every((some) => [...known.things.values()].some(({ type }) => some.includes(type)));
    const story = known && hasAll && chance.share(70) ? known : memory.someone(needed, chance);
    // One thing is changed of what came far, or many.
    const one = old && chance.share(50) ? chance.pick(['', ...field.args.map(({ name }) => name), ...namesIn(old.args)]) : null;
    values.begin(story, { edges, given: chance.pick([5, 30, 60, 95]) }, values.today, field.name, one);
    const args = old
      ? values.all(field.args, placeOf(field), old.args, one === null ? chance.pick([40, 75, 92]) : 100)
      : values.all(field.args, placeOf(field));
    const caller = old && chance.share(65) ? old.caller : this.callers.around(this.role(field.name), story?.person ?? '1');
    return { mutation: field.name, field, args, caller, about: story };
  }

  /** The same again, but for what was answered to be wrong. */
  private mended({ act, field }: Mistaken): Act {
    const { values } = this;
    values.begin(values.story, { edges: 0, given: 60 }, values.today, act.mutation, field);
    return { ...act, args: values.all(act.field.args, placeOf(act.field), act.args, 100) };
  }

  /** One that has something which was never given, or never left out; any, where all have. */
  private leastTouched(): GraphQLField<unknown, unknown> {
    const lacking = this.fields.filter(({ name }) => {
      const places = this.places.get(name);
      return places !== undefined && this.coverage.lacks(places);
    });
    return this.chance.pick(lacking.length > 0 ? lacking : this.fields);
  }

  private rarest() {
    return this.chance.weighted(
      this.fields.map((field) => {
        const hasAll = this.values.needed(field.args).every((some) => some.some((type) => this.memory.of(type, 'id').length > 0));
        if (!this.sent.has(field.name)) return [field, 60] as const;
        return [field, hasAll ? 1 + Math.ceil(40 / (1 + (this.applied.get(field.name) ?? 0))) : 1] as const;
      }),
    );
  }
  private role(mutation: string): Role {
    if (this.chance.share(15)) return this.chance.pick(ROLES);
    return this.chance.weighted(
      ROLES.map((role) => {
        const met = this.met.get(`${mutation} ${role}`);
        const all = this.met.get(role);
        // Who gets far elsewhere is tried first.
        if (!met || met.sent < 2) return [role, 1 + (all ? Math.floor((80 * all.decided ** 2) / all.sent ** 2) : 6)] as const;
        return [role, 1 + 4 * Math.min(met.decided, 6) + 8 * Math.min(met.applied, 6)] as const;
      }),
    );
  }

  /** What came of it: null where it was no decision. `wrong`: the path of the argument that was answered to be wrong. */
  came(act: Act, decided: Decided | null, wrong: string | null, isMissing: boolean): void {
    const { mutation, args, caller } = act;
    this.sent.add(mutation);
    if (act.about && isMissing) act.about.misses++;
    const name = wrong?.split('.').at(-1);
    if (name !== undefined) {
      for (const value of under(name, args)) if (typeof value === 'string') this.values.spend(mutation, value);
      if (this.mistaken.length < MOST_MISTAKEN) this.mistaken.push({ act, field: name });
    }
    for (const key of [caller.role, `${mutation} ${caller.role}`]) {
      const met = this.met.get(key) ?? { decided: 0, applied: 0, sent: 0 };
      this.met.set(key, met);
      met.sent++;
      if (decided) met.decided++;
      if (decided?.applied) met.applied++;
    }
    if (act.about && decided) act.about.misses = 0;
    if (!decided) return;
    if (decided.applied) {
      this.applied.set(mutation, (this.applied.get(mutation) ?? 0) + 1);
      if (decided.id !== null) this.memory.decided.set(mutation, [...(this.memory.decided.get(mutation) ?? []).slice(-30), decided.id]);
    }
    const tried: Tried = { args, caller, inTheWay: decided.applied ? -1 : decided.inTheWay, why: decided.why };
    const kept = [tried, ...(this.kept.get(mutation) ?? [])].sort((a, b) => a.inTheWay - b.inTheWay);
    const isOneTooMany = (each: Tried, index: number): boolean => kept.slice(0, index).filter(({ why }) => why === each.why).length >= ALIKE_KEPT;
    this.kept.set(mutation, kept.filter((each, index) => !isOneTooMany(each, index)).slice(0, MOST_KEPT));
  }
}
