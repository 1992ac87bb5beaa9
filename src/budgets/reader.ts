import DataLoader from 'dataloader';
import type { DocumentNode } from 'graphql';
import type { Actor } from '../access/actor';
import { signedIn, statedPurpose } from '../access/guard';
import { readsByArea, sightOf, type Standing, standingOf } from '../access/relation';
import type { Sight } from '../access/table';
import type { RowSets } from '../database/changes';
import { readRowSets } from '../database/row-sets';
import type { Store } from '../database/store';
import type { OrganisationDirectory } from '../people/organisations';
import { type PersonSource, PersonView } from '../people/person.graph';
import type { Organisation, PersonalFacts } from '../people/person.types';
import { nameOfVersion, type Policies, type PolicyVersion, type PolicyView } from '../policy/policy.types';
import type { BudgetState } from '../streams/stream.types';
import { type Day, type Instant, OPEN_ENDED } from '../vocabulary/day';
import { notFound } from '../vocabulary/refusal';
import type { Stream } from '../vocabulary/stream';
import type { Budget } from './budget.loader';
import { type PersonFacts, toFacts } from './facts';
import { type Wave, waveFor, WHOLE_WAVE } from './look-ahead';
import { latestState } from './revisions';
import { isContinuingHealthcare, sightOfBudget } from './sight';

/** Everything recorded so far. */
export const ALL_KNOWN: Instant = OPEN_ENDED - 1;

/**
 * What one request reads, for one reader: facts in one wave however many people, what they may see decided once a person, and
 * whose records were looked at.
 */
export class RequestReader implements PersonSource {
  readonly looked = new Set<number>();
  private readonly loaders = new Map<Instant, DataLoader<number, PersonFacts | null>>();
  private readonly standings = new Map<number, Standing>();
  private readonly brought = new Map<number, Organisation>();
  private carers: DataLoader<number, readonly number[]> | null = null;
  private wave: Wave = WHOLE_WAVE;

  constructor(
    private readonly store: Store,
    private readonly directory: OrganisationDirectory,
    private readonly policies: Policies,
    readonly actor: Actor | null,
    readonly purpose: string | null,
    readonly today: Day,
  ) {}

  /** Leaves out of what is read whatever an operation does not ask for. Family and others are let in by what is on record: for them it is all read. */
  asks(document: DocumentNode): void {
    if (this.actor && readsByArea(this.actor)) this.wave = waveFor(document);
  }

  facts(id: number, knownAt: Instant = ALL_KNOWN): Promise<PersonFacts | null> {
    let loader = this.loaders.get(knownAt);
    if (!loader) {
      loader = new DataLoader(async (ids: readonly number[]) => this.read(ids, knownAt), { maxBatchSize: 200 });
      this.loaders.set(knownAt, loader);
    }
    return loader.load(id);
  }

  /** Those whose budgets, as carers, name a person as the one cared for: many people's in one statement. */
  carersOf(id: number): Promise<readonly number[]> {
    this.carers ??= new DataLoader(async (ids: readonly number[]) => {
      const rows = await this.store.reading.rows<{ cared_for_id: number; person_id: number }>(
        `SELECT DISTINCT cared_for_id, person_id FROM budget_revision WHERE cared_for_id IN (${ids.map(() => '?').join(',')})`,
        ids,
      );
      return ids.map((each) => rows.filter((row) => Number(row.cared_for_id) === each).map((row) => Number(row.person_id)));
    });
    return this.carers.load(id);
  }

  private async read(ids: readonly number[], at: Instant): Promise<(PersonFacts | null)[]> {
    const { statements, mark } = this.wave;
    const sets: RowSets = await readRowSets(this.store.reading, statements, ids, at);
    const facts = toFacts(sets);
    return ids.map((id) => {
      const found = facts.get(id);
      return found ? mark(found) : null;
    });
  }

  /** Facts that were just decided on, so that an answer is made of them and they are not read again. */
  remember(facts: ReadonlyMap<number, PersonFacts>, organisations: readonly Organisation[]): void {
    for (const organisation of organisations) this.brought.set(organisation.id, organisation);
    this.loaders.delete(ALL_KNOWN);
    for (const [id, each] of facts) {
      void this.facts(id);
      this.loaders.get(ALL_KNOWN)?.clear(id).prime(id, each);
    }
  }

  async personal(id: number): Promise<PersonalFacts> {
    const facts = await this.facts(id);
    if (!facts) throw notFound('id', `There is no person ${id} here.`);
    return facts;
  }

  /** What the reader is to a person: decided once a request. */
  standing(facts: Pick<PersonalFacts, 'person' | 'relations'>): Standing {
    const { id } = facts.person;
    const known = this.standings.get(id);
    if (known) return known;
    const standing = standingOf(signedIn(this.actor), facts, this.today);
    this.standings.set(id, standing);
    return standing;
  }

  sight(facts: PersonFacts, budget: Budget, state: BudgetState): Sight {
    return sightOfBudget(signedIn(this.actor), this.standing(facts), budget, state);
  }

  /** May the reader see a line: by the budget it draws on, or where none pays for it yet, by its stream. */
  seesLine(facts: PersonFacts, stream: Stream, payer: Sight | null): boolean {
    if (payer !== null) return payer === 'FULL';
    const standing = this.standing(facts);
    const anyFunder = { stream, funderId: 0, shownInPool: false, continuingHealthcare: false };
    return sightOf(signedIn(this.actor), standing, anyFunder) === 'FULL';
  }

  /**
   * May the reader know whether the NHS pays, or paid, for the whole of somebody's care? One to whom it would be hidden is told nothing
   * either way, unless it is shown.
   */
  mayKnowOfContinuingCare(facts: PersonFacts): boolean {
    const found = facts.budgets.filter((budget) => isContinuingHealthcare(budget, latestState(budget)));
    if (found.length > 0) return found.every((budget) => this.sight(facts, budget, latestState(budget)) !== 'NONE');
    const hidden = { stream: 'HEALTH', funderId: 0, shownInPool: false, continuingHealthcare: true } as const;
    return sightOf(signedIn(this.actor), this.standing(facts), hidden) !== 'NONE';
  }

  /** The person, where the reader may see them; the look is written down before the answer leaves. */
  async person(id: number): Promise<PersonView | null> {
    signedIn(this.actor);
    const facts = await this.facts(id);
    if (!facts || this.standing(facts) === 'NONE') return null;
    statedPurpose(this.purpose);
    this.looked.add(id);
    return new PersonView(facts.person, this);
  }

  async nameOf(id: number): Promise<string> {
    return (await this.personal(id)).person.name;
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

  /** The person's council's policy on a day. */
  policy(facts: Pick<PersonalFacts, 'person'>, on: Day): PolicyView {
    return this.policies.forAuthority(this.directory.get(facts.person.authorityId)?.code ?? '').on(on);
  }
}
