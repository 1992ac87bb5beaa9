import type { RuleId } from '../../src/rules/rule-ids';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Role, ROLE_NAMES } from '../../src/access/actor';
import { buildHubSchema } from '../../src/server/schema';
import type { Caller, TestHub } from '../builders/hub';
import { DECIDED, type Decided } from '../builders/mutation';
import { type PoolShown, poolLines, POOL } from './pool-lines';
import { asked, inWords, wrapped } from './words';

/** Somebody who acts in a story, or looks on. */
export interface Actor {
  readonly caller: Caller;
  readonly title: string;
}
type Done = Decided & { readonly id: string };

/** A person whose pool is told after each step, as their council's service manager reads it, and how others read it. */
interface Followed {
  readonly name: string;
  readonly id: string;
  readonly from: string;
  reader: Actor;
  onlookers: readonly Actor[];
  /** What was told last, part by part: a part is told again when it has changed. */
  told: ReadonlyMap<string, readonly string[]>;
}

const STOPS = new Set(['REFUSE', 'NEEDS_AGREEMENT']);

/** Every mutation's arguments, as the schema types them. */
const typesOf = (() => {
  const fields = buildHubSchema().getMutationType()?.getFields() ?? {};
  return (mutation: string): readonly (readonly [name: string, type: string])[] => {
    const field = fields[mutation];
    if (!field) throw new Error(`There is no mutation ${mutation}.`);
    return field.args.map(({ name, type }) => [name, String(type)]);
  };
})();

/**
 * A story told as a ledger: a line for each step (day, who, what was asked, what was answered), and after it the pool of everyone
 * the story follows, where it changed. Every total is added up again while it is told.
 */
export class Ledger {
  private readonly lines: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly ids = new Map<string, string>();
  private readonly followed: Followed[] = [];
  private today = '';
  private step = 0;
  private refusals = 0;

  constructor(
    private readonly hub: TestHub,
    title: string,
    about: string,
  ) {
    this.lines.push(title, '='.repeat(title.length), '', ...wrapped('', about));
  }

  /** Signs somebody in by their name; family members by their own record. */
  async signIn(name: string, role: Role, where: readonly [code: string, name: string], person?: string): Promise<Actor> {
    const caller = await this.hub.as(role, where[0], { name, ...(person === undefined ? {} : { person: this.id(person) }) });
    return { caller, title: `${name} (${ROLE_NAMES[role]}${person === undefined ? `, ${where[1]}` : ''})` };
  }

  on(day: string, what: string): void {
    this.hub.setDay(day);
    this.today = day;
    // Steps are counted by the day, so that one more step is one more in the diff.
    this.step = 0;
    this.lines.push('', '', ...wrapped('', `${day}: ${what}`), '-'.repeat(132));
  }

  note(text: string): void {
    this.lines.push('', ...wrapped('    ', text));
  }

  id(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`Nothing in this story is called ${name}.`);
    return id;
  }
  /** Gives a name to an id that a read came upon. */
  call(id: string, name: string): void {
    this.ids.set(name, id);
    this.names.set(id, name);
  }

  /** From here on a person's pool is told. `from`: the first day that is looked at while it has not come yet. */
  follow(name: string, from: string, reader: Actor, onlookers: readonly Actor[]): void {
    this.followed.push({ name, id: this.id(name), from, reader, onlookers, told: new Map() });
  }

  /** From here on somebody else reads the pool: the person is another council's. */
  retell(name: string, reader: Actor, onlookers: readonly Actor[]): void {
    const each = this.followed.find((one) => one.name === name);
    if (!each) throw new Error(`${name} is not followed.`);
    Object.assign(each, { reader, onlookers });
  }

  private async send(
    { caller }: Actor,
    mutation: string,
    given: object,
  ): Promise<{ decided?: Decided; fault?: { code: string; field?: string; message: string } }> {
    const types = typesOf(mutation).filter(([name]) => name in given);
    const query = `mutation(${types.map(([name, type]) => `$${name}: ${type}`).join(', ')}) { decided: ${mutation}(${types.map(([name]) => `${name}: $${name}`).join(', ')}) ${DECIDED} }`;
    const { data, errors } = await caller.raw(query, given);
    const [first] = errors ?? [];
    return first ? { fault: { ...first.extensions, message: first.message } } : { decided: data.decided as Decided };
  }

  private tell(who: Actor, what: string, mutation: string, given: object): void {
    const { line, parts } = asked(given, this.names);
    this.lines.push('', ...wrapped(`${String(++this.step).padStart(3)}.`, `${who.title}: ${what}`), ...wrapped(`     ${mutation}:`, line));
    for (const part of parts) this.lines.push(...wrapped('       -', part));
  }

  private answer(decided: Decided): void {
    this.lines.push(`     ${decided.applied ? 'done' : 'REFUSED'}`);
    for (const { rule, effect, message, fix } of decided.results) {
      this.lines.push(...wrapped(`       ${inWords(effect)}`, `${rule.id}: ${message}`));
      if (fix !== null) this.lines.push(...wrapped('         fix:', fix));
    }
  }

  /** What waits in one of the queues, as somebody finds it. */
  async queue(who: Actor, kind: string): Promise<void> {
    const query = `{ workQueue(kind: ${kind}) { person { name } stream dueOn daysLate blocker { rule { id } message } } }`;
    await this.looks<{
      workQueue: readonly {
        person: { name: string };
        stream: string | null;
        dueOn: string | null;
        daysLate: number;
        blocker: { rule: { id: string }; message: string } | null;
      }[];
    }>(who, `looks into the queue ${kind}`, query, ({ workQueue }) =>
      workQueue.length === 0
        ? ['nothing waits']
        : workQueue.map(
            ({ person, stream, dueOn, daysLate, blocker }) =>
              `${person.name}${stream === null ? '' : `, ${inWords(stream)}`}${dueOn === null ? '' : `, by ${dueOn}`}${daysLate > 0 ? `, ${daysLate} days late` : ''}${blocker === null ? '' : `: ${blocker.rule.id}: ${blocker.message}`}`,
          ),
    );
  }

  /** A step of what stood before the story, which is not told. */
  async sets(who: Actor, mutation: string, given: object, name?: string): Promise<void> {
    const { decided, fault } = await this.send(who, mutation, given);
    if (!decided?.applied || decided.id === null) throw new Error(`${mutation} was not done: ${JSON.stringify(fault ?? decided)}`);
    if (name !== undefined) this.call(decided.id, name);
  }

  /** A step that is applied. `name`: what it makes is called from here on. */
  async does(who: Actor, what: string, mutation: string, given: object, name?: string): Promise<Done> {
    this.tell(who, what, mutation, given);
    const { decided, fault } = await this.send(who, mutation, given);
    if (!decided?.applied || decided.id === null)
      throw new Error(`${this.lines.slice(-8).join('\n')}\nwas not done: ${JSON.stringify(fault ?? decided)}`);
    if (name !== undefined) this.call(decided.id, name);
    this.answer(decided);
    await this.pools();
    return { ...decided, id: decided.id };
  }

  /** A step that the named rules refuse: those and no others. */
  async refused(who: Actor, what: string, mutation: string, given: object, rules: readonly RuleId[]): Promise<Decided> {
    this.tell(who, what, mutation, given);
    const { decided, fault } = await this.send(who, mutation, given);
    if (!decided) throw new Error(`${mutation} is no decision: ${JSON.stringify(fault)}`);
    expect([decided.applied, decided.results.filter(({ effect }) => STOPS.has(effect)).map(({ rule }) => rule.id)]).toEqual([false, rules]);
    this.refusals++;
    this.answer(decided);
    await this.pools();
    return decided;
  }

  /** A request that cannot be meant, or may not be made. */
  async fault(who: Actor, what: string, mutation: string, given: object, code: string): Promise<void> {
    this.tell(who, what, mutation, given);
    const { fault } = await this.send(who, mutation, given);
    expect(fault?.code).toBe(code);
    // What is not found is told without its words: they name ids.
    const words = code === 'NOT_FOUND' ? 'to this reader it is not there' : (fault?.message ?? '');
    this.lines.push(...wrapped(`     NOT POSSIBLE ${code}${fault?.field ? ` (${fault.field})` : ''}:`, words));
    await this.pools();
  }

  /** Something that is looked up: its answer as lines. */
  async looks<Data = any>(who: Actor, what: string, query: string, tell: (data: Data) => readonly string[]): Promise<Data> {
    const data = await who.caller.ask<Data>(query);
    this.lines.push('', ...wrapped(`${String(++this.step).padStart(3)}.`, `${who.title}: ${what}`));
    for (const line of tell(data)) this.lines.push(...wrapped('      ', line));
    return data;
  }

  /** The pools as they stand, where they have changed. */
  async pools(): Promise<void> {
    for (const each of this.followed) {
      const day = this.today > each.from ? this.today : each.from;
      const query = `{ person(id: "${each.id}") { pooledBudget(asOf: "${day}") ${POOL} } }`;
      const read = async ({ caller }: Actor): Promise<PoolShown | null> =>
        (await caller.ask<{ person: { pooledBudget: PoolShown } | null }>(query)).person?.pooledBudget ?? null;
      const own = await read(each.reader);
      const others = await Promise.all(each.onlookers.map(async (who) => ({ title: who.title, pool: await read(who) })));
      const parts = poolLines(each.name, day, own, others, this.names);
      const changed = [...parts].filter(([part, lines]) => lines.join('\n') !== (each.told.get(part) ?? []).join('\n'));
      const over = [...each.told.keys()].filter((part) => !parts.has(part));
      each.told = parts;
      this.lines.push(...changed.flatMap(([, lines]) => lines));
      for (const part of over) this.lines.push(...wrapped('     no longer', part));
    }
  }

  /** The ledger as it is committed next to the story; WRITE=1 writes it anew, to be read in the diff. */
  expectCommitted(name: string): void {
    expect(this.refusals).toBeGreaterThanOrEqual(3);
    const file = join(__dirname, `${name}.ledger.txt`);
    const text = `${this.lines.map((line) => line.trimEnd()).join('\n')}\n`;
    if (process.env['WRITE'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  }
}
