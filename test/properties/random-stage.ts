import { FACT_STATEMENTS, type PersonFacts, toFacts } from '../../src/budgets/record/person-facts';
import { readRowSets } from '../../src/database/row-sets';
import { Inspector } from '../../src/invariants/inspector';
import { faultInWords, type InvariantFault } from '../../src/invariants/invariants';
import { entities } from '../../src/server/entities';
import { addDays, type Day, dayOf, formatInstant } from '../../src/vocabulary/day';
import { aCarer, anAdult } from '../builders/adult';
import { aChild } from '../builders/child';
import { done } from '../builders/family';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { teamOf } from '../builders/team';
import type { Attempt, Scene, Who } from './random-scene';
import { WHOLE_POOL } from './whole-pool';

type Row = Readonly<Record<string, string | number | null>>;
/** Every row of every table but the audit trail's, which is counted. */
export type Everything = ReadonlyMap<string, ReadonlyMap<string, Row>>;

/** What was answered at an instant. */
interface Answered {
  readonly personId: number;
  readonly asOf: Day;
  readonly at: number;
  readonly answer: string;
}
export interface Outcome {
  readonly applied: boolean;
  /** The rules that refused it, or the code of the error. */
  readonly why: string;
}

const FIRST_DAY = '2025-10-06';
/** What may change in a row that was written: that it is closed, and the few that point or count. */
const MAY_CHANGE: Readonly<Record<string, readonly string[]>> = {
  person: ['version', 'date_of_death', 'authority_id', 'health_commissioner_id'],
};
/** Ids are taken in blocks ahead of their use; the trail is only ever added to. */
const NOT_DATA: ReadonlySet<string> = new Set(['id_block', 'access_event', 'audit_chain']);

/** A hub on which one small family after another lives through whatever happens, each in an empty record. */
export class Stage {
  private now = 0;
  private people: { readonly child: number; readonly adult: number; readonly carer: number; readonly parentId: number } | null = null;
  private callers: Scene['callers'] | null = null;
  private readonly selves = new Map<number, Caller>();
  private answered: Answered[] = [];
  private readonly tables: readonly { readonly name: string; readonly keys: readonly string[] }[];

  private constructor(private readonly hub: TestHub) {
    this.tables = entities
      .map((entity) => hub.hub.parts.store.source.getMetadata(entity))
      .map(({ tableName, primaryColumns }) => ({ name: tableName, keys: primaryColumns.map(({ databaseName }) => databaseName) }))
      .filter(({ name }) => !NOT_DATA.has(name));
  }

  static async open(): Promise<Stage> {
    const clock = { now: (): number => 0 };
    const stage = new Stage(await aHub({ clock: { now: () => clock.now() } }));
    clock.now = () => stage.now++;
    return stage;
  }
  stop(): Promise<void> {
    return this.hub.stop();
  }

  get today(): Day {
    return dayOf(this.now);
  }
  pass(days: number): void {
    this.now = Date.parse(`${addDays(this.today, days)}T12:00:00Z`);
  }

  /** A child who may soon be 18, an adult and who cares for them, with plans; nothing else is on record. */
  async begin(born: Day): Promise<void> {
    this.now = Date.parse(`${FIRST_DAY}T12:00:00Z`);
    const { store } = this.hub.hub.parts;
    await store.write(async (tx) => {
      for (const { name } of this.tables) if (name !== 'organisation') await tx.execute(`DELETE FROM ${name}`);
    });
    this.answered = [];
    this.selves.clear();
    const child = await aChild(this.hub).born(born).withEhcPlan().made();
    const adult = await anAdult(this.hub).withCarePlan().made();
    const carer = await aCarer(this.hub).withCarersPlan().made();
    const { manager } = child.team;
    const { id: parent } = await done(manager, 'registerPerson', 'input: { name: "Pat Parent", dateOfBirth: "1985-01-05", authority: "384" }');
    await done(manager, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${child.personId}", from: "2014-01-01"`);
    this.people = { child: Number(child.personId), adult: Number(adult.personId), carer: Number(carer.personId), parentId: Number(parent) };
    this.callers = {
      ...(await teamOf(this.hub)),
      second: await this.hub.as('SERVICE_MANAGER', '384', { name: 'Second Manager' }),
      parent: await this.hub.as('PARENT', '384', { name: 'Pat Parent', person: parent }),
    };
  }

  private family(): NonNullable<Stage['people']> {
    if (!this.people) throw new Error('nobody is here yet');
    return this.people;
  }
  private get ids(): readonly number[] {
    const { child, adult, carer, parentId } = this.family();
    return [child, adult, carer, parentId];
  }

  async scene(): Promise<Scene> {
    const { child, adult, carer, parentId } = this.family();
    const { store } = this.hub.hub.parts;
    const facts = toFacts(await readRowSets(store.reading, FACT_STATEMENTS, this.ids, Number.MAX_SAFE_INTEGER - 1));
    const of = (id: number): PersonFacts => {
      const found = facts.get(id);
      if (!found) throw new Error(`person ${id} is gone`);
      return found;
    };
    if (!this.callers) throw new Error('nobody is here yet');
    return { today: this.today, child: of(child), adult: of(adult), carer: of(carer), parentId, callers: this.callers };
  }

  /** Sends what is attempted; asks for nothing back that would leave a trace of a read. */
  async attempt(callers: Readonly<Record<Who, Caller>>, { who, mutation, args }: Attempt): Promise<Outcome> {
    const { data, errors } = await callers[who].raw(`mutation { decided: ${mutation}(${args}) { applied results { rule { id } effect } } }`);
    const [error] = errors ?? [];
    if (error) {
      const { code } = error.extensions;
      if (!EXPECTED_ERRORS.has(code)) throw new Error(`${code}: ${error.message}`);
      return { applied: false, why: code };
    }
    const { applied, results } = data.decided as { applied: boolean; results: { rule: { id: string } }[] };
    return { applied, why: results.map(({ rule }) => rule.id).join(' ') };
  }

  /** Every row as it stands. */
  async everything(): Promise<Everything> {
    const { reading } = this.hub.hub.parts.store;
    const answers = await reading.wave(
      [
        ...this.tables.map(({ name }) => ({ table: Object, sql: `SELECT * FROM ${name}` })),
        { table: Object, sql: 'SELECT COUNT(*) AS events, MAX(id) AS last FROM access_event' },
        { table: Object, sql: 'SELECT COUNT(*) AS chains, SUM(seq) AS reached FROM audit_chain' },
      ],
      [],
      0,
    );
    const all = new Map<string, ReadonlyMap<string, Row>>();
    [...this.tables, { name: 'access_event', keys: [] }, { name: 'audit_chain', keys: [] }].forEach(({ name, keys }, index) => {
      const rows = (answers[index] ?? []) as Row[];
      all.set(name, new Map(rows.map((row) => [keys.map((key) => row[key]).join(' '), row])));
    });
    return all;
  }

  /** What an invariant says against the people here. */
  async faults(): Promise<readonly string[]> {
    return (await this.inspector().faultsOf(this.ids)).map(faultInWords);
  }
  /** The same of everybody and of the tables as a whole. */
  async allFaults(): Promise<readonly string[]> {
    const found: InvariantFault[] = [];
    await this.inspector().inspect({ onFault: (each) => found.push(each) });
    return found.map(faultInWords);
  }
  private inspector(): Inspector {
    const { store, directory, policies } = this.hub.hub.parts;
    return new Inspector({ store, directory, policies, entities, today: this.today });
  }

  private async self(personId: number): Promise<Caller> {
    const known = this.selves.get(personId) ?? (await this.hub.as('PERSON', '384', { person: String(personId) }));
    this.selves.set(personId, known);
    return known;
  }
  private async ask(personId: number, asOf: Day, knownAt: number | null): Promise<string> {
    const at = `asOf: "${asOf}"${knownAt === null ? '' : `, knownAt: "${formatInstant(knownAt)}"`}`;
    const { person } = await (await this.self(personId)).ask(`{ person(id: "${personId}") { ${WHOLE_POOL.replaceAll('$at', at)} } }`);
    return JSON.stringify(person);
  }

  /** Asks for all of one person's money on a day, and remembers what was answered. */
  async note(whose: number, days: number): Promise<unknown> {
    const personId = this.ids[whose % 3] ?? 0;
    const asOf = addDays(this.today, (days % 600) - 200);
    const answer = await this.ask(personId, asOf, null);
    this.answered.push({ personId, asOf, at: this.now - 1, answer });
    return JSON.parse(answer);
  }

  /** Asks again for all that was answered, as it was known then. */
  async recall(check: (then: string, now: string, what: string) => void): Promise<number> {
    for (const { personId, asOf, at, answer } of this.answered)
      check(answer, await this.ask(personId, asOf, at), `person ${personId} as of ${asOf}, known at ${formatInstant(at)}`);
    return this.answered.length;
  }
}
const EXPECTED_ERRORS: ReadonlySet<string> = new Set(['BAD_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT']);

/** What is not as it was, by table. */
export function changedTables(before: Everything, after: Everything): readonly string[] {
  return [...after].filter(([name, rows]) => JSON.stringify([...rows]) !== JSON.stringify([...(before.get(name) ?? [])])).map(([name]) => name);
}

/** Rows that are gone, or say something else than they did: a row is only ever closed. */
export function lost(before: Everything, after: Everything): readonly string[] {
  const found: string[] = [];
  for (const [table, rows] of before) {
    if (NOT_DATA.has(table)) continue;
    const may = new Set([...(MAY_CHANGE[table] ?? []), 'superseded_at']);
    for (const [key, row] of rows) {
      const now = after.get(table)?.get(key);
      if (!now) found.push(`${table} ${key} is gone`);
      else
        for (const [column, value] of Object.entries(row))
          if (now[column] !== value && !may.has(column)) found.push(`${table} ${key}: ${column} was ${value} and is ${now[column]}`);
      const [then, closed] = [Number(row['superseded_at'] ?? 0), Number(now?.['superseded_at'] ?? 0)];
      if (then !== closed && then < Number.MAX_SAFE_INTEGER) found.push(`${table} ${key} was closed at ${then} and now at ${closed}`);
    }
  }
  return found;
}
