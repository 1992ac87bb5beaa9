import type { PersonalFacts, Residence } from '../../person/person.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import type { BudgetState } from '../../streams/stream.types';
import type { Day } from '../../vocabulary/day';
import { paidBy } from '../../vocabulary/stream';

export const AREA_MOVED = defineRule('AREA-MOVED', {
  effect: 'WARN',
  title: 'Whoever funded a budget before a move goes on funding it until it is ended: nobody is left without between two areas',
  law: [law('CARE_ACT', 's.37'), law('SEND', 'reg 15')],
  source: 'Care Act 2014 s.37; SI 2014/1530 reg 15',
});

/** Flags a budget that is funded by the area from which the person has moved, from the day of the move. */
export function movedOn(
  state: Pick<BudgetState, 'stream' | 'funderId' | 'budgetId'>,
  { residences }: Pick<PersonalFacts, 'residences'>,
  on: Day,
): readonly RuleResult[] {
  const payer = paidBy(state.stream);
  if (payer === 'ANOTHER') return [];
  const body = (residence: Residence): number | null => (payer === 'COUNCIL' ? residence.councilId : residence.healthCommissionerId);
  const lived = residences.filter(({ from }) => from === null || from <= on).toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  const now = lived.at(-1);
  if (!now || body(now) === state.funderId) return [];
  const left = lived.findLastIndex((residence) => body(residence) === state.funderId);
  const since = left < 0 ? null : (lived[left + 1]?.from ?? null);
  if (since === null) return [];
  const who = payer === 'COUNCIL' ? 'council' : 'NHS commissioner';
  return [
    speak(
      AREA_MOVED,
      `The person moved on ${since}, and another ${who} is theirs from that day. Who funds this budget goes on paying it until it is ended.`,
      {
        fix: `Let the ${who} that is theirs now assess them and make a budget of its own; then end this one on the ground of the move (endBudget, MOVED).`,
        subject: state.budgetId,
      },
    ),
  ];
}
