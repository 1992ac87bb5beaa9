import type { Actor } from '../../access/actor';
import type { Item } from '../../plans/plan.types';
import { streamOfItem } from '../../streams/sections.rules';
import { type Day, type Instant, later } from '../../vocabulary/day';
import { seenBy } from '../caller/visibility';
import { EMPTY_RECORD } from '../record/budget.types';
import type { PersonFacts } from '../record/person-facts';
import { budgetOf } from './draw-down.rules';

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
