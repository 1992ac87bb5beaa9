import type { MovementKind } from '../../budgets/record/budget.words';
import { lawful } from '../../budgets/spending/spending.rules';
import { type Day, earlier, inclusiveDays, later } from '../../vocabulary/day';
import { pounds } from '../../vocabulary/money';
import type { FundingSaid, PaymentSaid, Row } from '../statements/row.types';
import { cardThingKey, isCardRow } from './card.routes';
import type { TargetBuilder } from './target-builder';

const KINDS: Readonly<Record<FundingSaid['way'], MovementKind>> = { LOAD: 'LOADED', UNLOAD: 'RECLAIMED' };
/** Somebody may have recorded by hand, some days before or after, what a card was unloaded by. */
const DAYS_APART = 31;
const daysBetween = (a: Day, b: Day): number => inclusiveDays(earlier(a, b), later(a, b)) - 1;

/** A payment: the ledger equals the bank, so it is kept whatever it was for. What serves no outcome is asked about where the budget is shown. */
function makePayment(making: TargetBuilder, row: Row<PaymentSaid>, budgetId: number, references: Set<string>): void {
  const { reference, moved, on, amount, description, merchantCategory } = row.said;
  if (!moved) return;
  const key = cardThingKey(row);
  const entered = making.around.ledger.entered(budgetId, reference);
  if (entered && entered.on === on && entered.amount === amount) return;
  if (entered || references.has(`${budgetId} ${reference}`)) {
    const other = entered ? `${pounds(entered.amount)} on ${entered.on} was recorded by hand` : 'another payment of this file stands';
    making.refuse(row, 'Trace Id', 'TWICE', `Under this number ${other} for the same budget. Put right the one that is wrong.`);
    return;
  }
  references.add(`${budgetId} ${reference}`);
  if (!making.around.ledger.wasReleased(budgetId))
    making.warn(row, 'Token', 'UNRELEASED', 'The budget that this card or account holds was never released. The payment is recorded all the same.');
  for (const { rule, message, fix } of lawful({ reference, on, amount, description, merchantCategory }, null))
    making.warn(row, 'MCC', rule, fix === null ? message : `${message} ${fix}`);
  making.add({
    kind: 'TRANSACTION',
    key,
    loadId: row.loadId,
    refs: { budget_id: `#${budgetId}` },
    row: {
      reference,
      spent_on: on,
      amount_pence: amount,
      description,
      item_id: null,
      merchant_category: merchantCategory,
      asked_about: null,
      explanation: null,
    },
  });
}

/** Money that went onto the card, or that was taken back off it. */
function makeFunding(making: TargetBuilder, row: Row<FundingSaid>, budgetId: number, matched: Set<number>): void {
  const { reference, way, on, amount } = row.said;
  if (amount === 0) return;
  const key = cardThingKey(row);
  const { ledger } = making.around;
  if (way === 'UNLOAD' && !ledger.has(key)) {
    const [same] = ledger
      .paidBack(budgetId)
      .filter((each) => each.amount === amount && !matched.has(each.id) && daysBetween(each.on, on) <= DAYS_APART)
      .sort((a, b) => daysBetween(a.on, on) - daysBetween(b.on, on));
    if (same) {
      matched.add(same.id);
      return;
    }
  }
  making.add({
    kind: 'MOVEMENT',
    key,
    loadId: row.loadId,
    refs: { budget_id: `#${budgetId}` },
    row: {
      arrangement_id: null,
      kind: KINDS[way],
      moved_on: on,
      amount_pence: amount,
      note: `Card or account, ${way.toLowerCase()} ${reference}`,
      covers_from: null,
      covers_to: null,
    },
  });
}

/** What cards and accounts say was done with the money that they hold. */
export function makeCards(making: TargetBuilder): void {
  const references = new Set<string>();
  const matched = new Set<number>();
  for (const row of making.rows.filter(isCardRow)) {
    if (making.isRefused(row)) continue;
    const budgetId = making.around.ledger.budgetOf(row);
    if (budgetId === null) continue;
    if (row.said.kind === 'PAYMENT') makePayment(making, row as Row<PaymentSaid>, budgetId, references);
    else makeFunding(making, row as Row<FundingSaid>, budgetId, matched);
  }
}
