import type { Item } from '../../plans/plan.types';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { type Amount, amount } from '../../vocabulary/amount';
import { type Pence, pounds, scale } from '../../vocabulary/money';
import { paidBy, type Stream } from '../../vocabulary/stream';

export const COUNCIL_RATE = defineRule('COUNCIL-RATE', {
  effect: 'INFORM',
  title: "What an item costs above the council's own rate is a top-up: the payer's, outside the budget",
  law: [law('CARE_ACT', 's.26'), law('CHOICE_OF_HOME', 'reg 3')],
  source: "Sefton plan, 'The Personal Budget', 'Top Ups'",
});

type Priced = Pick<Item, 'service' | 'unit' | 'unitPrice' | 'unitsPerWeek' | 'cost'>;

/** Health's money is the NHS's, and other funding is its funder's: the council's rate holds for the council's own streams. */
const ofTheCouncil = (stream: Stream): boolean => paidBy(stream) === 'COUNCIL';
const unitName = (unit: string): string => unit.trim().toLowerCase().replace(/s$/, '');

/** The most the council itself pays for a unit, where it publishes a rate for the service by the same unit; null where it does not. */
function mostForAUnit(item: Priced, stream: Stream, policy: PolicyView): Pence | null {
  if (item.unit === null || item.unitPrice === null || item.unitsPerWeek === null || !ofTheCouncil(stream)) return null;
  const rate = policy.rate(item.service);
  return rate.found && rate.value.unit === unitName(item.unit) ? (rate.value.ceiling ?? rate.value.price) : null;
}

/** What a line draws on the budget: its cost, or the cost at the council's own rate where it is dearer. */
export function drawOf(item: Priced, stream: Stream, policy: PolicyView): Amount {
  const most = mostForAUnit(item, stream, policy);
  if (most === null || item.unitPrice === null || item.unitPrice <= most) return item.cost;
  return amount(scale(most, item.unitsPerWeek ?? 0, 1000), 'WEEK', item.cost.weeksPerYear);
}

/** Says what of the price is a top-up. */
export function aboveCouncilsRate(item: Priced, stream: Stream, policy: PolicyView): readonly RuleResult[] {
  const most = mostForAUnit(item, stream, policy);
  if (most === null || item.unitPrice === null || item.unitPrice <= most) return [];
  return [
    speak(
      COUNCIL_RATE,
      `${pounds(item.unitPrice)} for each ${unitName(item.unit ?? '')} is ${pounds(item.unitPrice - most)} more than ${policy.authorityName} pays. The difference is a top-up: somebody else pays it, outside the budget.`,
      {
        fix: `Choose a provider at ${pounds(most)} or less, or record who pays the top-up (recordAlongside).`,
        subject: item.service,
      },
    ),
  ];
}
