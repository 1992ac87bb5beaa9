import type { Actor } from '../../src/access/actor';
import { sightGiven, type Standing } from '../../src/access/relation';
import type { Sight } from '../../src/access/table';
import type { Stream } from '../../src/vocabulary/stream';
import { perWeek, perYear, type Amount } from '../../src/vocabulary/amount';
import { formatMoney } from '../../src/vocabulary/money';
import type { BareItem, BarePerson, BarePlan, BareRevision } from './bare.sql';

/*
 * A pool worked out by hand from rows, for the two operations of the benchmark and nothing else. The conversions of amounts and
 * the table of access are the hub's own functions: the comparison is of everything around them.
 */

const STREAM_ORDER = ['EDUCATION', 'CHILDRENS_SOCIAL_CARE', 'ADULT_SOCIAL_CARE', 'CARER', 'HEALTH', 'OTHER'];
/** The financial year of the benchmark's day. */
const YEAR = { from: '2025-04-01', to: '2026-03-31' };

export interface BareBudget<Revision extends BareRevision> {
  readonly id: number;
  readonly stream: string;
  readonly revisions: readonly Revision[];
  readonly state: Revision;
  readonly sight: Sight;
  readonly net: Amount | null;
}

const amountOf = (pence: number | null, every: string | null, weeks: number | null): Amount | null =>
  pence === null ? null : { pence, every: every as Amount['every'], weeksPerYear: weeks as number };
export const indicativeOf = (row: BareRevision): Amount | null => amountOf(row.indicative_pence, row.indicative_every, row.indicative_weeks);
export const agreedOf = (row: BareRevision): Amount | null => amountOf(row.agreed_pence, row.agreed_every, row.agreed_weeks);
export const contributionOf = (row: BareRevision): Amount | null => amountOf(row.contribution_pence, row.contribution_every, row.contribution_weeks);
export const costOf = (row: BareItem): Amount => ({ pence: row.cost_pence, every: row.cost_every as Amount['every'], weeksPerYear: row.cost_weeks });

/** `from` less the others: at its own rhythm where they share it, else by the year. */
export function less(from: Amount, others: readonly Amount[]): Amount {
  let pence = 0;
  let yearly = 0;
  let same = true;
  for (const other of others) {
    if (other.every !== from.every || other.weeksPerYear !== from.weeksPerYear) same = false;
    pence += other.pence;
    yearly += perYear(other);
  }
  if (same) return { pence: Math.max(0, from.pence - pence), every: from.every, weeksPerYear: from.weeksPerYear };
  return { pence: Math.max(0, perYear(from) - yearly), every: 'YEAR', weeksPerYear: 52 };
}
function netOf(row: BareRevision): Amount | null {
  const agreed = agreedOf(row);
  const contribution = contributionOf(row);
  return agreed && (contribution ? less(agreed, [contribution]) : agreed);
}

function stateOn<Revision extends BareRevision>(revisions: readonly Revision[], on: string): Revision | null {
  for (let at = revisions.length - 1; at >= 0; at--) {
    const revision = revisions[at] as Revision;
    if (revision.effective_on <= on) return revision;
  }
  return null;
}
const isOver = ({ status }: BareRevision): boolean => status === 'ENDED' || status === 'WITHDRAWN';
const runs = (row: { from_on: string; to_on: string | null }, on: string): boolean => row.from_on <= on && (row.to_on === null || row.to_on >= on);

function inPool<Revision extends BareRevision>(revisions: readonly Revision[], on: string): Revision | null {
  const state = stateOn(revisions, on);
  if (state && runs(state, on) && !isOver(state)) return state;
  const last = stateOn(revisions, YEAR.to);
  if (!last || isOver(last) || (last.agreed_every ?? last.indicative_every) !== 'ONE_OFF') return null;
  return last.from_on >= YEAR.from && last.from_on <= YEAR.to ? last : null;
}

/** A person's budgets: every one that a line may draw on, and those in the pool that the reader may know of, in order. */
export interface BarePool<Revision extends BareRevision> {
  readonly shown: readonly BareBudget<Revision>[];
  readonly all: ReadonlyMap<number, readonly Revision[]>;
  readonly hidden: boolean;
}

/** Rows are in the order of budgets and versions. */
export function poolOf<Revision extends BareRevision>(
  rows: readonly Revision[],
  on: string,
  actor: Actor,
  standing: Standing,
  isChc: (allocationId: number) => boolean,
): BarePool<Revision> {
  const all = new Map<number, Revision[]>();
  for (const row of rows) {
    const own = all.get(row.budget_id);
    if (own) own.push(row);
    else all.set(row.budget_id, [row]);
  }
  const shown: BareBudget<Revision>[] = [];
  let hidden = false;
  for (const [id, revisions] of all) {
    const state = inPool(revisions, on);
    if (!state) continue;
    const stream = state.stream as Stream;
    const sight = sightGiven(actor, standing, {
      stream,
      funderId: state.funder_id,
      shownInPool: state.shown_in_pool === 1,
      continuingHealthcare: stream === 'HEALTH' && isChc(state.allocation_id),
      settingId: null,
      providers: [],
      heldBy: [],
      shared: [],
    });
    if (sight !== 'FULL') hidden = true;
    if (sight !== 'NONE') shown.push({ id, stream, revisions, state, sight, net: netOf(state) });
  }
  if (shown.length > 1) shown.sort((a, b) => STREAM_ORDER.indexOf(a.stream) - STREAM_ORDER.indexOf(b.stream) || a.id - b.id);
  return { shown, all, hidden };
}

const isAdultOn = (dateOfBirth: string, on: string): boolean => `${Number(dateOfBirth.slice(0, 4)) + 18}${dateOfBirth.slice(4)}` <= on;

export function labelOf(shown: readonly { stream: string }[], person: BarePerson, plans: readonly BarePlan[], on: string): string | null {
  if (shown.length === 0) return null;
  const has = (stream: string): boolean => shown.some((budget) => budget.stream === stream);
  const only = (stream: string): boolean => shown.every((budget) => budget.stream === stream);
  const ehcPlan = plans.some(
    (plan) => plan.kind === 'EHC_PLAN' && plan.status !== 'DRAFT' && runs(plan, on) && (plan.ceased_on === null || plan.ceased_on > on),
  );
  if (has('EDUCATION') || (ehcPlan && !only('CARER'))) return 'EHC_PERSONAL_BUDGET';
  if (only('HEALTH')) return 'PERSONAL_HEALTH_BUDGET';
  return shown.some((budget) => budget.stream !== shown[0]?.stream) && isAdultOn(person.date_of_birth, on) ? 'INDIVIDUAL_BUDGET' : 'PERSONAL_BUDGET';
}

function streamOfItem(item: BareItem, person: BarePerson, on: string): string {
  if (item.section === null) return item.stream ?? 'OTHER';
  if (item.section === 'F') return 'EDUCATION';
  if (item.section === 'G') return 'HEALTH';
  return item.section === 'H2' && isAdultOn(person.date_of_birth, on) ? 'ADULT_SOCIAL_CARE' : 'CHILDRENS_SOCIAL_CARE';
}

/** The lines that count on the day, by the budget that each draws on. */
export function itemsByBudget<Item extends BareItem>(
  items: readonly Item[],
  { all }: BarePool<BareRevision>,
  person: BarePerson,
  on: string,
): ReadonlyMap<number, Item[]> {
  const drawn = new Map<number, Item[]>();
  for (const item of items) {
    const counts = item.cost_every === 'ONE_OFF' ? item.from_on >= YEAR.from && item.from_on <= YEAR.to : runs(item, on);
    if (!counts) continue;
    let payer = item.budget_id;
    if (payer === null) {
      const day = item.from_on > on ? item.from_on : on;
      const stream = streamOfItem(item, person, day);
      for (const [id, revisions] of all) {
        if (revisions[0]?.stream !== stream || (payer !== null && payer < id)) continue;
        const state = stateOn(revisions, day);
        if (state && runs(state, day) && !isOver(state)) payer = id;
      }
    }
    if (payer === null) continue;
    const own = drawn.get(payer);
    if (own) own.push(item);
    else drawn.set(payer, [item]);
  }
  return drawn;
}

export const streamShown = streamOfItem;

export class BareTotal {
  private week = 0;
  private year = 0;
  private once = 0;
  add(what: Amount | null, from: string): void {
    if (!what) return;
    if (what.every !== 'ONE_OFF') {
      this.week += perWeek(what) ?? 0;
      this.year += perYear(what);
    } else if (from >= YEAR.from && from <= YEAR.to) this.once += what.pence;
  }
  get shown() {
    return { perWeek: formatMoney(this.week), perYear: formatMoney(this.year), oneOff: formatMoney(this.once) };
  }
}

export function totalOf(shown: readonly BareBudget<BareRevision>[], figure: (budget: BareBudget<BareRevision>) => Amount | null) {
  const total = new BareTotal();
  for (const budget of shown) if (budget.sight === 'FULL') total.add(figure(budget), budget.state.from_on);
  return total.shown;
}
