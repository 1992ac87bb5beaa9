import { type Actor, ROLE_NAMES } from '../../access/actor';
import type { Item } from '../../plans/plan.types';
import { type RuleResult, speak } from '../../rules/rule';
import { streamOfItem } from '../../streams/sections.rules';
import { FUNDING_STREAMS } from '../../streams/streams';
import { type Day, type Instant, later } from '../../vocabulary/day';
import { isShownByChoice, STREAM_NAMES } from '../../vocabulary/stream';
import { seenBy } from '../caller/visibility';
import { EMPTY_RECORD } from '../record/budget.types';
import type { PersonFacts } from '../record/person-facts';
import { budgetOf, NOT_EXTRA_MONEY } from './draw-down.rules';

/** Which of a person's lines one who asks is shown: by the budget that pays for each, or where none does yet, by its stream. */
export function linesSeenBy(actor: Actor, facts: PersonFacts, moment: { readonly today: Day; readonly at: Instant }): (item: Item) => boolean {
  const seen = seenBy(actor, facts, moment);
  return (item) => {
    const payer = budgetOf(item, facts, later(moment.today, item.from));
    return (payer ? seen.of(payer) : seen.ofStream(streamOfItem(item, facts.person.dateOfBirth, moment.today))) === 'FULL';
  };
}

/**
 * The facts as far as one who asks is shown them: a budget that they may not know of is not among them, and one of which they know that it
 * exists has its days and nothing else. Rules that are asked of these cannot tell, by what they refuse, what is withheld.
 */
export function factsShownTo(actor: Actor, facts: PersonFacts, moment: { readonly today: Day; readonly at: Instant }): PersonFacts {
  const seen = seenBy(actor, facts, moment);
  const bare = { indicative: null, agreed: null, contribution: null };
  const budgets = facts.budgets.flatMap((budget) => {
    const sight = seen.of(budget);
    if (sight === 'FULL') return [budget];
    if (sight === 'NONE') return [];
    return [
      { ...budget, revisions: budget.revisions.map((state) => ({ ...state, ...bare })), arrangements: [], agreements: [], record: EMPTY_RECORD },
    ];
  });
  return { ...facts, budgets };
}

/**
 * A line is added by one who is shown what it draws on: nobody else can tell whether that much is left, and a rule that told them would tell what
 * is withheld. A health budget that is not shown with the rest is, to them, not there: the line is as one that nobody pays for yet.
 */
export function drawsOnWhatIsShown(
  item: Item,
  actor: Actor,
  facts: PersonFacts,
  moment: { readonly today: Day; readonly at: Instant },
): RuleResult[] {
  const seen = seenBy(actor, facts, moment);
  const payer = budgetOf(item, factsShownTo(actor, facts, moment), item.from);
  const stream = payer?.stream ?? streamOfItem(item, facts.person.dateOfBirth, item.from);
  if (payer ? seen.of(payer) === 'FULL' : isShownByChoice(stream) || seen.ofStream(stream) !== 'NONE') return [];
  const who = FUNDING_STREAMS[stream].writtenBy.filter((role) => role !== 'INTEGRATION').map((role) => ROLE_NAMES[role]);
  const why = payer
    ? `The budget for ${STREAM_NAMES[stream]} that this line draws on is not shown to you in full`
    : `No budget for ${STREAM_NAMES[stream]} is shown to you`;
  return [
    speak(NOT_EXTRA_MONEY, `${why}, so that you cannot see whether it has this much left.`, {
      fix: `Ask somebody who is shown it to add the line: a ${who.join(' or ')}.`,
      subject: payer?.id ?? item.planId,
    }),
  ];
}
