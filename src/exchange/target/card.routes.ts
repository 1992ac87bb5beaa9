import type { Budget } from '../../budgets/record/budget.loader';
import { type Day, runsOn } from '../../vocabulary/day';
import type { Group, HeldPerson } from '../statements/held-group.loader';
import { routeToken } from '../statements/identifier-token';
import type { FundingSaid, PaymentSaid, Row } from '../statements/row.types';
import type { Ledger } from './target.types';

/*
 * Whose money a card or account holds. An arrangement names it (its route); a row of a card programme's file names nobody else.
 */

export type CardRow = Row<PaymentSaid | FundingSaid>;
export const isCardRow = (row: Row): row is CardRow => row.said.kind === 'PAYMENT' || row.said.kind === 'FUNDING';
export const cardThingKey = ({ said, keyHash }: CardRow): string => `F8|${said.kind}|${keyHash}`;

/** A budget that is held on a row's card or account. */
interface Place {
  readonly person: HeldPerson;
  readonly budgetId: number;
}
interface Candidate extends Place {
  readonly from: Day;
  readonly to: Day | null;
}

/** Where the row is recorded already: there it stays, though the card may be somebody else's by now. */
function recorded(row: CardRow, people: Iterable<HeldPerson>): Place | null {
  const key = cardThingKey(row);
  for (const person of people) {
    const id = Number(person.things.get(key)?.id);
    if (Number.isNaN(id)) continue;
    const holds = ({ record }: Budget): boolean => [...record.transactions, ...record.movements].some((each) => each.id === id);
    const budget = person.facts.budgets.find(holds);
    if (budget) return { person, budgetId: budget.id };
  }
  return null;
}

const candidates = (row: CardRow, people: Iterable<HeldPerson>): readonly Candidate[] =>
  [...people].flatMap((person) =>
    person.facts.budgets.flatMap(({ id, arrangements }) =>
      arrangements.flatMap(({ id: part, route, from, to }): Candidate[] => {
        const authorityId = Number(person.versioned.get(part)?.authority_id);
        return route !== null && row.tokens.includes(routeToken(route, authorityId)) ? [{ person, budgetId: id, from, to }] : [];
      }),
    ),
  );

/** Those held on the day; where none is, those held last before it, else first after it: the money was spent all the same. */
function nearest(all: readonly Candidate[], on: Day): readonly Candidate[] {
  const running = all.filter((each) => runsOn(each, on));
  if (running.length > 0) return running;
  const begun = all.filter(({ from }) => from <= on);
  const days = (begun.length > 0 ? begun : all).map(({ from }) => from).sort();
  const day = begun.length > 0 ? days.at(-1) : days[0];
  return all.filter(({ from }) => from === day);
}

export interface Places {
  /** The one budget the row's money is of; null where there is none, or several. */
  readonly of: (row: Row) => Place | null;
  /** Why there is not one. */
  readonly why: (row: Row) => string;
}

/** Where all the rows of cards and accounts in a group belong. */
export function placesOf(group: Pick<Group, 'rows' | 'people'>): Places {
  const people = [...group.people.values()];
  const places = new Map<string, { place: Place | null; several: boolean }>();
  const keyOf = (row: CardRow): string => `${cardThingKey(row)} ${row.said.on}`;
  for (const row of group.rows.filter(isCardRow)) {
    const found = recorded(row, people);
    const near = found ? [found] : nearest(candidates(row, people), row.said.on);
    const [first] = near;
    const several = near.some(({ budgetId }) => budgetId !== first?.budgetId);
    places.set(keyOf(row), { place: first && !several ? { person: first.person, budgetId: first.budgetId } : null, several });
  }
  const at = (row: Row) => (isCardRow(row) ? places.get(keyOf(row)) : undefined);
  return {
    of: (row) => at(row)?.place ?? null,
    why: (row) =>
      at(row)?.several
        ? 'Several budgets are held on this card or account, so it is not known whose money it was: the row waits. Give each budget a route of its own (chooseArrangements), or record the payment by hand (recordTransactions).'
        : 'No budget here is held on this card or account: the row waits. Give its token or reference as the route of the arrangement (chooseArrangements, or the route of an F7 row).',
  };
}

/** What a person's budgets hold already. */
export function ledgerOf(held: HeldPerson | null, places: Places): Ledger {
  const budgetWith = (id: number): Budget | undefined => held?.facts.budgets.find((budget) => budget.id === id);
  const loaded = new Set([...(held?.things.values() ?? [])].map(({ id }) => Number(id)));
  return {
    budgetOf: (row) => places.of(row)?.budgetId ?? null,
    wasReleased: (budgetId) => budgetWith(budgetId)?.revisions.some(({ releasedOn }) => releasedOn !== null) ?? false,
    has: (key) => held?.things.has(key) ?? false,
    entered: (budgetId, reference) =>
      budgetWith(budgetId)?.record.transactions.find((each) => each.reference === reference && !loaded.has(each.id)) ?? null,
    paidBack: (budgetId) =>
      (budgetWith(budgetId)?.record.movements ?? []).filter(({ id, kind }) => kind === 'RECLAIMED' && held?.enteredMovements.has(id)),
  };
}
