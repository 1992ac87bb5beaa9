import type { Actor } from '../../access/actor';
import type { Item } from '../../plans/plan.types';
import type { PolicyView } from '../../policy/policy.types';
import { type Day, later, runsOn } from '../../vocabulary/day';
import type { Budget } from '../record/budget.loader';
import type { Invoice } from '../record/budget.types';
import type { MoneyFacts } from '../record/person-facts';
import { itemsOn } from './draw-down.rules';
import { heldWholly } from './line.rules';

/*
 * What one who is shown only their own part of a budget is shown of it: a head or principal what they must agree to, a provider
 * what it bills, one of the family what they hold.
 */

/** Lines whose staff works inside the school or college, and may be employed by the family: what its head is asked about besides the money. */
export const onSiteLines = (budget: Budget, facts: MoneyFacts, policy: PolicyView, on: Day): readonly Item[] =>
  itemsOn(budget, facts, on).filter((item) => {
    const held = heldWholly(budget, later(on, item.from));
    return (held === null || held === 'DIRECT_PAYMENT') && policy.service(item.service)?.traits.includes('in-setting') === true;
  });

type Provider = Pick<Actor, 'organisation'>;
/** A provider is known by its name or its code. */
export const namesProvider = (name: string, { organisation }: Provider): boolean =>
  [organisation.name, organisation.code].some((own) => own.toLowerCase() === name.trim().toLowerCase());

/** A provider's own bills. */
export const ownInvoices = ({ record }: Pick<Budget, 'record'>, provider: Provider): readonly Invoice[] =>
  record.invoices.filter((invoice) => namesProvider(invoice.provider, provider));

/** A provider's own lines: what it has billed, and all where nobody else holds any of the budget. */
export function ownLines(budget: Budget, facts: MoneyFacts, provider: Provider, on: Day): readonly Item[] {
  const parts = budget.arrangements.filter((part) => runsOn(part, on));
  const holdsAll = parts.length > 0 && parts.every(({ holder, holderName }) => holder === 'PROVIDER' && namesProvider(holderName, provider));
  const billed = new Set(ownInvoices(budget, provider).flatMap(({ lines }) => lines.map(({ itemId }) => itemId)));
  return itemsOn(budget, facts, on).filter(({ id }) => holdsAll || billed.has(id));
}

/** One of the family, by their own record. */
type Holder = Pick<Actor, 'personId'>;

/** The parts of a budget that somebody holds. */
export const ownHoldings = ({ arrangements }: Pick<Budget, 'arrangements'>, { personId }: Holder): Budget['arrangements'] =>
  arrangements.filter(({ holderId }) => holderId !== null && holderId === personId);

/** What the money is for, for one who holds all of it. */
export function heldLines(budget: Budget, facts: MoneyFacts, { personId }: Holder, on: Day): readonly Item[] {
  const parts = budget.arrangements.filter((part) => runsOn(part, on));
  const holdsAll = parts.length > 0 && parts.every(({ holderId }) => holderId !== null && holderId === personId);
  return holdsAll ? itemsOn(budget, facts, on) : [];
}

/** Does somebody hold money of it today? */
export const holdsOn = (budget: Budget, holder: Holder, on: Day): boolean => ownHoldings(budget, holder).some((part) => runsOn(part, on));
