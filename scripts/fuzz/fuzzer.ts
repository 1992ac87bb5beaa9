import { getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, Kind, OperationTypeNode, parse } from 'graphql';
import type { StatementCounter } from '../../src/database/store';
import { Chance } from '../../src/sample/chance';
import { dayOf } from '../../src/vocabulary/day';
import { type Act, Acts, type Decided } from './acts';
import { type CallerIs, callerKey, Callers } from './callers';
import { Coverage } from './coverage';
import { Document, type Drawn, type Reach, WHOLE } from './documents';
import { isWireObject, textOf, type WireObject } from './edges';
import { Findings } from './findings';
import { Hostile } from './hostile';
import { kindOf, toldIn, wrongWith } from './judge';
import { Memory, SUBJECT } from './memory';
import { Names } from './names';
import { type Answer, type Sent, Wire } from './sending';
import { shrunk } from './shrink';
import { Turns } from './turns';
import { Values } from './values';

/** What is fuzzed: a hub that answers over HTTP in this process, so that its statements and its turns can be counted. */
export interface Target {
  readonly url: string;
  readonly schema: GraphQLSchema;
  readonly counter: StatementCounter;
  /** The hub's clock, which time is let pass on. */
  readonly clock: { at: number };
  readonly tokenOf: (caller: CallerIs) => Promise<string>;
  /** A name that nobody who asks may see. */
  readonly secret: string;
  /** What the invariants say of the record; asked after every change where one is given. */
  readonly inspect?: (() => Promise<readonly string[]>) | undefined;
}
export interface Options {
  readonly seed: number;
  readonly requests: number;
  /** Told now and then how many are done. */
  readonly onProgress?: (done: number) => void;
}
interface Asked {
  readonly number: number;
  readonly sent: Sent;
  readonly what: string;
  readonly role: string;
  readonly drawn: Drawn | null;
  readonly act: Act | null;
}

const AT_ONCE = 12;
const SECOND = 1_000;
const DAY = 86_400_000;
const MOST_DAYS = 800;
const BYSTANDER: Sent = { method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' };
const DECISION = ' applied id results { effect rule { id } }';

/** Answered before anything was asked of the graph. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'QUERY_TOO_LARGE',
  'BAD_REQUEST',
]);

type Field = GraphQLField<unknown, unknown>;

/**
 * Asks a hub whatever its schema lets be asked, by every role, and learns from the answers whom and what to ask about next. It knows the
 * types and the names of the schema and nothing else; the same seed asks the same.
 */
export class Fuzzer {
  private readonly chance: Chance;
  private readonly memory: Memory;
  private readonly values: Values;
  private readonly callers: Callers;
  private readonly acts: Acts;
  private readonly hostile: Hostile;
  private readonly wire: Wire;
  private readonly beside: Wire;
  private readonly turns = new Turns();
  private readonly tokens = new Map<string, string>();
  private readonly queries: readonly Field[];
  private readonly findings: Findings;
  private readonly broken = new Set<string>();
  private readonly began: number;
  private about: string | null = null;
  private number = 0;
  private soundToken = '';
  private readonly repeatable: Sent[] = [];

  constructor(
    private readonly target: Target,
    private readonly options: Options,
  ) {
    const { schema } = target;
    this.chance = Chance.of(options.seed, 'fuzz');
    this.memory = new Memory(schema);
    const names = new Names(schema);
    const coverage = new Coverage(schema);
    this.findings = new Findings(coverage);
    this.values = new Values(names, this.memory, coverage, this.chance);
    this.callers = new Callers(this.memory, this.chance);
    this.acts = new Acts(schema, this.memory, this.values, this.callers, coverage, this.chance);
    this.hostile = new Hostile(this.chance, () => ({ query: this.ask([]).query, token: this.soundToken }));

    this.queries = Object.values(schema.getQueryType()?.getFields() ?? {});
    this.wire = new Wire(target.url);
    this.beside = new Wire(target.url);
    this.began = target.clock.at;
  }

  async run(): Promise<Findings> {
    const manager: CallerIs = { role: 'SERVICE_MANAGER', organisation: '384', name: 'SERVICE_MANAGER 1' };
    this.soundToken = await this.tokenOf(manager);
    await this.meet(manager);
    while (this.number < this.options.requests) {
      if (this.chance.share(3)) await this.burst();
      else await this.alone(await this.next());
      this.letTimePass();
      this.options.onProgress?.(this.number);
    }
    await this.shrink();
    this.turns.stop();
    this.wire.close();
    this.beside.close();
    return this.findings;
  }

  /** Each faulty request is sent again with less in it, while it is answered as wrongly. */
  private async shrink(): Promise<void> {
    const { faults } = this.findings;
    for (const [index, fault] of faults.entries()) {
      const smallest = await shrunk(
        fault.sent,
        async (smaller) => wrongWith(smaller, await this.wire.send(smaller), this.target.secret) === fault.wrong,
      );
      faults[index] = { ...fault, sent: smallest };
    }
  }

  private async tokenOf(caller: CallerIs): Promise<string> {
    const key = callerKey(caller);
    const token = this.tokens.get(key) ?? (await this.target.tokenOf(caller));
    this.tokens.set(key, token);
    return token;
  }
  private letTimePass(): void {
    const { clock } = this.target;
    clock.at += SECOND;
    if (this.chance.share(1) && clock.at - this.began < MOST_DAYS * DAY) clock.at += this.chance.pick([1, 3, 10, 30, 45]) * DAY;
    this.values.today = dayOf(clock.at);
  }

  /** The first requests: who is there. */
  private async meet(manager: CallerIs): Promise<void> {
    const pages = this.queries.filter(({ type }) => getNamedType(type).name.endsWith('Connection'));
    for (let times = 0; times < 10 && this.memory.stories.size === 0; times++) {
      const field = this.chance.pick(pages);
      this.values.begin(null, { edges: 0, given: 0 }, dayOf(this.target.clock.at));
      const drawn = this.document({ share: 100, depth: 6, most: 400, again: false }, true).operation('query', [[field, {}]]);
      await this.alone(await this.asked(`meet ${field.name}`, drawn, manager, null));
    }
  }

  private document(reach: Reach, isPlain: boolean): Document {
    return new Document(this.target.schema, this.chance, this.values, reach, isPlain);
  }

  private async next(): Promise<Asked> {
    const { chance } = this;
    const kind = chance.weighted([
      ['act', 61],
      ['look', 7],
      ['ask', 20],
      ['hostile', 9],
      ['again', 3],
    ] as const);
    const again = kind === 'again' && this.repeatable.length > 0 ? chance.pick(this.repeatable) : null;
    if (kind === 'hostile')
      return { number: ++this.number, sent: this.maybeGone(this.hostile.next()), what: 'hostile', role: '', drawn: null, act: null };
    if (again) return { number: ++this.number, sent: again, what: 'again', role: '', drawn: null, act: null };
    if (kind === 'look') return this.look();
    if (kind === 'ask') {
      const caller = this.callers.anybody(this.about);
      const story = this.memory.someone([], chance);
      this.values.begin(story, { edges: chance.pick([0, 0, 2, 10, 40]), given: chance.pick([10, 40, 80]) }, this.values.today);
      const fields = Array.from({ length: chance.pick([1, 1, 1, 2, 4]) }, () => chance.pick(this.queries));
      return this.asked(`ask ${fields.map(({ name }) => name).join(' ')}`, this.ask(fields), caller, null);
    }
    return this.act();
  }

  private ask(fields: readonly Field[]): Drawn {
    const asked = fields.length > 0 ? fields : [this.chance.pick(this.queries)];
    const reach = { share: this.chance.pick([15, 35, 70]), depth: this.chance.pick([3, 5, 8]), most: this.chance.pick([15, 40, 120]), again: true };
    return this.document(reach, this.chance.share(40)).operation(
      'query',
      asked.map((field) => [field, this.values.all(field.args, (name) => `Query.${field.name}(${name})`)] as const),
    );
  }

  /** Everything of one person, mostly by somebody who may see all of it. */
  private look(): Promise<Asked> {
    const { chance } = this;
    const subject = this.queries.find(({ type, args }) => getNamedType(type).name === SUBJECT && args.some(({ name }) => name === 'id'));
    const newest = [...this.memory.decided.values()].flatMap((ids) => ids.slice(-1));
    const known = this.about !== null && chance.share(50) ? this.about : this.memory.someone([], chance)?.person;
    const id = newest.length > 0 && chance.share(20) ? chance.pick(newest) : (known ?? '1');
    const caller = this.callers.around(chance.share(60) ? 'SERVICE_MANAGER' : this.callers.anybody(id).role, id);
    this.values.begin(this.memory.stories.get(id) ?? null, { edges: 0, given: chance.share(70) ? 0 : 30 }, this.values.today);
    if (!subject) throw new Error(`no query asks for one ${SUBJECT} by id`);
    return this.asked('look', this.document(WHOLE, true).operation('query', [[subject, { id }]]), caller, null);
  }

  private act(): Promise<Asked> {
    const { chance } = this;
    const act = this.acts.next(this.about, chance.pick([0, 0, 0, 0, 0, 3, 12, 40]));
    this.about = chance.share(75) ? (this.values.story?.person ?? null) : null;
    const reach = { share: chance.pick([0, 0, 15, 50]), depth: chance.pick([2, 4, 5]), most: 40, again: false };
    const root = this.values.mood;
    this.values.mood = { ...root, edges: 0 };
    const drawn = this.document(reach, chance.share(70)).operation('mutation', [[act.field, act.args]], DECISION);
    this.values.mood = root;
    return this.asked(`act ${act.mutation}`, drawn, act.caller, act);
  }

  private async asked(what: string, drawn: Drawn, caller: CallerIs, act: Act | null): Promise<Asked> {
    const token = await this.tokenOf(caller);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(this.chance.share(97) ? { 'purpose-of-use': 'direct care' } : {}),
    };
    const sent: Sent = { method: 'POST', path: '/graphql', headers, body: JSON.stringify({ query: drawn.query, variables: drawn.variables }) };
    return { number: ++this.number, sent: this.maybeGone(sent), what, role: caller.role, drawn, act };
  }
  private maybeGone(sent: Sent): Sent {
    return this.chance.share(1) ? { ...sent, goesAway: true } : sent;
  }

  private async alone(asked: Asked): Promise<void> {
    const before = this.target.counter.statements;
    this.turns.take();
    const answer = await this.wire.send(asked.sent);
    const { number, what, sent } = asked;
    this.findings.worked({ number, what, statements: this.target.counter.statements - before, turn: this.turns.take(), sent });
    this.account(asked, answer);
    await this.inspected(asked, answer);
  }
  /** The first change after which an invariant does not hold is a fault, with its request. */
  private async inspected(asked: Asked, answer: Answer): Promise<void> {
    const { inspect } = this.target;
    if (!inspect || kindOf(answer) !== 'applied') return;
    for (const broken of await inspect()) {
      if (this.broken.has(broken)) continue;
      this.broken.add(broken);
      this.fault(asked, answer, broken);
    }
  }
  private fault({ number, sent }: Asked, answer: Answer, wrong: string): void {
    this.findings.fault({ number, at: this.target.clock.at, wrong, sent, answer });
  }
  /** Many at once, and a bystander who asks for nothing while they are answered. */
  private async burst(): Promise<void> {
    const all: Asked[] = [];
    for (let each = 0; each < AT_ONCE; each++) all.push(await this.next());
    let isDone = false;
    const bystander = (async () => {
      do {
        this.findings.bystanders.asked++;
        const { status } = await this.beside.send(BYSTANDER);
        if (status === 200) this.findings.bystanders.answered++;
      } while (!isDone);
    })();
    const answers = await Promise.all(all.map(({ sent }) => this.wire.send(sent)));
    isDone = true;
    await bystander;
    all.forEach((asked, index) => this.account(asked, answers[index] ?? { status: -1, text: 'no answer' }));
  }

  private account(asked: Asked, answer: Answer): void {
    const kind = kindOf(answer);
    this.findings.count(kind);
    const wrong = wrongWith(asked.sent, answer, this.target.secret);
    if (wrong !== null) this.fault(asked, answer, wrong);
    const data = answer.status > 0 ? toldIn(answer)?.data : null;
    const decided = asked.act && data ? this.decidedIn(data) : null;
    if (asked.act) {
      const field = toldIn(answer)?.errors?.[0]?.extensions?.field ?? null;
      this.acts.came(asked.act, decided, field, kind === 'NOT_FOUND');
      this.findings.note(asked.act.mutation, decided && decided.why !== '' ? decided.why : field === null ? kind : `${kind} ${field}`);
    }
    if (asked.drawn && answer.status === 200 && !NOT_ASKED.has(kind)) this.findings.coverage.take(asked.drawn.touched, asked.role);
    if (!asked.drawn || !data) return;
    if (asked.act && decided?.applied) {
      this.findings.coverage.apply(asked.act.mutation);
      this.repeatable.push(asked.sent);
      if (this.repeatable.length > 30) this.repeatable.shift();
    }
    this.learn(asked.drawn.query, data as WireObject);
  }

  /** A dry run decides and changes nothing: it is not counted as applied. */
  private decidedIn(data: Record<string, unknown>): Decided | null {
    const [decision] = Object.values(data);
    if (!isWireObject(decision)) return null;
    const results = Array.isArray(decision['results']) ? (decision['results'] as readonly WireObject[]) : [];
    const stopping = results.filter(({ effect }) => effect === 'REFUSE' || effect === 'NEEDS_AGREEMENT');
    return {
      applied: decision['applied'] === true,
      id: typeof decision['id'] === 'string' ? decision['id'] : null,
      inTheWay: stopping.length,
      why: stopping.flatMap(({ rule }) => (isWireObject(rule) ? [textOf(rule['id'])] : [])).join('+'),
    };
  }

  private learn(query: string, data: WireObject): void {
    const { definitions } = parse(query, { noLocation: true });
    const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
    const fragments = new Map(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])));
    const { schema } = this.target;
    const root = operation?.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType();
    if (operation) this.memory.learn(root as GraphQLObjectType, operation.selectionSet, fragments, data);
  }
}
