import type { Pool } from 'mysql2/promise';
import type { Actor } from '../../src/access/actor';
import { standingByArea } from '../../src/access/relation';
import type { AllocationDetails } from '../../src/streams/stream.types';
import { perWeek, perYear, type Amount } from '../../src/vocabulary/amount';
import { formatMoney } from '../../src/vocabulary/money';
import {
  agreedOf,
  type BareBudget,
  type BarePool,
  BareTotal,
  contributionOf,
  costOf,
  indicativeOf,
  itemsByBudget,
  labelOf,
  less,
  poolOf,
  streamShown,
  totalOf,
} from './bare.pool';
import {
  type BareAgreement,
  type BareItem,
  type BareItemText,
  type BarePerson,
  type BareRevision,
  type BareStep,
  type OnePool,
  readOnePool,
  readPeople,
  readPools,
} from './bare.sql';
import { cursorOf, PAGE } from './operations';

/** What the hand-written server knows of organisations: all of them, held in memory. */
export type Organisations = ReadonlyMap<number, { readonly code: string; readonly name: string }>;

export interface BareAnswer {
  readonly data: object;
  /** Whose records it shows. */
  readonly looked: readonly number[];
}

const ARRANGEMENT_ORDER = ['DIRECT_PAYMENT', 'COUNCIL_MANAGED', 'INDIVIDUAL_SERVICE_FUND', 'NHS_NOTIONAL', 'NHS_THIRD_PARTY'];
const RIGHT_TO_HAVE = ['CHC', 'CHILDRENS_CONTINUING_CARE', 'S117_AFTERCARE', 'WHEELCHAIR'];

function amountShown(what: Amount | null) {
  if (!what) return null;
  const week = perWeek(what);
  return {
    value: formatMoney(what.pence),
    every: what.every,
    weeksPerYear: what.weeksPerYear,
    perWeek: week === null ? null : formatMoney(week),
    perYear: formatMoney(perYear(what)),
  };
}
const yearlyShown = (what: Amount | null) => what && { value: formatMoney(what.pence), every: what.every, perYear: formatMoney(perYear(what)) };
const valueShown = (what: Amount | null) => what && { value: formatMoney(what.pence), every: what.every };

const live = (agreement: BareAgreement, on: string): boolean =>
  agreement.given_on <= on &&
  (agreement.until_on === null || agreement.until_on >= on) &&
  (agreement.withdrawn_on === null || agreement.withdrawn_on > on);

function sourceShown(
  details: AllocationDetails,
  assessedOn: string,
  shownInPool: boolean,
  agreements: readonly BareAgreement[],
  organisations: Organisations,
  on: string,
) {
  const latest = (kind: string): BareAgreement | undefined => agreements.filter((each) => each.kind === kind && live(each, on)).at(-1);
  const signed = (by: BareAgreement | undefined) => (by ? { givenBy: by.given_by, role: by.role, on: by.given_on } : null);
  const organisation = (id: number) => ({ code: organisations.get(id)?.code, name: organisations.get(id)?.name });
  switch (details.kind) {
    case 'ELEMENT_THREE': {
      const release = latest('SETTING_RELEASE');
      return {
        __typename: 'ElementThreeAward',
        band: details.band,
        topUp: valueShown(details.topUp),
        elementOne: details.elementOne === null ? null : formatMoney(details.elementOne),
        elementTwo: details.elementTwo === null ? null : formatMoney(details.elementTwo),
        setting: details.settingId === null ? null : organisation(details.settingId),
        released: release?.amount_pence ? { value: formatMoney(release.amount_pence), every: release.amount_every } : null,
        settingAgreement: signed(release),
      };
    }
    case 'RAS':
      return {
        __typename: 'RasOutcome',
        system: details.system,
        points: details.points,
        band: details.band,
        allotted: valueShown(details.indicative),
        assessedOn,
      };
    case 'CARER':
      return {
        __typename: 'CarerAllocation',
        level: details.level,
        allotted: valueShown(details.indicative),
        caredForConsent: signed(latest('CARED_FOR_CHARGE')),
      };
    case 'HEALTH':
      return {
        __typename: 'HealthBudget',
        eligibility: details.eligibility,
        rightToHave: RIGHT_TO_HAVE.includes(details.eligibility),
        baseline: valueShown(details.baseline),
        decidedBy: organisation(details.decidedById),
        decidedOn: details.decidedOn,
        shownInPool,
      };
    case 'OTHER':
      return { __typename: 'OtherFunding', paidBy: details.funder, purpose: details.purpose };
  }
}

type FullRevision = BareRevision & BareStep;
type FullItem = BareItem & BareItemText;

function streamShownInFull(
  budget: BareBudget<FullRevision>,
  items: readonly FullItem[],
  read: OnePool,
  person: BarePerson,
  organisations: Organisations,
  on: string,
) {
  const { state, revisions, id, net } = budget;
  const [, , , , outcomes, allocations, arrangements, agreements] = read;
  const own = agreements.filter((each) => each.budget_id === id);
  const agreed = agreedOf(state);
  const allocation = allocations.find((each) => each.id === state.allocation_id);
  return {
    status: state.status,
    version: revisions.at(-1)?.version,
    indicative: amountShown(indicativeOf(state)),
    agreed: amountShown(agreed),
    contribution: amountShown(contributionOf(state)),
    net: amountShown(net),
    unallocated: amountShown(agreed && less(agreed, items.map(costOf))),
    source: allocation
      ? sourceShown(JSON.parse(allocation.details) as AllocationDetails, allocation.assessed_on, state.shown_in_pool === 1, own, organisations, on)
      : null,
    items: items.map((item) => {
      const outcome = outcomes.find((each) => each.id === item.outcome_id);
      const line = {
        __typename: item.section === null ? 'PlanItem' : 'SectionJItem',
        id: String(item.id),
        stream: streamShown(item, person, on),
        service: item.service,
        description: item.description,
        outcome: { ref: outcome?.ref, text: outcome?.text, tags: outcome?.tags ? outcome.tags.split(' ') : [] },
        cost: amountShown(costOf(item)),
        from: item.from_on,
        to: item.to_on,
      };
      return item.section === null ? line : { ...line, reference: item.reference, section: item.section, quantity: item.quantity };
    }),
    arrangements: arrangements
      .filter((each) => each.budget_id === id && each.from_on <= on && (each.to_on === null || each.to_on >= on))
      .map((each) => ({
        id: String(each.id),
        kind: each.kind,
        holder: each.holder,
        holderName: each.holder_name,
        amount: { value: formatMoney(each.amount_pence), every: each.amount_every },
        from: each.from_on,
        to: each.to_on,
        agreementSignedOn:
          own.find(
            ({ kind, arrangement_id, ...rest }) =>
              kind === 'DIRECT_PAYMENT_TERMS' &&
              (arrangement_id === null || arrangement_id === each.id) &&
              live({ kind, arrangement_id, ...rest }, on),
          )?.given_on ?? null,
      })),
    history: revisions
      .filter((each, index) => index === 0 || revisions[index - 1]?.recorded_at !== each.recorded_at || revisions[index - 1]?.action !== each.action)
      .map((each) => ({
        at: new Date(each.recorded_at).toISOString(),
        by: each.actor_name,
        action: each.action,
        reason: each.reason,
        status: each.status,
        effectiveOn: each.effective_on,
        amount: valueShown(agreedOf(each) ?? indicativeOf(each)),
      })),
  };
}

const NOTHING_SHOWN = {
  status: null,
  version: null,
  indicative: null,
  agreed: null,
  contribution: null,
  net: null,
  unallocated: null,
  source: null,
  items: null,
  arrangements: null,
  history: null,
};

function heldAs({ shown }: BarePool<BareRevision>, [, , , , , , arrangements]: OnePool, on: string) {
  const totals = new Map<string, BareTotal>();
  for (const each of arrangements) {
    if (each.from_on > on || (each.to_on !== null && each.to_on < on)) continue;
    if (!shown.some(({ id, sight }) => id === each.budget_id && sight === 'FULL')) continue;
    let total = totals.get(each.kind);
    if (!total) totals.set(each.kind, (total = new BareTotal()));
    total.add({ pence: each.amount_pence, every: each.amount_every as Amount['every'], weeksPerYear: each.amount_weeks }, each.from_on);
  }
  return ARRANGEMENT_ORDER.filter((kind) => totals.has(kind)).map((kind) => ({ kind, amount: totals.get(kind)?.shown }));
}

/** One person's pool, or null where there is nobody whom the one who asks may see. */
export async function onePool(pool: Pool, actor: Actor, id: number, on: string, organisations: Organisations): Promise<BareAnswer> {
  const read = await readOnePool(pool, id);
  const [[person], revisions, plans, items, , allocations] = read;
  const standing = person ? standingByArea(actor, { authorityId: person.authority_id, healthCommissionerId: person.health_commissioner_id }) : 'NONE';
  if (!person || standing === 'NONE') return { data: { person: null }, looked: [] };
  const isChc = (allocationId: number): boolean =>
    allocations.some((each) => each.id === allocationId && each.details.includes('"eligibility":"CHC"'));
  const own = poolOf(revisions, on, actor, standing, isChc);
  const drawn = itemsByBudget(items, own, person, on);
  const pooledBudget = {
    asOf: on,
    label: labelOf(own.shown, person, plans, on),
    completeness: own.hidden ? 'PARTIAL' : 'FULL',
    indicative: totalOf(own.shown, ({ state }) => indicativeOf(state)),
    agreed: totalOf(own.shown, ({ state }) => agreedOf(state)),
    contribution: totalOf(own.shown, ({ state }) => contributionOf(state)),
    net: totalOf(own.shown, ({ net }) => net),
    heldAs: heldAs(own, read, on),
    streams: own.shown.map((budget) => {
      const funder = organisations.get(budget.state.funder_id);
      const full = budget.sight === 'FULL' ? streamShownInFull(budget, drawn.get(budget.id) ?? [], read, person, organisations, on) : NOTHING_SHOWN;
      const { status, version, ...rest } = full;
      const head = {
        id: String(budget.id),
        stream: budget.stream,
        funder: { code: funder?.code, name: funder?.name },
        from: budget.state.from_on,
        to: budget.state.to_on,
      };
      return { ...head, visibility: budget.sight, status, version, ...rest };
    }),
  };
  return { data: { person: { id: String(person.id), name: person.name, dateOfBirth: person.date_of_birth, pooledBudget } }, looked: [person.id] };
}

/** The rows of one person out of rows that are in the order of people. */
function byPerson<Row extends { person_id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.person_id);
    if (own) own.push(row);
    else groups.set(row.person_id, [row]);
  }
  return groups;
}

/** A page of the pools of the council of the one who asks. */
export async function poolPage(pool: Pool, actor: Actor, after: string, on: string): Promise<BareAnswer> {
  const from = /^p(\d{1,15})$/.exec(Buffer.from(after, 'base64url').toString('latin1'));
  const found = await readPeople(pool, actor.organisation.id, Number(from?.[1] ?? 0), PAGE);
  const people = found.slice(0, PAGE);
  const looked = people.map(({ id }) => id);
  const [revisions, plans, items, allocations] = await readPools(pool, looked, actor.role === 'ADULTS_SOCIAL_WORKER');
  const isChc = (allocationId: number): boolean =>
    allocations.some((each) => each.id === allocationId && each.details.includes('"eligibility":"CHC"'));
  const [revisionsOf, plansOf, itemsOf] = [byPerson(revisions), byPerson(plans), byPerson(items)];
  const edges = people.map((person) => {
    const standing = standingByArea(actor, { authorityId: person.authority_id, healthCommissionerId: person.health_commissioner_id });
    const own = poolOf(revisionsOf.get(person.id) ?? [], on, actor, standing, isChc);
    const drawn = itemsByBudget(itemsOf.get(person.id) ?? [], own, person, on);
    const node = {
      person: { id: String(person.id), name: person.name },
      label: labelOf(own.shown, person, plansOf.get(person.id) ?? [], on),
      completeness: own.hidden ? 'PARTIAL' : 'FULL',
      agreed: totalOf(own.shown, ({ state }) => agreedOf(state)),
      net: totalOf(own.shown, ({ net }) => net),
      streams: own.shown.map(({ id, stream, state, sight, net }) => ({
        id: String(id),
        stream,
        visibility: sight,
        from: state.from_on,
        to: state.to_on,
        status: sight === 'FULL' ? state.status : null,
        agreed: sight === 'FULL' ? yearlyShown(agreedOf(state)) : null,
        net: sight === 'FULL' ? yearlyShown(net) : null,
        items:
          sight === 'FULL'
            ? (drawn.get(id) ?? []).map((item) => ({
                id: String(item.id),
                service: item.service,
                cost: yearlyShown(costOf(item)),
                from: item.from_on,
                to: item.to_on,
              }))
            : null,
      })),
    };
    return { cursor: cursorOf(person.id), node };
  });
  return { data: { pooledBudgets: { edges, pageInfo: { hasNextPage: found.length > PAGE, endCursor: edges.at(-1)?.cursor ?? null } } }, looked };
}
