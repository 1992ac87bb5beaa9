import { createHash } from 'node:crypto';
import type { Actor } from '../access/actor';
import { DEFAULT_RATIONS, type Rations, takeRation } from '../access/ration';
import type { Event } from '../audit/chain';
import { ChangeTrail } from '../audit/change-trail';
import { accessEvent } from '../audit/read-recorder';
import { applyChanges, type Change, insert, type RowSets, update } from '../database/changes';
import type { Reading, WaveStatement } from '../database/reading';
import { readRowSets } from '../database/row-sets';
import type { Store, Writing } from '../database/store';
import { CommitUnknown } from '../database/unavailable';
import { mustBeWaitedFor, whileWaited } from '../database/while-waited';
import type { Circumstances, Declaration, MutationOutcome } from '../mutation/declaration';
import type { Asking, Pipeline } from '../mutation/mutations';
import { checkCode, type OrganisationDirectory, organisationRow, unnamed } from '../people/organisations';
import { OrganisationRow, PersonRow } from '../people/person.entity';
import type { Organisation, OrganisationKind, PersonalFacts } from '../person/person.types';
import type { Policies } from '../policy/policy.types';
import { type RuleResult, stops } from '../rules/rule';
import type { Instant } from '../vocabulary/day';
import { badInput, HubError, notFound } from '../vocabulary/refusal';
import type { Corrector } from './corrector';
import { Finder } from './finder';
import { IdempotencyRow } from './idempotency.entity';
import { staleness } from './staleness';

interface Answered {
  readonly applied: boolean;
  readonly results: readonly RuleResult[];
  readonly id: number | null;
  readonly personId: number | null;
  readonly budgetId: number | null;
  readonly at: Instant;
}

/** The one pipeline of every mutation: envelope, idempotency, load, access, rules, (a dry run stops), save with its audit row. */
export class Decider<Facts extends PersonalFacts> implements Pipeline<Facts> {
  private readonly trail: ChangeTrail;

  constructor(
    private readonly store: Store,
    private readonly directory: OrganisationDirectory,
    private readonly policies: Policies,
    private readonly statements: readonly WaveStatement[],
    private readonly toFacts: (rows: RowSets) => ReadonlyMap<number, Facts>,
    private readonly rations: Rations = DEFAULT_RATIONS,
    private readonly corrector: Corrector<Facts> | null = null,
  ) {
    this.trail = new ChangeTrail(store);
  }

  async decide<Input>(declaration: Declaration<Input, Facts>, input: Input, asking: Asking): Promise<MutationOutcome<Facts>> {
    const { envelope } = asking;
    const key = keyOf(envelope.idempotencyKey, asking.actor);
    const request =
      key === null
        ? null
        : hash(
            JSON.stringify([
              declaration.name,
              asking.actor.subject,
              input,
              envelope.expectedVersion,
              envelope.dryRun,
              ...(envelope.corrects ? [envelope.corrects] : []),
            ]),
          );
    if (envelope.dryRun) await this.store.ids.ensure(200);
    if (envelope.dryRun) return this.run(declaration, input, asking, whileWaited(this.store.reading, asking.signal), this.store.ids.peeking(), null);
    await this.trail.ready(asking.now);
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await this.store.write(async (tx) => {
          mustBeWaitedFor(asking.signal);
          const decided = await this.run(declaration, input, asking, tx, this.store.ids.take, { tx, key, request });
          // What nobody waits for is undone: they were told that it may not have been made.
          mustBeWaitedFor(asking.signal);
          return decided;
        });
        for (const organisation of outcome.organisations) this.directory.add(organisation);
        return outcome;
      } catch (error) {
        // Somebody wrote the same key, or the same new organisation, at the same moment, or this change was written though nobody
        // heard that it was: the second look finds it. Without a key it would be made twice.
        const again = isDuplicate(error) || (error instanceof CommitUnknown && key !== null);
        if (!again || attempt === 5) throw error;
        await this.directory.load();
      }
    }
  }

  private async run<Input>(
    given: Declaration<Input, Facts>,
    input: Input,
    asking: Asking,
    database: Reading,
    newId: () => number,
    writing: { tx: Writing; key: string | null; request: string | null } | null,
  ): Promise<MutationOutcome<Facts>> {
    // What is tried only so many times is recorded whatever comes of it: there is no mistake of it to put right.
    const corrects = given.rationed ? null : asking.envelope.corrects;
    const about = corrects === null ? given : this.righting().about(given, corrects);
    const refused = await this.rationed(given, input, asking, writing);
    if (refused) return refused;
    const find = new Finder(database, this.directory);
    const concerned = writing ? await locked(about, input, find, writing.tx) : await concernedBy(about, input, find);
    const { ids, others, everyone } = concerned;
    if (writing) {
      const replayed = await this.replay(writing.tx, asking, writing.key, writing.request);
      if (replayed) return { ...replayed, facts: null, organisations: [], shown: null };
    }
    const rows = await readRowSets(database, this.statements, everyone, Number.MAX_SAFE_INTEGER - 1);
    const before = this.toFacts(rows);
    const declaration = corrects === null ? about : await this.righting().rightly(about, corrects, { reading: database, find, rows });
    for (const id of everyone) if (!before.has(id)) throw notFound('personId', `There is no person ${id} here.`);
    const brought: Organisation[] = [];
    const circumstances = this.circumstances(asking, rows, newId, brought);

    find.hidingWhose(() => declaration.allow(before, input, circumstances));
    const stale = staleness(declaration, before, input, circumstances, ids[0], asking.envelope.expectedVersion);
    const verdict = stale
      ? { results: [stale], changes: [], id: null, personId: ids[0] ?? null, budgetId: null }
      : declaration.decide(before, input, circumstances);
    const answer: Answered = {
      applied: !stops(verdict.results),
      results: verdict.results,
      id: stops(verdict.results) ? null : verdict.id,
      personId: verdict.personId,
      budgetId: verdict.budgetId,
      at: circumstances.at,
    };
    if (!answer.applied)
      return { ...answer, personId: before.has(verdict.personId ?? 0) ? verdict.personId : null, facts: before, organisations: [], shown: ids };

    const decided: Change[] = [...brought.map((each) => insert(OrganisationRow, organisationRow(each))), ...verdict.changes];
    const following = declaration.follows?.decide(this.toFacts(applyChanges(rows, decided)), circumstances) ?? [];
    const followed = others.filter((id) =>
      following.some((change) => change.kind === 'insert' && (change.row as { person_id?: number }).person_id === id),
    );
    // What is on record already is not changed by being said again: no row, no event, no key, no new version of anybody's record.
    const isChange = decided.length + following.length > 0;
    const changes: Change[] = isChange ? [...decided, ...following, ...touched([...ids, ...followed], before)] : [];
    if (writing && isChange) {
      await writing.tx.apply([...changes, ...remembered(asking.actor, answer, writing, newId)]);
      // Last of all: whoever holds the head of the audit chain waits for nobody.
      await this.trail.append(writing.tx, [
        ...this.events(declaration, asking, answer, ids),
        ...(declaration.follows ? this.events({ name: declaration.follows.name }, asking, { ...answer, personId: null, results: [] }, followed) : []),
      ]);
    }
    return { ...answer, facts: this.toFacts(applyChanges(rows, changes)), organisations: brought, shown: writing ? null : ids };
  }

  private righting(): Corrector<Facts> {
    if (!this.corrector) throw new Error('this pipeline puts no mistakes right');
    return this.corrector;
  }

  /** The outcome of what is rationed where it comes to none: it is not theirs, it was made already, or the day's tries are used up. */
  private async rationed<Input>(
    { name, rationed }: Declaration<Input, Facts>,
    input: Input,
    asking: Asking,
    writing: { tx: Writing; key: string | null; request: string | null } | null,
  ): Promise<MutationOutcome<Facts> | null> {
    if (!rationed) return null;
    const { actor, today: on, now: at } = asking;
    const none = { applied: false, id: null, personId: null, budgetId: null, at, facts: null, organisations: [], shown: [] };
    const unasked = rationed.unasked(input, asking);
    if (unasked.length > 0 || !writing) return { ...none, results: unasked };
    const replayed = await this.replay(writing.tx, asking, writing.key, writing.request);
    if (replayed) return { ...replayed, facts: null, organisations: [], shown: null };
    const whose = await takeRation(writing.tx, name, actor, on, this.rations);
    if (whose !== null) return { ...none, results: [rationed.spent(whose, this.rations[whose])] };
    await writing.tx.apply([rationed.kept(input, actor, { id: this.store.ids.take(), at, on })]);
    return null;
  }

  private circumstances(asking: Asking, rows: RowSets, newId: () => number, brought: Organisation[]): Circumstances {
    const bringing = (kind: OrganisationKind, given: string, field: string, name?: string): Organisation => {
      const code = checkCode(kind, given, field);
      const known = this.directory.find(kind, code) ?? brought.find((each) => each.kind === kind && each.code === code);
      if (known) return known;
      if (kind === 'LOCAL_AUTHORITY') throw badInput(field, this.directory.noCouncil(given));
      const made = { ...unnamed(kind, code, newId()), ...(name === undefined ? {} : { name }) };
      brought.push(made);
      return made;
    };
    return {
      actor: asking.actor,
      envelope: asking.envelope,
      today: asking.today,
      at: Math.max(asking.now, lastRecorded(rows) + 1),
      newId,
      policies: this.policies,
      organisation: bringing,
      organisationById: (id) => this.directory.get(id) ?? brought.find((each) => each.id === id) ?? null,
      bodyOf: (body) => this.directory.inTime(body),
      loadId: asking.loadId ?? null,
    };
  }

  private async replay(tx: Writing, { actor, envelope }: Asking, key: string | null, request: string | null): Promise<Answered | null> {
    if (key === null) return null;
    // A key that was written before keys were their caller's own is known by its letters alone; the request says who asked.
    const [row] = await tx.rows<IdempotencyRow>(
      'SELECT * FROM idempotency_key WHERE organisation_id = ? AND (key_hash = ? OR (key_hash = ? AND request_hash = ?))',
      [actor.organisation.id, key, hash(envelope.idempotencyKey ?? ''), request],
    );
    if (!row) return null;
    if (row.request_hash !== request)
      throw new HubError(
        'IDEMPOTENCY_KEY_REUSED',
        'That idempotency key was used for another request. Use a new key for each change.',
        'envelope.idempotencyKey',
      );
    return JSON.parse(row.answer) as Answered;
  }

  /** On the record of everyone concerned: a tie between two people is on both. */
  private events<Input>(
    { name, statedAs }: Pick<Declaration<Input, Facts>, 'name' | 'statedAs'>,
    { actor, envelope }: Asking,
    { personId, at, results }: Answered,
    ids: readonly number[],
  ): Event[] {
    const why = statedAs ? statedAs(envelope) : envelope.purpose;
    const rules = results.map(({ rule }) => rule);
    const people = new Set(personId === null ? ids : [personId, ...ids]);
    return [...people].map((id) => accessEvent(this.store.auditIds.take(), at, id, actor, why, name, rules));
  }
}

/** Whom a decision is about, those whose facts it takes besides, and all of them. */
interface Concerned {
  readonly ids: readonly number[];
  readonly others: readonly number[];
  readonly everyone: readonly number[];
}
async function concernedBy<Input, Facts extends PersonalFacts>(
  declaration: Declaration<Input, Facts>,
  input: Input,
  find: Finder,
): Promise<Concerned> {
  const ids = await declaration.people(input, find);
  const consulted = (await declaration.consults?.(input, find)) ?? [];
  const others = [...consulted, ...((await declaration.follows?.people(ids, find)) ?? [])].filter((id) => !ids.includes(id));
  return { ids, others, everyone: [...new Set([...ids, ...others])] };
}

/**
 * The same, locked before anything of them is read. Whoever waits for a lock may find that others belong to those concerned by then: they are
 * looked for again under the lock, which keeps them from becoming more, since what ties one person to another locks both.
 */
async function locked<Input, Facts extends PersonalFacts>(
  declaration: Declaration<Input, Facts>,
  input: Input,
  find: Finder,
  tx: Writing,
): Promise<Concerned> {
  let concerned = await concernedBy(declaration, input, find);
  let known: ReadonlySet<number> = new Set(concerned.everyone);
  for (;;) {
    // Those who are locked already are so again, in the one order: where two wait for each other, the database has one begin again.
    await tx.lockPeople([...known]);
    if (!find.mayGrow) return concerned;
    concerned = await concernedBy(declaration, input, find);
    const held = known;
    if (concerned.everyone.every((id) => held.has(id))) return concerned;
    known = new Set([...held, ...concerned.everyone]);
  }
}

/** The answer under its key, where the change has one. */
function remembered(actor: Actor, answer: Answered, { key, request }: { key: string | null; request: string | null }, newId: () => number): Change[] {
  if (key === null || request === null) return [];
  const row: IdempotencyRow = {
    id: newId(),
    organisation_id: actor.organisation.id,
    key_hash: key,
    request_hash: request,
    recorded_at: answer.at,
    answer: JSON.stringify(answer),
  };
  return [insert(IdempotencyRow, row)];
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A key is its caller's own: who they are, in which role, at which organisation, as whose record. Another's key of the same letters is another key. */
const keyOf = (key: string | null, { subject, role, organisation, personId }: Actor): string | null =>
  key === null ? null : hash(JSON.stringify([subject, role, organisation.kind, organisation.code, personId, key]));

/** Everyone concerned has a new version of their record. */
const touched = <Facts extends PersonalFacts>(ids: readonly number[], before: ReadonlyMap<number, Facts>): Change[] =>
  ids.flatMap((id) => {
    const facts = before.get(id);
    return facts ? [update(PersonRow, id, { version: facts.person.version + 1 })] : [];
  });

/** The latest instant at which any of the rows was recorded or closed; 0 where there is none. */
function lastRecorded(rows: RowSets): Instant {
  let last = 0;
  for (const set of rows.values())
    for (const row of set) {
      const { recorded_at: at } = row as { recorded_at?: number };
      if (at !== undefined && Number(at) > last) last = Number(at);
    }
  return last;
}

/** A row of a unique index was there already: MariaDB 1062, SQLite SQLITE_CONSTRAINT. */
export const isDuplicate = (error: unknown): boolean => {
  const { errno, code, driverError } = error as { errno?: number; code?: string; driverError?: unknown };
  if (errno === 1062 || (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT'))) return true;
  return driverError !== undefined && driverError !== error && isDuplicate(driverError);
};
