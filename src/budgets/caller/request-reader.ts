import DataLoader from 'dataloader';
import type { DocumentNode } from 'graphql';
import type { Actor } from '../../access/actor';
import { signedIn, statedPurpose } from '../../access/guard';
import { mayBeSharedWith, readsByArea, seesRecord, type Standing } from '../../access/relation';
import type { Sight } from '../../access/table';
import type { RowSets } from '../../database/changes';
import type { Reading } from '../../database/reading';
import { readRowSets } from '../../database/row-sets';
import { marks } from '../../database/sql';
import { Turns } from '../../database/turns';
import type { AnswerReader } from '../../mutation/mutations';
import type { OrganisationDirectory } from '../../people/organisations';
import { type PersonSource, PersonView } from '../../people/person.graph';
import type { Organisation, PersonalFacts } from '../../person/person.types';
import type { Plan } from '../../plans/plan.types';
import { nameOfVersion, type Policies, type PolicyVersion, type PolicyView } from '../../policy/policy.types';
import type { RuleResult } from '../../rules/rule';
import { STREAM_OF_PLAN } from '../../streams/sections.rules';
import type { BudgetState } from '../../streams/stream.types';
import { type Day, type Instant, OPEN_ENDED } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { notFound } from '../../vocabulary/refusal';
import type { Stream } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import type { Spending } from '../record/budget.types';
import { type PersonFacts, toFacts } from '../record/person-facts';
import { isContinuingHealthcare, latestState } from '../record/revisions';
import { Memory } from './memory';
import { policyOn } from './policy-of-the-day';
import { type Wave, waveFor, WHOLE_WAVE } from './read-ahead';
import { type Seen, seenBy } from './visibility';
import { funderSeenBy } from './visible-funders';

/** Everything recorded so far. */
export const ALL_KNOWN: Instant = OPEN_ENDED - 1;

/** So many people's facts are read, and held, at once. */
const PEOPLE_IN_A_WAVE = 200;

/**
 * What one request reads, for one reader: facts in one wave however many people, what they may see decided once a person, and
 * whose records were looked at.
 */
export class RequestReader implements PersonSource, AnswerReader<PersonFacts> {
  readonly looked = new Set<number>();
  /** What the rules have said of the facts that were read, and what was added up of them. */
  readonly worked = {
    results: new Memory<readonly RuleResult[]>(),
    ofLines: new Memory<readonly RuleResult[]>(),
    spending: new Memory<Spending>(),
    cost: new Memory<Pence>(),
  };
  private readonly loaders = new Map<Instant, DataLoader<number, PersonFacts | null>>();
  private readonly decided = new Map<number, Seen>();
  private readonly brought = new Map<number, Organisation>();
  private carers: DataLoader<number, readonly number[]> | null = null;
  private wave: Wave = WHOLE_WAVE;

  constructor(
    private readonly reading: Reading,
    private readonly directory: OrganisationDirectory,
    private readonly policies: Policies,
    readonly actor: Actor | null,
    private stated: string | null,
    readonly today: Day,
    private readonly at: Instant,
    /** Others have theirs between those of this request. */
    readonly turns = new Turns(),
  ) {}

  /** Leaves out of what is read whatever an operation does not ask for. Family and others are let in by what is on record: for them it is all read. */
  asks(document: DocumentNode): void {
    if (this.actor && readsByArea(this.actor)) this.wave = waveFor(document, mayBeSharedWith(this.actor));
  }

  /** Why the record is used: what a mutation's envelope says of it wins over the request's own. */
  get purpose(): string | null {
    return this.stated;
  }

  /** What is decided is answered from whole facts. */
  readsForChange(purpose: string | null): void {
    this.stated = purpose;
    this.wave = WHOLE_WAVE;
  }

  facts(id: number, knownAt: Instant = ALL_KNOWN): Promise<PersonFacts | null> {
    return this.loaderOf(knownAt).load(id);
  }

  private loaderOf(knownAt: Instant): DataLoader<number, PersonFacts | null> {
    let loader = this.loaders.get(knownAt);
    if (!loader) {
      loader = new DataLoader(async (ids: readonly number[]) => this.read(ids, knownAt), {
        maxBatchSize: PEOPLE_IN_A_WAVE,
        batchScheduleFn: this.turns.gathered,
      });
      this.loaders.set(knownAt, loader);
    }
    return loader;
  }

  /** Those whose budgets, as carers, name a person as the one cared for: many people's in one statement. */
  carersOf(id: number): Promise<readonly number[]> {
    this.carers ??= new DataLoader(
      async (ids: readonly number[]) => {
        const rows = await this.reading.rows<{ cared_for_id: number; person_id: number }>(
          `SELECT DISTINCT cared_for_id, person_id FROM budget_revision WHERE cared_for_id IN (${marks(ids)})`,
          ids,
        );
        return ids.map((each) => rows.filter((row) => Number(row.cared_for_id) === each).map((row) => Number(row.person_id)));
      },
      { batchScheduleFn: this.turns.gathered },
    );
    return this.carers.load(id);
  }

  private async read(ids: readonly number[], at: Instant, { statements, mark } = this.wave): Promise<(PersonFacts | null)[]> {
    const sets: RowSets = await readRowSets(this.reading, statements, ids, at);
    const facts = toFacts(sets);
    return ids.map((id) => {
      const found = facts.get(id);
      return found ? mark(found) : null;
    });
  }

  /** The facts of many people as they are known now, so many at a time, for one that keeps none of them: whole, whatever the operation shows. */
  async *waves(ids: readonly number[]): AsyncGenerator<readonly PersonFacts[]> {
    for (let done = 0; done < ids.length; done += PEOPLE_IN_A_WAVE) {
      await this.turns.between();
      yield (await this.read(ids.slice(done, done + PEOPLE_IN_A_WAVE), ALL_KNOWN, WHOLE_WAVE)).filter((facts) => facts !== null);
    }
  }

  /** Facts that were just decided on, so that an answer is made of them and they are not read again. */
  remember(facts: ReadonlyMap<number, PersonFacts>, organisations: readonly Organisation[]): void {
    for (const organisation of organisations) this.brought.set(organisation.id, organisation);
    this.loaders.delete(ALL_KNOWN);
    this.decided.clear();
    const loader = this.loaderOf(ALL_KNOWN);
    for (const [id, each] of facts) loader.prime(id, each);
  }

  async personal(id: number): Promise<PersonalFacts> {
    const facts = await this.facts(id);
    if (!facts) throw notFound('id', `There is no person ${id} here.`);
    return facts;
  }

  /**
   * What the reader is shown of a person: decided once a request, from what is known now, whatever day or instant is looked at.
   * Facts of another instant are never what it is decided from: whoever has them has asked for `standing` or `person` first.
   */
  private seen(facts: PersonFacts): Seen {
    const { id } = facts.person;
    const known = this.decided.get(id);
    if (known) return known;
    const seen = seenBy(signedIn(this.actor), facts, { today: this.today, at: this.at });
    this.decided.set(id, seen);
    return seen;
  }

  /** What the reader is to a person, by what is known now. */
  async standing(id: number): Promise<Standing> {
    const facts = await this.facts(id);
    return facts ? this.seen(facts).standing : 'NONE';
  }

  async look(id: number): Promise<void> {
    if ((await this.standing(id)) !== 'NONE') this.looked.add(id);
  }

  /** Are they told who was at a person's record? */
  async readsLog(id: number): Promise<boolean> {
    const facts = await this.facts(id);
    return facts !== null && this.seen(facts).readsLog;
  }

  /** Is the reader shown the person's record, or only a part of a budget? Of a person to whom they were let in. */
  readsRecord(facts: PersonFacts): boolean {
    return seesRecord(this.seen(facts).standing);
  }

  sight(facts: PersonFacts, budget: Pick<Budget, 'id'>): Sight {
    return this.seen(facts).of(budget);
  }

  /** Which organisations the reader may know to fund something of the person's. */
  seesFunder(facts: PersonFacts): (organisationId: number) => boolean {
    return funderSeenBy(signedIn(this.actor), facts, this.seen(facts));
  }

  /** May the reader see a line: by the budget it draws on, or where none pays for it yet, by its stream. */
  seesLine(facts: PersonFacts, stream: Stream, payer: Budget | null): boolean {
    return (payer ? this.sight(facts, payer) : this.seen(facts).ofStream(stream)) === 'FULL';
  }

  /** May the reader see a plan: one of the family, where its stream is theirs to see, or a budget of it is shared with them. */
  seesPlan(facts: PersonFacts, { kind }: Pick<Plan, 'kind'>): boolean {
    const seen = this.seen(facts);
    const stream = STREAM_OF_PLAN[kind];
    return (
      seen.standing !== 'FAMILY' ||
      seen.ofStream(stream) !== 'NONE' ||
      facts.budgets.some((budget) => budget.stream === stream && seen.of(budget) === 'FULL')
    );
  }

  /**
   * May the reader know whether the NHS pays, or paid, for the whole of somebody's care? One to whom it would be hidden is told nothing
   * either way, unless it is shown.
   */
  mayKnowOfContinuingCare(facts: PersonFacts): boolean {
    const found = facts.budgets.filter((budget) => isContinuingHealthcare(budget, latestState(budget)));
    if (found.length > 0) return found.every((budget) => this.sight(facts, budget) !== 'NONE');
    return this.seen(facts).ofHiddenContinuingCare !== 'NONE';
  }

  /** The person, where the reader may see them; the look is written down before the answer leaves. */
  async person(id: number): Promise<PersonView | null> {
    signedIn(this.actor);
    const facts = await this.facts(id);
    if (!facts || this.seen(facts).standing === 'NONE') return null;
    statedPurpose(this.purpose);
    return this.viewOf(facts);
  }

  /** A person to whom the reader was let in. */
  private viewOf(facts: PersonFacts): PersonView {
    this.looked.add(facts.person.id);
    return new PersonView(facts.person, this, this.readsRecord(facts));
  }

  /** Whose records were looked at in an emergency: the trail says so. */
  inEmergency(id: number): boolean {
    return this.decided.get(id)?.emergency ?? false;
  }

  /** The name of somebody who is tied to a person: for those who see them, and for those who are on that record themselves. */
  async nameOf(id: number, of: number): Promise<string | null> {
    const [facts, own] = await Promise.all([this.facts(id), this.facts(of)]);
    if (!facts || !own) return null;
    const among = ['SELF', 'FAMILY'].includes(this.seen(own).standing);
    return among || this.seen(facts).standing !== 'NONE' ? facts.person.name : null;
  }

  followersOf(organisation: Organisation): readonly Organisation[] {
    return this.directory.successorsOf(organisation);
  }

  async organisation(id: number): Promise<Organisation> {
    const found = this.brought.get(id) ?? this.directory.get(id) ?? (await this.directory.refresh(id));
    if (!found) throw notFound('id', `There is no organisation ${id} here.`);
    return found;
  }

  /** The pack version that a budget remembers; null where it names none, or one that is no longer loaded. */
  versionNamed(name: string | null): PolicyVersion | null {
    return name === null ? null : (this.policies.versions().find((version) => nameOfVersion(version) === name) ?? null);
  }

  /** The policy on a day of the person's council; of a budget (`state`) that of the council that funds it, which keeps it when the person moves. */
  policy(facts: Pick<PersonalFacts, 'person'>, on: Day, state?: Pick<BudgetState, 'funderId'>): PolicyView {
    return policyOn(facts, { policies: this.policies, organisationById: (id) => this.directory.get(id) }, on, state);
  }
}
