import type { Change } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import type { RuleResult } from '../../rules/rule';
import { type Day, earlier } from '../../vocabulary/day';
import { policyOn } from '../caller/policy-of-the-day';
import { seenBy } from '../caller/visibility';
import { BudgetRevisionRow } from '../record/budget.entity';
import { type Budget, toState } from '../record/budget.loader';
import { movement } from '../record/movement.rows';
import type { PersonFacts } from '../record/person-facts';
import { evidenceWanted } from './evidence.rules';
import { turnsOfHealthcare } from './health-share.rules';
import { spendingOn } from './ledger.rules';
import { periodsNotKnown } from './reclaim.rules';
import { toBePaidBack } from './spending.rules';
import { paidPast } from './year.rules';

/*
 * The end of a budget does not bring back what was paid: what left the funder for days after it stays on record as paid, and what of all
 * of it is unspent is to be paid back (Wakefield joint policy 7.3; after a death, by whoever settles the estate).
 */

/** What was paid for days after a budget's last one, as rows: one a payment. */
export const paidBeyond = (budget: Budget, last: Day, facts: Pick<PersonFacts, 'person' | 'budgets'>, circumstances: Circumstances) =>
  paidPast(budget, last, circumstances.today, turnsOfHealthcare(facts.budgets, circumstances.today)).map((payment) =>
    movement('PAID', budget, payment, facts, circumstances),
  );

/** The budget as it will be once it has ended. */
const asEnded = (budget: Budget, last: Day, ended: readonly Change[], beyond: ReturnType<typeof paidBeyond>): Budget => ({
  ...budget,
  revisions: [
    ...budget.revisions,
    ...ended.flatMap((change) => (change.kind === 'insert' && change.table === BudgetRevisionRow ? [toState(change.row as BudgetRevisionRow)] : [])),
  ],
  arrangements: budget.arrangements.filter(({ from }) => from <= last).map((part) => ({ ...part, to: earlier(part.to ?? last, last) })),
  record: {
    ...budget.record,
    movements: [
      ...budget.record.movements,
      ...beyond.map(({ row }) => ({
        id: row.id,
        arrangementId: null,
        kind: 'PAID' as const,
        on: row.moved_on,
        amount: row.amount_pence,
        note: row.note,
        covers: row.covers_from !== null && row.covers_to !== null ? { from: row.covers_from, to: row.covers_to } : null,
        loaded: false,
      })),
    ],
  },
});

/** What of a budget that ends is to be paid back, once its last day has come: said to one who sees its figures. */
export function leftOver(
  budget: Budget,
  last: Day,
  ended: readonly Change[],
  beyond: ReturnType<typeof paidBeyond>,
  facts: PersonFacts,
  circumstances: Circumstances,
): readonly RuleResult[] {
  const { today } = circumstances;
  if (last > today || seenBy(circumstances.actor, facts, circumstances).of(budget) !== 'FULL') return [];
  const after = asEnded(budget, last, ended, beyond);
  const budgets = facts.budgets.map((each) => (each.id === budget.id ? after : each));
  const [withIt, policy] = [{ ...facts, budgets }, policyOn(facts, circumstances, today)];
  const { toReclaim } = spendingOn(after, withIt, policy, today);
  return [...toBePaidBack(toReclaim, 0, budget.id), ...evidenceWanted(periodsNotKnown(after, withIt, policy, today), budget.id)];
}
