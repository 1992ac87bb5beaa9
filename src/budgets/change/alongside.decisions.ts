import { amountColumnsOf } from '../../database/amount-columns';
import { insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { checkPeriod, factColumns, firstVersion } from '../../people/people.decisions';
import type { RuleResult } from '../../rules/rule';
import { aboveThreshold, brokerageFee, topUpStaysOutside } from '../../streams/alongside.rules';
import { OWN_CARE } from '../../streams/streams';
import type { Amount } from '../../vocabulary/amount';
import { type Day, runsOn } from '../../vocabulary/day';
import { badInput, notFound } from '../../vocabulary/refusal';
import { type BudgetWithOwner, onStreamBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { seenBy } from '../caller/visibility';
import { allItems } from '../lines/draw-down.rules';
import { linesSeenBy } from '../lines/visible-lines';
import { AlongsideRow } from '../record/arrangement.entity';
import type { AlongsideKind } from '../record/budget.words';
import type { PersonFacts } from '../record/person-facts';
import { isOver, latestState, noted } from '../record/revisions';

export interface AlongsideToRecord {
  readonly streamBudgetId: number;
  readonly kind: AlongsideKind;
  readonly label: string;
  readonly payer: string;
  readonly amount: Amount;
  readonly itemId: number | null;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * Is what the person has above the upper limit, by the assessment that holds on a day? null where none says; withheld from those who are not
 * shown what it is about.
 */
function shownAboveThreshold(facts: PersonFacts, circumstances: Circumstances, on: Day): boolean | null | 'WITHHELD' {
  const { assessments, person } = facts;
  if (seenBy(circumstances.actor, facts, circumstances).ofStream(OWN_CARE) !== 'FULL') return 'WITHHELD';
  return aboveThreshold(assessments.findLast(({ from }) => from <= on)?.facts ?? null, policyOn({ person }, circumstances, on));
}

function besideRules({ budget, facts }: BudgetWithOwner, input: AlongsideToRecord, circumstances: Circumstances): readonly RuleResult[] {
  if (input.kind === 'TOP_UP') return topUpStaysOutside(input.payer.trim(), input.amount);
  if (input.kind === 'OTHER_RESOURCE') return [];
  const funder = circumstances.organisationById(latestState(budget).funderId)?.name ?? '';
  return brokerageFee({
    aboveThreshold: shownAboveThreshold(facts, circumstances, input.from),
    // What the council manages, it was asked to arrange.
    askedCouncilToArrange: budget.arrangements.some((each) => each.kind === 'COUNCIL_MANAGED' && runsOn(each, input.from)),
    fromBudget: input.payer.trim().toLowerCase() === funder.toLowerCase(),
  });
}

/** Records money beside the budget: it is shown with it and stands in no total. */
export const recordAlongside = onStreamBudget<AlongsideToRecord>('recordAlongside', 'HANDLES', (own, input, circumstances) => {
  const { budget, facts } = own;
  checkPeriod(input.from, input.to, 'to');
  const state = latestState(budget);
  if (isOver(state)) throw badInput('streamBudgetId', `The budget is ${state.status.toLowerCase()}.`);
  if (input.amount.pence === 0) throw badInput('amount', 'It is more than nothing.');
  if (
    input.itemId !== null &&
    !allItems(facts).some((item) => item.id === input.itemId && linesSeenBy(circumstances.actor, facts, circumstances)(item))
  )
    throw notFound('itemId', `The person has no line ${input.itemId}.`);
  const id = circumstances.newId();
  const row: AlongsideRow = {
    ...factColumns(id, facts.person, circumstances),
    ...firstVersion,
    budget_id: budget.id,
    item_id: input.itemId,
    kind: input.kind,
    label: input.label.trim(),
    payer: input.payer.trim(),
    ...amountColumnsOf('amount', input.amount),
    from_on: input.from,
    to_on: input.to,
  };
  return {
    results: besideRules(own, input, circumstances),
    changes: [insert(AlongsideRow, row), ...noted(budget, 'recordAlongside', circumstances)],
    id,
  };
});
