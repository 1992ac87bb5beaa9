import { type Change, insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { checkPeriod } from '../../people/people.decisions';
import type { HolderKind } from '../../person/person.types';
import { type RuleResult, stops } from '../../rules/rule';
import { arrangementFitsStream } from '../../streams/arrangement.rules';
import { barredFromDirectPayment } from '../../streams/direct-payment.rules';
import { agreementLiveOn, type Arrangement, type ArrangementKind, type ContributionMode } from '../../streams/stream.types';
import { type Amount, exceeds, perYear, sameAmount } from '../../vocabulary/amount';
import { addDays, type Day, dayBefore, later, runsOn } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { badInput, notFound } from '../../vocabulary/refusal';
import { mustBeTied, onStreamBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { drawOf } from '../lines/council-rate.rules';
import { itemsOn } from '../lines/draw-down.rules';
import { lineOfStream } from '../lines/line.rules';
import { AgreementRow, ArrangementRow } from '../record/arrangement.entity';
import { agreementRow, arrangementEndedAfter, arrangementRow, arrangementsEndedAfter } from '../record/arrangement.rows';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { isOver, latestState, noted, stateOn } from '../record/revisions';
import { arrangementsComplete, type HeldPart, looksLikeCardNumber, partMayBeHeld } from './arrangement.rules';

export interface PartToHold {
  readonly kind: ArrangementKind;
  readonly holder: HolderKind;
  readonly holderName: string;
  readonly holderId: number | null;
  readonly holderAuthorityId: number | null;
  readonly amount: Amount;
  readonly contingency: Pence | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly route: string | null;
  readonly contributionTaken: ContributionMode | null;
  /** Does the law bar a direct payment to the holder? Asked, and not kept. */
  readonly barred?: boolean;
}
export interface ArrangementsToChoose {
  readonly streamBudgetId: number;
  readonly arrangements: readonly PartToHold[];
}

export const MOST_PARTS = 20;

/** Throws BAD_INPUT naming the field of a part that cannot be meant. */
function checkPart(part: PartToHold, index: number, facts: PersonFacts): void {
  const field = (name: string): string => `arrangements.${index}.${name}`;
  checkPeriod(part.from, part.to, field('to'));
  if (part.amount.pence === 0) throw badInput(field('amount'), 'A part of the budget is more than nothing.');
  if (part.contingency !== null && (part.contingency < 0 || part.contingency > perYear(part.amount)))
    throw badInput(field('contingency'), 'What is kept back for the unexpected is between nothing and what the part comes to in a year.');
  if (part.holderAuthorityId !== null && !facts.authorities.some(({ id }) => id === part.holderAuthorityId))
    throw notFound(field('authorityId'), `No authority ${part.holderAuthorityId} to hold this person's money is on record.`);
  mustBeTied(facts, part.holderId, field('holderId'));
  // A card is known by its token: a number of a card is never stored.
  if (part.route !== null && looksLikeCardNumber(part.route))
    throw badInput(field('route'), 'Give the token of the card or the reference of the account, never the number of a card.');
}

/** The days from one on, while the budget runs, on which what is held or what is agreed may change. */
function turningDays(budget: Budget, parts: readonly PartToHold[], from: Day): readonly Day[] {
  const days = [
    from,
    ...parts.flatMap((part) => [part.from, ...(part.to === null ? [] : [addDays(part.to, 1)])]),
    ...budget.revisions.map(({ effectiveOn }) => effectiveOn),
  ];
  const running = (day: Day): boolean => {
    const state = stateOn(budget.revisions, day);
    return state !== null && runsOn(state, day) && !isOver(state);
  };
  return [...new Set(days)].filter((day) => day >= from && running(day)).sort();
}

/** On every day from the first on the parts add up to what is then agreed. */
function complete(budget: Budget, parts: readonly PartToHold[], from: Day): readonly RuleResult[] {
  for (const day of turningDays(budget, parts, from)) {
    const agreed = stateOn(budget.revisions, day)?.agreed;
    const results = agreed
      ? arrangementsComplete(
          agreed,
          parts.filter((part) => runsOn(part, day)).map((part) => part.amount),
          budget.id,
        )
      : [];
    if (results.length > 0) return results;
  }
  return [];
}

/** What no direct payment may buy must fit into the parts that are none (EDU-DP-PLACE, ASC-DP-RESIDENTIAL). */
function boughtOtherwise(
  budget: Budget,
  parts: readonly PartToHold[],
  facts: PersonFacts,
  circumstances: Circumstances,
  on: Day,
): readonly RuleResult[] {
  const policy = policyOn(facts, circumstances, on);
  const heldAs = (kind: ArrangementKind | null): PersonFacts => {
    const whole: Arrangement[] =
      kind === null
        ? []
        : [
            {
              id: 0,
              version: 1,
              budgetId: budget.id,
              kind,
              holder: 'PERSON',
              holderName: '',
              holderId: null,
              holderAuthorityId: null,
              amount: { pence: 0, every: 'WEEK', weeksPerYear: 52 },
              contingency: null,
              from: on,
              to: null,
              route: null,
              contributionTaken: null,
            },
          ];
    return { ...facts, budgets: facts.budgets.map((each) => (each.id === budget.id ? { ...each, arrangements: whole } : each)) };
  };
  const [byPayment, notChosen] = [heldAs('DIRECT_PAYMENT'), heldAs(null)];
  const barred = itemsOn(budget, facts, on).flatMap((item) => {
    const without = new Set(lineOfStream(item, true, notChosen, policy, on).map(({ rule }) => rule));
    const results = lineOfStream(item, true, byPayment, policy, on).filter((result) => stops([result]) && !without.has(result.rule));
    return results.length > 0 ? [{ item, results }] : [];
  });
  const otherwise = parts.filter((part) => part.kind !== 'DIRECT_PAYMENT' && runsOn(part, on)).map((part) => part.amount);
  const room: Amount = { pence: otherwise.reduce((sum, part) => sum + perYear(part), 0), every: 'YEAR', weeksPerYear: 52 };
  return exceeds(
    barred.map(({ item }) => drawOf(item, budget.stream, policy)),
    room,
  )
    ? barred.flatMap(({ results }) => results)
    : [];
}

/**
 * How the budget is held from the first day of the given parts on, in place of whatever it was. The parts add up to what is
 * agreed on every day; what was held before that day stays on record.
 */
export const chooseArrangements = onStreamBudget<ArrangementsToChoose>(
  'chooseArrangements',
  'HANDLES',
  ({ budget, facts }, { arrangements }, circumstances) => {
    const state = latestState(budget);
    if (isOver(state)) throw badInput('streamBudgetId', `The budget is ${state.status.toLowerCase()}.`);
    if (state.agreed === null) throw badInput('streamBudgetId', 'Nothing is agreed yet that could be held.');
    if (arrangements.length === 0) throw badInput('arrangements', `A budget is held in 1 to ${MOST_PARTS} parts.`);
    arrangements.forEach((part, index) => checkPart(part, index, facts));
    const from = arrangements.map((part) => part.from).reduce((a, b) => (a <= b ? a : b));
    if (arrangements.some((part) => part.from < state.from))
      throw badInput('arrangements', `The budget begins on ${state.from}; nothing of it is held before.`);
    const parts = arrangements.map((part): Omit<Arrangement, 'version'> => ({
      ...part,
      id: circumstances.newId(),
      budgetId: budget.id,
      holderName: part.holderName.trim(),
      route: part.route?.trim() || null,
      holderId: part.holder === 'PERSON' ? facts.person.id : part.holderId,
    }));
    const results = [
      ...parts.flatMap((part) => arrangementFitsStream(part.kind, budget.stream)),
      ...parts.flatMap((part) => partMayBeHeld({ ...part, id: null } satisfies HeldPart, facts, budget.stream, part.from)),
      ...arrangements.flatMap(({ kind, barred = false }) => barredFromDirectPayment({ kind, barred }, budget.stream)),
      ...boughtOtherwise(budget, arrangements, facts, circumstances, from),
      ...complete(budget, arrangements, from),
    ];
    return {
      results,
      changes: [
        ...arrangementsEndedAfter(budget, dayBefore(from), facts, circumstances),
        ...parts.map((part) => insert(ArrangementRow, arrangementRow(part, budget, facts, circumstances))),
        ...noted(budget, 'chooseArrangements', circumstances),
      ],
    };
  },
);

/** A part that goes on at another amount, with its terms: they were signed for the holder, not for a sum. */
function atAmount(only: Arrangement, amount: Amount, from: Day, budget: Budget, facts: PersonFacts, circumstances: Circumstances): Change[] {
  const next = { ...only, id: circumstances.newId(), amount, from };
  const terms = budget.agreements.filter(
    (each) => each.kind === 'DIRECT_PAYMENT_TERMS' && each.arrangementId === only.id && agreementLiveOn(each, from),
  );
  return [
    ...arrangementEndedAfter(only, dayBefore(from), budget, facts, circumstances),
    insert(ArrangementRow, arrangementRow(next, budget, facts, circumstances)),
    ...terms.map((each) =>
      insert(AgreementRow, agreementRow({ ...each, id: circumstances.newId(), version: 1, arrangementId: next.id }, budget, facts, circumstances)),
    ),
  ];
}

/**
 * After the amount has changed from a day on: a budget that is held in one part goes on being held so, at the new amount, by whoever is
 * to hold the whole of it after that as well; one in several parts is to be chosen anew, and the answer says so.
 */
export function heldAtNewAmount(
  budget: Budget,
  amount: Amount,
  from: Day,
  facts: PersonFacts,
  circumstances: Circumstances,
): { changes: Change[]; results: readonly RuleResult[] } {
  const held = budget.arrangements.filter((part) => runsOn(part, from));
  const before = stateOn(budget.revisions, from)?.agreed ?? null;
  const wholeLater = budget.arrangements.filter((part) => part.from > from && sameAmount(part.amount, before));
  const chosenAnew =
    held.length > 1
      ? arrangementsComplete(
          amount,
          held.map((part) => part.amount),
          budget.id,
        ).map((result) => ({ ...result, effect: 'WARN' as const }))
      : [];
  return {
    changes: [...(held.length === 1 ? held : []), ...wholeLater].flatMap((part) =>
      atAmount(part, amount, later(part.from, from), budget, facts, circumstances),
    ),
    results: chosenAnew,
  };
}
