import type { Pool } from 'mysql2/promise';

/*
 * What the hand-written server reads: the columns that its two answers are made of and no others, in the order in which they
 * are shown, all levels in one round trip.
 */

export interface BarePerson {
  readonly id: number;
  readonly name: string;
  readonly date_of_birth: string;
  readonly authority_id: number;
  readonly health_commissioner_id: number | null;
}
export interface BareRevision {
  readonly person_id: number;
  readonly budget_id: number;
  readonly version: number;
  readonly stream: string;
  readonly funder_id: number;
  readonly effective_on: string;
  readonly status: string;
  readonly from_on: string;
  readonly to_on: string | null;
  readonly indicative_pence: number | null;
  readonly indicative_every: string | null;
  readonly indicative_weeks: number | null;
  readonly agreed_pence: number | null;
  readonly agreed_every: string | null;
  readonly agreed_weeks: number | null;
  readonly contribution_pence: number | null;
  readonly contribution_every: string | null;
  readonly contribution_weeks: number | null;
  readonly shown_in_pool: 0 | 1;
  readonly allocation_id: number;
}
export interface BareStep {
  readonly recorded_at: number;
  readonly actor_name: string;
  readonly action: string;
  readonly reason: string | null;
}
export interface BarePlan {
  readonly person_id: number;
  readonly kind: string;
  readonly status: string;
  readonly from_on: string;
  readonly to_on: string | null;
  readonly ceased_on: string | null;
}
export interface BareItem {
  readonly person_id: number;
  readonly id: number;
  readonly budget_id: number | null;
  readonly section: string | null;
  readonly stream: string | null;
  readonly service: string;
  readonly cost_pence: number;
  readonly cost_every: string;
  readonly cost_weeks: number;
  readonly from_on: string;
  readonly to_on: string | null;
}
export interface BareItemText {
  readonly outcome_id: number;
  readonly reference: string | null;
  readonly description: string;
  readonly quantity: string | null;
}
export interface BareOutcome {
  readonly id: number;
  readonly ref: string;
  readonly text: string;
  readonly tags: string;
}
export interface BareAllocation {
  readonly id: number;
  readonly assessed_on: string;
  readonly details: string;
}
export interface BareArrangement {
  readonly id: number;
  readonly budget_id: number;
  readonly kind: string;
  readonly holder: string;
  readonly holder_name: string;
  readonly amount_pence: number;
  readonly amount_every: string;
  readonly amount_weeks: number;
  readonly from_on: string;
  readonly to_on: string | null;
}
export interface BareAgreement {
  readonly budget_id: number;
  readonly arrangement_id: number | null;
  readonly kind: string;
  readonly given_by: string;
  readonly role: string;
  readonly given_on: string;
  readonly until_on: string | null;
  readonly amount_pence: number | null;
  readonly amount_every: string | null;
  readonly withdrawn_on: string | null;
}

const OPEN = 'superseded_at = 9007199254740991';
const REVISION = `person_id, budget_id, version, stream, funder_id, effective_on, status, from_on, to_on, indicative_pence, indicative_every, indicative_weeks,
  agreed_pence, agreed_every, agreed_weeks, contribution_pence, contribution_every, contribution_weeks, shown_in_pool, allocation_id`;
const ITEM = 'person_id, id, budget_id, section, stream, service, cost_pence, cost_every, cost_weeks, from_on, to_on';
const PERSON = 'id, name, date_of_birth, authority_id, health_commissioner_id';
const plans = (ids: string): string => `SELECT person_id, kind, status, from_on, to_on, ceased_on FROM plan WHERE person_id IN (${ids}) AND ${OPEN}`;

export type OnePool = readonly [
  readonly BarePerson[],
  readonly (BareRevision & BareStep)[],
  readonly BarePlan[],
  readonly (BareItem & BareItemText)[],
  readonly BareOutcome[],
  readonly BareAllocation[],
  readonly BareArrangement[],
  readonly BareAgreement[],
];

/** Everything that one person's pool is made of. `id` is a whole number. */
export async function readOnePool(pool: Pool, id: number): Promise<OnePool> {
  const [rows] = await pool.query(
    [
      `SELECT ${PERSON} FROM person WHERE id = ${id}`,
      `SELECT ${REVISION}, recorded_at, actor_name, action, reason FROM budget_revision WHERE person_id = ${id} ORDER BY budget_id, version`,
      plans(String(id)),
      `SELECT ${ITEM}, outcome_id, reference, description, quantity FROM budget_item WHERE person_id = ${id} AND ${OPEN} ORDER BY plan_id, id`,
      `SELECT id, ref, text, tags FROM outcome WHERE person_id = ${id} AND ${OPEN}`,
      `SELECT id, assessed_on, details FROM allocation WHERE person_id = ${id}`,
      `SELECT id, budget_id, kind, holder, holder_name, amount_pence, amount_every, amount_weeks, from_on, to_on FROM arrangement WHERE person_id = ${id} AND ${OPEN} ORDER BY id`,
      `SELECT budget_id, arrangement_id, kind, given_by, role, given_on, until_on, amount_pence, amount_every, withdrawn_on FROM agreement WHERE person_id = ${id} AND ${OPEN} ORDER BY id`,
    ].join(';'),
  );
  return rows as unknown as OnePool;
}

/** A page of people, and whether more follow. Both ids are whole numbers. */
export async function readPeople(pool: Pool, authorityId: number, after: number, first: number): Promise<BarePerson[]> {
  const [rows] = await pool.query(
    `SELECT ${PERSON} FROM person WHERE authority_id = ${authorityId} AND id > ${after} ORDER BY id LIMIT ${first + 1}`,
  );
  return rows as unknown as BarePerson[];
}

export type PoolPage = readonly [readonly BareRevision[], readonly BarePlan[], readonly BareItem[], readonly BareAllocation[]];

/** What their pools are made of. Allocations only for the one role whose access rests on them. */
export async function readPools(pool: Pool, ids: readonly number[], withAllocations: boolean): Promise<PoolPage> {
  const list = ids.join(',');
  const [rows] = await pool.query(
    [
      `SELECT ${REVISION} FROM budget_revision WHERE person_id IN (${list}) ORDER BY person_id, budget_id, version`,
      plans(list),
      `SELECT ${ITEM} FROM budget_item WHERE person_id IN (${list}) AND ${OPEN} ORDER BY person_id, plan_id, id`,
      withAllocations ? `SELECT id, assessed_on, details FROM allocation WHERE person_id IN (${list}) AND stream = 'HEALTH'` : 'DO 0',
    ].join(';'),
  );
  const sets = rows as unknown as PoolPage;
  return withAllocations ? sets : [sets[0], sets[1], sets[2], []];
}
