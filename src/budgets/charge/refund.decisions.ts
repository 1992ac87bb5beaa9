import { mustHandle } from '../../access/guard';
import type { Change } from '../../database/changes';
import type { Circumstances, Declaration } from '../../mutation/declaration';
import { factsOf } from '../../people/people.decisions';
import { type RuleResult, speak, stops } from '../../rules/rule';
import { OWN_CARE } from '../../streams/streams';
import type { Day } from '../../vocabulary/day';
import { addFractions, type Pence, pounds, roundHalfUp, splitInProportion, ZERO_FRACTION } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { spanOf } from '../../vocabulary/span';
import type { Budget } from '../record/budget.loader';
import { movement } from '../record/movement.rows';
import type { PersonFacts } from '../record/person-facts';
import { noted } from '../record/revisions';
import { carriersOf, type ChargeAccount, chargeAccountOn, chargedOver, type ClosedSpan, mostToRefund } from './charge-history.rules';
import { CONTRIBUTION_ONCE, nothingToCharge } from './charge.rules';
import { owedByHealth, withinWhatWasCharged } from './healthcare-takeover.rules';

export interface HealthTakeover {
  readonly results: readonly RuleResult[];
  readonly changes: readonly Change[];
}
export const NOTHING_TO_SETTLE: HealthTakeover = { results: [], changes: [] };

/** As an adult's budget ends because the NHS took over: what the person is owed, and what the NHS owes, which goes on record as asked for. */
export function healthTookOver(budget: Budget, own: PersonFacts, everyone: readonly PersonFacts[], circumstances: Circumstances): HealthTakeover {
  const state = budget.revisions[0];
  const carriers = carriersOf(own, everyone, state?.authorityId);
  const ofAll = chargeAccountOn(own, carriers, circumstances.today);
  const { toRecharge, healthFor } = chargeAccountOn(own, [budget], circumstances.today);
  const standing: ChargeAccount = { ...ofAll, underHealth: toRecharge, toRecharge, healthFor: healthFor ?? ofAll.healthFor };
  const recharge =
    toRecharge > 0 && healthFor
      ? [movement('RECHARGED', budget, { on: circumstances.today, amount: toRecharge, covers: healthFor }, own, circumstances)]
      : [];
  return { results: owedByHealth(standing, budget.id), changes: recharge };
}

export interface ContributionToRefund {
  readonly personId: number;
  /** The days that it was charged for, first and last. */
  readonly from: Day;
  readonly to: Day;
  readonly amount: Pence;
}

/** What a refund leaves to be given back. */
function told({ amount, from, to }: ContributionToRefund, before: ChargeAccount): RuleResult {
  const left = Math.max(0, before.toRefund - amount);
  return speak(
    CONTRIBUTION_ONCE,
    `${pounds(amount)} of what was charged from ${from} to ${to} is given back.${left > 0 ? ` ${pounds(left)} is still to be.` : ''}`,
    { effect: 'INFORM' },
  );
}

/**
 * Gives back what a person was charged: never more than was charged in those days, and no day's charge twice. It stands on record
 * beside each budget that carried the charge, in proportion to what it carried, each part in whole pence.
 */
export const refundContribution: Declaration<ContributionToRefund, PersonFacts> = {
  name: 'refundContribution',
  people: async ({ personId }, find) => [personId, ...(await find.carersOf(personId)).filter((id) => id !== personId)],
  allow: (facts, { personId }, { actor, today }) => mustHandle(actor, OWN_CARE, factsOf(facts, personId), today),
  decide(all, input, circumstances) {
    const own = factsOf(all, input.personId);
    const { today } = circumstances;
    spanOf(input.from, input.to);
    if (input.to > today) throw badInput('to', `${input.to} has not come yet: what was charged is given back, not what will be.`);
    if (input.amount <= 0) throw badInput('amount', 'What is given back is more than nothing.');
    const span: ClosedSpan = { from: input.from, to: input.to };
    const carriers = carriersOf(own, [...all.values()]);
    const charged = chargedOver(own.person.id, carriers, span);
    const parts = carriers
      .map((budget) => ({
        budget,
        carried: roundHalfUp(charged.reduce((sum, { parts: of }) => addFractions(sum, of.get(budget.id) ?? ZERO_FRACTION), ZERO_FRACTION)),
      }))
      .filter(({ carried }) => carried > 0);
    const refused = parts.length === 0 ? nothingToCharge(own) : withinWhatWasCharged(input.amount, mostToRefund(own.person.id, carriers, span), span);
    const shares =
      parts.length === 0
        ? []
        : splitInProportion(
            input.amount,
            parts.map(({ carried }) => carried),
          );
    const rows = parts.flatMap(({ budget }, index) => {
      const owner = all.get(budget.personId);
      const share = shares[index] ?? 0;
      const given = { on: today, amount: share, covers: span };
      return owner && share > 0 ? [{ budget, change: movement('REFUNDED', budget, given, owner, circumstances) }] : [];
    });
    return {
      results: stops(refused) ? refused : [told(input, chargeAccountOn(own, carriers, today))],
      changes: rows.flatMap(({ budget, change }) => [change, ...noted(budget, this.name, circumstances)]),
      id: rows[0]?.change.row.id ?? null,
      personId: own.person.id,
      budgetId: rows.find(({ budget }) => budget.personId === own.person.id)?.budget.id ?? null,
    };
  },
};
