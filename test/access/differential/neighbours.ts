import { getNamedType } from 'graphql';
import { AUDIENCES } from '../../../src/access/audiences';
import type { VerifiedToken } from '../../../src/access/tokens';
import { type Change, insertAll } from '../../../src/database/changes';
import { OrganisationRow } from '../../../src/people/person.entity';
import { Chance } from '../../../src/sample/chance';
import { entities } from '../../../src/server/entities';
import { buildHubSchema } from '../../../src/server/schema';
import { aHub, type TestHub } from '../../builders/hub';
import type { Ground } from './budget-rows';
import { knownIn, type Question, Questions } from './questions';
import { IDS_OF_A_WORLD, placesOf } from './rows';
import { twinsOf } from './twins';
import { NOW, type World } from './world';

/** Told as they are: who the caller is, is not what is tested here. */
const tokenOf = (claims: Omit<VerifiedToken, 'expiresAt'>): string => `a.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.z`;
const verify = (token: string): Promise<VerifiedToken> =>
  Promise.resolve({ ...(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as VerifiedToken), expiresAt: NOW * 2 });

const NO_LIMIT = 100_000_000;
const LIMITS = {
  depth: 100,
  cost: NO_LIMIT,
  aliases: 10_000,
  directives: 50,
  rootFields: 1000,
  tokens: 100_000,
  length: 1_000_000,
  variables: 20_000,
};

/** Mutations that are tried on each world. */
const DRY_RUNS = 6;

/** Kept from world to world: what no world is made of, and who was looked at. */
const KEPT = new Set(['id_block', 'idempotency_key', 'organisation', 'access_event', 'audit_chain']);

interface Told {
  readonly status: number;
  readonly text: string;
}
/** Where the answers part: what was asked, and both answers from a little before. */
export interface Difference {
  readonly reader: string;
  readonly question: string;
  readonly left: string;
  readonly right: string;
}

/** Two hubs with the same clock and the same ids, between which nothing differs but the worlds that are put into them. */
export class Neighbours {
  private readonly questions = new Questions(buildHubSchema());
  /** Fields that refuse a reader, whatever the world: they would hide all that is round them. */
  private readonly refusing = new Map<string, Set<string>>();
  private base = 1_000_000;
  /** How many answers were compared, by the root field that was asked; and how many of them held data. */
  readonly compared = new Map<string, number>();
  readonly answered = new Map<string, number>();
  /** How many budgets and lines differed, and who asked. */
  differing = 0;
  readonly readers = new Set<string>();

  private constructor(
    readonly left: TestHub,
    readonly right: TestHub,
    private readonly ground: Ground,
  ) {}

  static async open(): Promise<Neighbours> {
    const open = () => aHub({ verify, clock: { now: () => NOW }, queryLimits: LIMITS });
    const [left, right] = [await open(), await open()];
    const grounds = await Promise.all([left, right].map(groundOf));
    if (JSON.stringify(grounds[0]) !== JSON.stringify(grounds[1]) || !grounds[0]) throw new Error('the two hubs begin differently');
    return new Neighbours(left, right, grounds[0]);
  }

  /** Makes the twins of a world, asks both everything as its reader, and tells where their answers first part; null: nowhere. */
  async difference(world: World): Promise<Difference | null> {
    const base = this.base;
    this.base += IDS_OF_A_WORLD;
    const { left, right, actor, hidden, lines } = twinsOf(world, this.left.hub.parts, this.ground, base);
    this.differing += hidden.size + lines;
    await Promise.all([fill(this.left, left), fill(this.right, right)]);
    await level(this.left, this.right);
    const token = tokenOf({ ...actor, organisation: actor.organisation.code });
    const key = [world.reader.role, world.reader.of, world.reader.as ?? ''].join(' ');
    this.readers.add(key);
    const without = this.refusing.get(key) ?? new Set();
    this.refusing.set(key, without);
    const known = knownIn(base, actor, hidden, left, right);
    const chance = Chance.of(world.questions, 'questions');
    const { subject, parent, carer } = placesOf(base);
    const { queries, mutations } = this.questions;
    const open = mutations.filter(({ name }) => AUDIENCES[`Mutation.${name}`]?.roles?.includes(actor.role));
    if (open.length === 0) open.push(...mutations);
    const asks: (() => Question)[] = [
      () => this.questions.person(String(subject), chance, without),
      () => this.questions.person(String(chance.pick([subject, parent, carer])), chance, without),
      () => this.questions.found(),
      ...queries
        .filter(({ type }) => isPersonal(String(getNamedType(type))))
        .map((field) => () => this.questions.about('query', field, chance, known, without)),
      () => this.questions.about('query', chance.pick(queries), chance, known, without),
      ...Array.from(
        { length: DRY_RUNS },
        () => () => this.questions.about('mutation', chance.pick(chance.share(95) ? open : mutations), chance, known, without),
      ),
    ];
    for (const ask of asks) {
      const found = await this.compare(ask, token, key, without);
      if (found) return found;
    }
    return this.pages(token, key);
  }

  private async compare(ask: () => Question, token: string, reader: string, without: Set<string>): Promise<Difference | null> {
    const question = ask();
    const [left, right] = await Promise.all([tell(this.left, question, token), tell(this.right, question, token)]);
    this.count(question, left);
    if (left.status !== right.status || left.text !== right.text) return parting(reader, question, left, right);
    if (left.text.includes('INTERNAL_SERVER_ERROR')) return { reader, question: question.name, left: left.text, right: 'the hub failed' };
    return this.refused(left, without) ? this.compare(ask, token, reader, without) : null;
  }

  private count({ name }: Question, { text }: Told): void {
    const root = name.split(' ')[0] ?? '';
    this.compared.set(root, (this.compared.get(root) ?? 0) + 1);
    if (!/"data":null|"data":\{"[a-zA-Z]+":null\}/.test(text) && text.includes('"data"')) this.answered.set(root, (this.answered.get(root) ?? 0) + 1);
  }

  /** Leaves out from now on what refused this reader within an answer. */
  private refused({ text }: Told, without: Set<string>): boolean {
    if (!text.includes('"FORBIDDEN"')) return false;
    const { errors = [] } = JSON.parse(text) as { errors?: { path?: (string | number)[]; extensions: { code: string } }[] };
    const before = without.size;
    for (const { path, extensions } of errors) {
      const name = path?.findLast((part) => typeof part === 'string');
      if (extensions.code !== 'FORBIDDEN' || name === undefined || (path?.length ?? 0) < 2) continue;
      for (const type of ['Person', 'PooledBudget', 'StreamBudget', 'Plan', 'SectionJItem', 'PlanItem']) without.add(`${type}.${String(name)}`);
    }
    return without.size > before;
  }

  /** An area page by page, by the cursors that are given. */
  private async pages(token: string, reader: string): Promise<Difference | null> {
    const query =
      'query($after: String) { pooledBudgets(first: 1, after: $after) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { label net { perYear } heldAs { kind } } } } }';
    for (let after: string | null = null, page = 0; page < 4; page++) {
      const question: Question = { name: `page ${page}`, query, variables: { after } };
      const [left, right] = await Promise.all([tell(this.left, question, token), tell(this.right, question, token)]);
      this.count(question, left);
      if (left.status !== right.status || left.text !== right.text) return parting(reader, question, left, right);
      const { data } = JSON.parse(left.text) as { data?: { pooledBudgets?: { pageInfo: { hasNextPage: boolean; endCursor: string } } } };
      if (!data?.pooledBudgets?.pageInfo.hasNextPage) return null;
      after = data.pooledBudgets.pageInfo.endCursor;
    }
    return null;
  }

  async stop(): Promise<void> {
    await this.left.stop();
    await this.right.stop();
  }
}

/** Calculators and lists of rules say nothing of anybody. */
const IMPERSONAL = new Set(['Calculation', 'FundingAnswer', 'IdentifierCheck', 'Amount', 'PolicyVersion', 'Rule']);
const isPersonal = (type: string): boolean => !IMPERSONAL.has(type);

async function groundOf({ hub: { parts } }: TestHub): Promise<Ground> {
  const ids = { setting: 900_001, provider: 900_002 };
  const row = (id: number, kind: string, code: string): OrganisationRow => ({
    id,
    kind,
    code,
    ons_code: null,
    name: `${kind} ${code}`,
    from_on: null,
    to_on: null,
    successors: null,
    former_codes: null,
    listed_on: null,
  });
  await parts.store.write((tx) =>
    tx.apply(insertAll(OrganisationRow, [row(ids.setting, 'EDUCATION_SETTING', '900001'), row(ids.provider, 'PROVIDER', '1-100')])),
  );
  await parts.directory.load();
  const id = (kind: 'LOCAL_AUTHORITY' | 'HEALTH_COMMISSIONER', code: string): number => parts.directory.find(kind, code)?.id ?? 0;
  return {
    ...ids,
    council: id('LOCAL_AUTHORITY', '384'),
    otherCouncil: id('LOCAL_AUTHORITY', '383'),
    commissioner: id('HEALTH_COMMISSIONER', 'QWO'),
    otherCommissioner: id('HEALTH_COMMISSIONER', 'QF7'),
  };
}

/** Answers that part leave other traces: the trail's ids go on together from here. */
async function level(...hubs: TestHub[]): Promise<void> {
  const next: number[] = [];
  for (const { hub } of hubs) {
    await hub.parts.store.auditIds.ensure(10);
    next.push(hub.parts.store.auditIds.peeking()());
  }
  hubs.forEach(({ hub }, index) => {
    for (let id = next[index] ?? 0; id < Math.max(...next); id++) hub.parts.store.auditIds.take();
  });
}

/** Puts a world in the place of the one before. */
async function fill({ hub }: TestHub, rows: readonly Change[]): Promise<void> {
  const { store } = hub.parts;
  const tables = entities.map((entity) => store.source.getMetadata(entity).tableName).filter((table) => !KEPT.has(table));
  await store.write(async (tx) => {
    for (const table of tables) await tx.execute(`DELETE FROM ${table}`);
    await tx.apply(rows);
  });
}

async function tell({ url }: TestHub, { query, variables }: Question, token: string): Promise<Told> {
  const answer = await fetch(`${url.replace(/\/$/, '')}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'purpose-of-use': 'direct care', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, text: await answer.text() };
}

function parting(reader: string, { name }: Question, left: Told, right: Told): Difference {
  let at = 0;
  while (at < left.text.length && left.text[at] === right.text[at]) at++;
  const excerpt = ({ status, text }: Told): string => `${status} …${text.slice(Math.max(0, at - 300), at + 200)}`;
  return { reader, question: name, left: excerpt(left), right: excerpt(right) };
}
