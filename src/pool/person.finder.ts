import type { Actor } from '../access/actor';
import { readsByArea } from '../access/relation';
import { SIGHT, type Sight } from '../access/table';
import type { Reading, Value } from '../database/reading';
import { marks } from '../database/sql';
import { HELD } from '../people/identifier.rules';
import { checkCode, type OrganisationDirectory } from '../people/organisations';
import type { AgeBand } from '../person/ages.rules';
import type { OrganisationKind } from '../person/person.types';
import type { ArrangementKind, BudgetStatus } from '../streams/stream.types';
import { FUNDING_STREAMS } from '../streams/streams';
import { addYears, type Day, financialYearOf, OPEN_ENDED } from '../vocabulary/day';
import { badInput, forbidden } from '../vocabulary/refusal';
import { isShownByChoice, paidBy, type Stream, STREAMS } from '../vocabulary/stream';

export interface PageFilter {
  readonly authority?: string | null;
  readonly healthCommissioner?: string | null;
  readonly stream?: Stream | null;
  readonly status?: BudgetStatus | null;
  readonly arrangement?: ArrangementKind | null;
  readonly ageBand?: AgeBand | null;
  readonly setting?: string | null;
  readonly asOf: Day;
  readonly pooledOnly?: boolean | null;
}

/** What is known of somebody whose number is not: one of them at least. */
export interface Details {
  readonly name: string | null;
  readonly dateOfBirth: Day | null;
  readonly postcode: string | null;
}

export interface PoolPage {
  readonly ids: readonly number[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  cursorOf(id: number): string;
  count(): Promise<number>;
}

export const MOST_ON_A_PAGE = 100;
/** A search tells who somebody is; it is no way to list an area. */
export const MOST_FOUND = 50;

/** A condition on the person `p` of a statement. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

const cursorOf = (id: number): string => Buffer.from(`p${id}`).toString('base64url');
function idOf(cursor: string): number {
  const match = /^p(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) throw badInput('after', 'That is not a cursor of this list. Use endCursor of the page before.');
  return Number(match[1]);
}

const NEVER: Condition = { sql: '1 = 0', values: [] };

const ownPeople = ({ organisation }: Actor): Condition => ({
  sql: `p.${organisation.kind === 'HEALTH_COMMISSIONER' ? 'health_commissioner_id' : 'authority_id'} = ?`,
  values: [organisation.id],
});

/** Greater than whatever else a name may go on with. */
const LAST_LETTER = '\uffff';

/**
 * A name that begins so: as it is given, in capitals, or each word with a capital. The range is what an index finds; letters are then
 * compared as they are, since one database takes a capital for its small letter in a range and the other does not.
 */
function beginsWith(name: string): Condition {
  const words = name.toLowerCase().replace(/(^|[\s'-])\p{L}/gu, (first) => first.toUpperCase());
  const spellings = [...new Set([name, name.toUpperCase(), words])];
  return {
    sql: `(${spellings.map(() => '(p.name >= ? AND p.name < ? AND HEX(SUBSTR(p.name, 1, ?)) = HEX(?))').join(' OR ')})`,
    values: spellings.flatMap((each) => [each, each + LAST_LETTER, [...each].length, each]),
  };
}

function detailConditions({ name, dateOfBirth, postcode }: Details): Condition[] {
  const all: Condition[] = [];
  if (dateOfBirth !== null) all.push({ sql: 'p.date_of_birth = ?', values: [dateOfBirth] });
  if (postcode !== null) {
    const whole = postcode.replace(/\s/g, '').toUpperCase();
    // Sources write it with the space or without.
    all.push({ sql: 'p.postcode IN (?, ?)', values: [whole, `${whole.slice(0, -3)} ${whole.slice(-3)}`] });
  }
  // Alone, a name is looked for from its beginning, so that an index finds it; beside another detail, any part of it will do.
  if (name !== null) all.push(all.length > 0 ? { sql: 'INSTR(LOWER(p.name), LOWER(?)) > 0', values: [name] } : beginsWith(name));
  return all;
}

/** Finds people by number or by what their pool holds. What a reader may not see, they cannot find by either. */
export class PersonFinder {
  constructor(
    private readonly reading: Reading,
    private readonly directory: OrganisationDirectory,
  ) {}

  /** Everybody who has the number, in the order in which it was given them. */
  async byIdentifier(system: string, value: string, actor: Actor): Promise<readonly number[]> {
    const council = system === 'LOCAL' ? actor.organisation.id : 0;
    const found = await this.reading.rows<{ person_id: number }>(
      'SELECT person_id FROM identifier WHERE value = ? AND ((id_system = ? AND scope = ?) OR (id_system = ? AND (? = 0 OR authority_id = ?))) ORDER BY id',
      [value, system, council, HELD + system, council, council],
    );
    return found.map((row) => Number(row.person_id));
  }

  async page(actor: Actor, filter: PageFilter, first: number, after: string | null): Promise<PoolPage> {
    if (!readsByArea(actor)) throw forbidden(`A ${actor.role} does not read an area's pools. Ask for one person with \`person\` or \`me\`.`);
    const where = [...this.conditions(actor, filter), hasBudget(actor, filter.asOf, 'EXISTS_ONLY', [])];
    const sql = where.map((each) => each.sql).join(' AND ');
    const values = where.flatMap((each) => each.values);
    const from = after === null ? 0 : idOf(after);
    const rows = await this.reading.rows<{ id: number }>(`SELECT p.id FROM person p WHERE ${sql} AND p.id > ? ORDER BY p.id LIMIT ?`, [
      ...values,
      from,
      first + 1,
    ]);
    const ids = rows.map(({ id }) => Number(id));
    return {
      ids: ids.slice(0, first),
      hasNext: ids.length > first,
      hasPrevious: after !== null,
      cursorOf,
      count: async () => {
        const [row] = await this.reading.rows<{ people: number }>(`SELECT COUNT(*) AS people FROM person p WHERE ${sql}`, values);
        return Number(row?.people ?? 0);
      },
    };
  }

  /** One's own people by what is known of them, one more than asked for where there are more. Each way in has an index. */
  async byDetails(actor: Actor, details: Details, first: number, after: string | null): Promise<Pick<PoolPage, 'ids' | 'hasNext' | 'cursorOf'>> {
    if (!readsByArea(actor)) throw forbidden(`A ${actor.role} does not look for people. Ask for one person with \`person\` or \`me\`.`);
    const where = [ownPeople(actor), ...detailConditions(details), { sql: 'p.id > ?', values: [after === null ? 0 : idOf(after)] }];
    const rows = await this.reading.rows<{ id: number }>(
      `SELECT p.id FROM person p WHERE ${where.map(({ sql }) => sql).join(' AND ')} ORDER BY p.id LIMIT ?`,
      [...where.flatMap(({ values }) => values), first + 1],
    );
    const ids = rows.map(({ id }) => Number(id));
    return { ids: ids.slice(0, first), hasNext: ids.length > first, cursorOf };
  }

  /** The ids of everyone who fits the filter and a condition besides, in order. */
  async everyone(actor: Actor, filter: PageFilter, besides: Condition): Promise<readonly number[]> {
    if (!readsByArea(actor)) throw forbidden(`A ${actor.role} does not read an area's people.`);
    const where = [...this.conditions(actor, filter), besides];
    const rows = await this.reading.rows<{ id: number }>(
      `SELECT p.id FROM person p WHERE ${where.map(({ sql }) => sql).join(' AND ')} ORDER BY p.id`,
      where.flatMap(({ values }) => values),
    );
    return rows.map(({ id }) => Number(id));
  }

  private conditions(actor: Actor, filter: PageFilter): Condition[] {
    const byOrganisation = (column: string, kind: OrganisationKind, code: string, field: string): Condition => {
      const found = this.directory.find(kind, checkCode(kind, code, field));
      return found ? { sql: `p.${column} = ?`, values: [found.id] } : NEVER;
    };
    const all: Condition[] = [ownPeople(actor)];
    if (filter.authority) all.push(byOrganisation('authority_id', 'LOCAL_AUTHORITY', filter.authority, 'filter.authority'));
    if (filter.healthCommissioner)
      all.push(byOrganisation('health_commissioner_id', 'HEALTH_COMMISSIONER', filter.healthCommissioner, 'filter.healthCommissioner'));
    if (filter.ageBand) all.push(ageCondition(filter.ageBand, filter.asOf));
    const budget = this.budgetConditions(filter);
    if (budget === null) return [NEVER];
    // What the filter asks about a budget is asked only of budgets whose figures the reader sees in full.
    if (budget.length > 0) all.push(hasBudget(actor, filter.asOf, 'FULL', budget));
    if (filter.stream && budget.length === 0)
      all.push(hasBudget(actor, filter.asOf, 'EXISTS_ONLY', [{ sql: 'r.stream = ?', values: [filter.stream] }]));
    if (filter.pooledOnly) all.push(twoStreams(actor, filter.asOf));
    return all;
  }

  /** Conditions on one and the same budget; null where they name what is not there. */
  private budgetConditions(filter: PageFilter): Condition[] | null {
    const all: Condition[] = [];
    if (filter.status) all.push({ sql: 'r.status = ?', values: [filter.status] });
    if (filter.setting) {
      const setting = this.directory.find('EDUCATION_SETTING', checkCode('EDUCATION_SETTING', filter.setting, 'filter.setting'));
      if (!setting) return null;
      all.push({ sql: 'r.setting_id = ?', values: [setting.id] });
    }
    if (filter.arrangement)
      all.push({
        sql: 'EXISTS (SELECT 1 FROM arrangement a WHERE a.budget_id = r.budget_id AND a.kind = ? AND a.superseded_at = ? AND a.from_on <= ? AND (a.to_on IS NULL OR a.to_on >= ?))',
        values: [filter.arrangement, OPEN_ENDED, filter.asOf, filter.asOf],
      });
    if (all.length > 0 && filter.stream) all.push({ sql: 'r.stream = ?', values: [filter.stream] });
    return all;
  }
}

function ageCondition(band: AgeBand, asOf: Day): Condition {
  const eighteen = addYears(asOf, -18);
  const twentyFive = addYears(asOf, -25);
  if (band === 'CHILD') return { sql: 'p.date_of_birth > ?', values: [eighteen] };
  if (band === 'ADULT') return { sql: 'p.date_of_birth <= ?', values: [twentyFive] };
  return { sql: 'p.date_of_birth <= ? AND p.date_of_birth > ?', values: [eighteen, twentyFive] };
}

/** Streams that are shown to others than their payer only where the person says so. */
const BY_CHOICE = STREAMS.filter(isShownByChoice);

/**
 * The budgets that a reader sees so much of: streams, and whether health must be shown in the pool for it. One of which they see only
 * that it exists is found while it runs: that it is a one-off, which counts in the whole of its year, is not theirs to know.
 */
function seen(actor: Actor, asOf: Day, atLeast: 'FULL' | 'EXISTS_ONLY'): Condition {
  const commissioner = actor.organisation.kind === 'HEALTH_COMMISSIONER';
  const sightOf = (stream: Stream): Sight =>
    commissioner ? (paidBy(stream) === 'HEALTH_COMMISSIONER' ? 'FULL' : 'EXISTS_ONLY') : SIGHT[actor.role][stream];
  const some = (sight: Sight, also: Condition): Condition[] => {
    const streams = STREAMS.filter((stream) => sightOf(stream) === sight);
    return streams.length === 0 ? [] : [{ sql: `r.stream IN (${marks(streams)})${also.sql}`, values: [...streams, ...also.values] }];
  };
  const running: Condition = { sql: ' AND r.from_on <= ? AND (r.to_on IS NULL OR r.to_on >= ?)', values: [asOf, asOf] };
  const either = [...some('FULL', { sql: '', values: [] }), ...(atLeast === 'EXISTS_ONLY' ? some('EXISTS_ONLY', running) : [])];
  if (either.length === 0) return NEVER;
  return {
    sql: `(${either.map(({ sql }) => sql).join(' OR ')})${commissioner ? '' : ` AND (r.stream NOT IN (${marks(BY_CHOICE)}) OR r.shown_in_pool = 1)`}`,
    values: [...either.flatMap(({ values }) => values), ...(commissioner ? [] : BY_CHOICE)],
  };
}

/** A budget that is in the pool on the day: its state then, running, or a one-off of the financial year. */
function inPool(asOf: Day): Condition {
  const year = financialYearOf(asOf);
  // Who was born before has outgrown the stream, whatever the budget says (EDU-AGE).
  const outgrown = STREAMS.flatMap((stream) => {
    const bornSince = FUNDING_STREAMS[stream].bornSince(asOf);
    return bornSince === null ? [] : [{ stream, bornSince }];
  });
  return {
    sql: `r.effective_on <= ? AND r.status NOT IN ('ENDED', 'WITHDRAWN', 'VOIDED') ${outgrown.map(() => 'AND (r.stream <> ? OR p.date_of_birth >= ?)').join(' ')}
      AND NOT EXISTS (SELECT 1 FROM budget_revision n WHERE n.budget_id = r.budget_id AND n.version > r.version AND n.effective_on <= ?)
      AND ((r.from_on <= ? AND (r.to_on IS NULL OR r.to_on >= ?))
        OR (COALESCE(r.agreed_every, r.indicative_every) = 'ONE_OFF' AND r.from_on >= ? AND r.from_on <= ?))`,
    values: [asOf, ...outgrown.flatMap(({ stream, bornSince }) => [stream, bornSince]), asOf, asOf, asOf, year.from, year.to],
  };
}

function hasBudget(actor: Actor, asOf: Day, atLeast: 'FULL' | 'EXISTS_ONLY', conditions: readonly Condition[]): Condition {
  const all = [inPool(asOf), seen(actor, asOf, atLeast), ...conditions];
  return {
    sql: `EXISTS (SELECT 1 FROM budget_revision r WHERE r.person_id = p.id AND ${all.map(({ sql }) => sql).join(' AND ')})`,
    values: all.flatMap(({ values }) => values),
  };
}

function twoStreams(actor: Actor, asOf: Day): Condition {
  const all = [inPool(asOf), seen(actor, asOf, 'EXISTS_ONLY')];
  return {
    sql: `(SELECT COUNT(DISTINCT r.stream) FROM budget_revision r WHERE r.person_id = p.id AND ${all.map(({ sql }) => sql).join(' AND ')}) > 1`,
    values: all.flatMap(({ values }) => values),
  };
}
