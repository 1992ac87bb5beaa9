import { checkIdentifier } from '../../people/identifier.rules';
import type { PlanKind } from '../../plans/plan.types';
import { adultsAge, ASC_REABLEMENT } from '../../streams/adult-social-care/provision.rules';
import { earlier } from '../../vocabulary/day';
import { tokensOf } from '../statements/identifier-token';
import { latest } from '../statements/row';
import type { CareSaid, Row } from '../statements/row.types';
import { makeCareBudgets } from './care-budget.makes';
import { type CostedService, wholeSpan } from './service-spans';
import { lastLoad, rowsBy, type TargetBuilder } from './target-builder';

type CareRow = Row<CareSaid>;

/** Service codes of the national list, by what the set calls the component. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/nursing/i, 'NURSING_CARE'],
  [/residential/i, 'RESIDENTIAL_CARE'],
  [/home support|home care|domiciliary/i, 'HOME_CARE'],
  [/day (support|care|activit)/i, 'DAY_ACTIVITY'],
  [/direct payment|personal assistant/i, 'PERSONAL_ASSISTANT'],
];
const OF_CARERS: readonly (readonly [RegExp, string])[] = [[/respite|replacement/i, 'REPLACEMENT_CARE']];
const REABLEMENT = /reablement|intermediate care|st-max/i;

const slug = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40);
function serviceOf({ carer, component, serviceType }: CareSaid): string {
  const found =
    (carer ? OF_CARERS : SERVICES).find(([pattern]) => pattern.test(component)) ??
    (carer ? undefined : SERVICES.find(([pattern]) => pattern.test(serviceType)));
  return found?.[1] ?? (carer ? 'CARER_BREAK' : slug(component || serviceType) || 'HOME_CARE');
}

/** The same event, whichever of the person's numbers it came under. */
const eventOf = ({ said }: CareRow): string =>
  said.reference === null
    ? [said.event, said.from, said.serviceType, said.component, said.held].join('|')
    : [said.event, said.reference, said.from, said.component].join('|');

/** Services that a budget may pay for; the others are remarked on. An end after the death ends at the death. */
function servicesOf(making: TargetBuilder, rows: readonly CareRow[]): readonly { row: CareRow; to: string | null }[] {
  const { died, born } = making.person;
  return rows.flatMap((row) => {
    const { from, to, carer, component, serviceType } = row.said;
    if (died !== null && from > died) {
      making.refuse(row, 'Event Start Date', 'DATES', `The service begins on ${from}, after the person died on ${died}.`);
      return [];
    }
    if (!carer && making.never(row, 'Event Start Date', adultsAge(born, from))) return [];
    if (REABLEMENT.test(`${serviceType} ${component}`)) {
      making.warn(
        row,
        'Service Component',
        ASC_REABLEMENT.id,
        'Reablement and intermediate care may be in the plan, never in the budget: the row is not counted.',
      );
      return [];
    }
    return [{ row, to: died === null ? to : to === null ? died : earlier(to, died) }];
  });
}

const PLANS: Readonly<Record<'carer' | 'adult', { kind: PlanKind; key: string; stream: string; text: string }>> = {
  adult: {
    kind: 'CARE_AND_SUPPORT_PLAN',
    key: 'F3|PLAN',
    stream: 'ADULT_SOCIAL_CARE',
    text: 'The outcomes of the care and support plan. They were not in Client Level Data, from which it was loaded.',
  },
  carer: {
    kind: 'CARER_SUPPORT_PLAN',
    key: 'F3|CARER|PLAN',
    stream: 'CARER',
    text: "The outcomes of the carer's support plan. They were not in Client Level Data, from which it was loaded.",
  },
};

/** A plan with one line for each service that has a cost. */
function makePlan(making: TargetBuilder, as: 'carer' | 'adult', services: readonly { row: CareRow; to: string | null }[]): readonly CostedService[] {
  if (services.length === 0) return [];
  const { kind, key, stream, text } = PLANS[as];
  const loadId = lastLoad(services.map(({ row }) => row));
  const { from, to } = wholeSpan(services.map(({ row, to: end }) => ({ from: row.said.from, to: end })));
  const agreedBy = `${making.around.authority.name} (Client Level Data)`;
  making.add({
    kind: 'PLAN',
    key,
    loadId,
    refs: {},
    row: {
      kind,
      status: 'AGREED',
      from_on: from,
      to_on: to,
      review_every_months: null,
      agreed_on: from,
      agreed_by: agreedBy,
      ceased_on: null,
      cease_ground: null,
    },
  });
  making.add({ kind: 'OUTCOME', key: `${key}|OUTCOME`, loadId, refs: { plan_id: key }, row: { ref: 'CLD', text, tags: '', budget_eligible: true } });
  return services.flatMap(({ row, to: end }) => {
    const { said } = row;
    if (said.cost === null) {
      making.warn(
        row,
        'Unit Cost',
        'UNCOSTED',
        `The service has ${said.uncosted ?? 'no cost'}: it is listed and not guessed, and no budget counts it.`,
      );
      return [];
    }
    making.add({
      kind: 'ITEM',
      key: `F3|ITEM|${row.keyHash}`,
      loadId: row.loadId,
      refs: { plan_id: key, outcome_id: `${key}|OUTCOME` },
      row: {
        budget_id: null,
        section: null,
        reference: said.reference,
        stream,
        service: serviceOf(said),
        description: [said.serviceType, said.component].filter((part) => part !== '').join(': '),
        quantity: null,
        unit: said.unit,
        unit_price: said.unitPrice,
        units_per_week: said.unitsPerWeek,
        cost_pence: said.cost.pence,
        cost_every: said.cost.every,
        cost_weeks: said.cost.weeksPerYear,
        from_on: said.from,
        to_on: end,
        benefits_person_id: null,
      },
    });
    return [{ row, cost: said.cost, from: said.from, to: end }];
  });
}

/** The adult whom a carer cares for, as the rows name them; null where they are not known here yet. */
function caredFor(making: TargetBuilder, rows: readonly CareRow[]): number | null {
  const named = latest(rows.filter(({ said }) => said.caresFor !== null));
  const id = named?.said.caresFor;
  if (!named || !id) return null;
  const nhs = checkIdentifier('NHS_NUMBER', id).normalised;
  const tokens = [...tokensOf({ local: id }, named.authorityId), ...(nhs === null ? [] : tokensOf({ nhs }, 0))];
  const found = tokens.map((token) => making.around.personWith(token)).find((person) => person !== null) ?? null;
  if (found === null)
    for (const row of rows.filter(({ said }) => said.caresFor === id)) {
      making.partly(row);
      making.warn(row, 'Adult 1 Linked Person_ID', 'LINK', `Nobody here is known as "${id}" yet: the budget does not name whom the carer cares for.`);
    }
  return found;
}

/** What Client Level Data makes: for an adult a care and support plan and its budget, for a carer a support plan and theirs. */
export function makeCare(making: TargetBuilder): void {
  const rows = [...rowsBy(making.of('CARE'), eventOf).values()].flatMap((same) => latest(same) ?? []).filter(({ said }) => said.event === 'Service');
  const services = servicesOf(making, rows);
  const of = (carer: boolean) => services.filter(({ row }) => row.said.carer === carer);
  makeCareBudgets(making, 'ADULT_SOCIAL_CARE', makePlan(making, 'adult', of(false)), null);
  const carers = makePlan(making, 'carer', of(true));
  if (carers.length > 0)
    makeCareBudgets(
      making,
      'CARER',
      carers,
      caredFor(
        making,
        carers.map(({ row }) => row),
      ),
    );
}
