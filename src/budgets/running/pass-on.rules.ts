import type { Organisation, PersonalFacts, Residence } from '../../person/person.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { amountInWords } from '../../vocabulary/amount';
import { addDays, type Day, later } from '../../vocabulary/day';
import { STREAM_NAMES } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import { latestState } from '../record/revisions';

export const ORG_PASSED = defineRule('ORG-PASSED', {
  effect: 'INFORM',
  title: 'What a body had passes whole to who followed it, from the day after its last: people, money, debts and what was shared with it',
  law: [law('NHS', 's.14Z28', { since: '2022-07-01' }), law('STRUCTURAL_CHANGES', 's.14')],
  source: 'Transfer schemes of merged integrated care boards; regulations on transfers of functions, property, rights and liabilities',
});

type Body = Pick<Organisation, 'id' | 'code' | 'name'>;
/** Which body follows which, and the first day on which what the one had is the other's. */
export interface Handover {
  readonly from: Body;
  readonly to: Body;
  readonly on: Day;
}

/** What passes of one person: whose they are from a day on, the budgets that the body funds, and both in words. */
export interface Passing {
  /** null: the person is not the body's. `first` is what was known before any move. */
  readonly residence: { readonly next: Residence; readonly first: Residence | null } | null;
  readonly budgets: readonly Budget[];
  readonly results: readonly RuleResult[];
}

function residencePasses({ person, residences }: Pick<PersonalFacts, 'person' | 'residences'>, { from, to, on }: Handover): Passing['residence'] {
  const first: Residence = { councilId: person.authorityId, healthCommissionerId: person.healthCommissionerId, from: null };
  const last = residences.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)).at(-1) ?? first;
  if (last.councilId !== from.id && last.healthCommissionerId !== from.id) return null;
  const next: Residence = {
    councilId: last.councilId === from.id ? to.id : last.councilId,
    healthCommissionerId: last.healthCommissionerId === from.id ? to.id : last.healthCommissionerId,
    from: last.from === null ? on : later(on, addDays(last.from, 1)),
  };
  return { next, first: residences.length > 0 ? null : first };
}

const inWords = (budget: Budget): string => {
  const { agreed, status } = latestState(budget);
  return `${STREAM_NAMES[budget.stream]} ${budget.id} (${status.toLowerCase()}${agreed === null ? '' : `, ${amountInWords(agreed)}`})`;
};

/** Also a budget that is over passes: what is owed for it is owed to who followed. */
export function whatPasses(
  facts: Pick<PersonalFacts, 'person' | 'residences'> & { readonly budgets: readonly Budget[] },
  handover: Handover,
): Passing {
  const { from, to, on } = handover;
  const residence = residencePasses(facts, handover);
  const budgets = facts.budgets.filter((budget) => latestState(budget).funderId === from.id);
  const what = [...(residence ? ['the record'] : []), ...budgets.map(inWords)];
  const results =
    what.length === 0
      ? []
      : [
          speak(
            ORG_PASSED,
            `Of person ${facts.person.id} pass from ${from.name} (${from.code}) to ${to.name} (${to.code}) from ${on}: ${what.join('; ')}.`,
            { subject: facts.person.id },
          ),
        ];
  return { residence, budgets, results };
}
