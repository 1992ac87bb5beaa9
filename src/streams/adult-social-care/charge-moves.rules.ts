import { pensionCreditAgeDay } from '../../person/pension-age.rules';
import type { PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleDefinition, type RuleResult, speak } from '../../rules/rule';
import { birthday, type Day, earlier } from '../../vocabulary/day';
import type { ChargeStanding } from '../funding-stream';
import { homeCountsFrom } from '../financial-facts.rules';
import { ASC_TWELVE_WEEKS } from './capital.rules';
import { inCareHome } from './community-settings.rules';
import { ASC_MIG } from './guarantee.rules';

export const ASC_FIGURES_MOVED = defineRule('ASC-FIGURES-MOVED', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'WARN',
  title: "A charge that rests on an earlier year's figures is assessed again by the new ones, from 6 April",
  law: law('CHARGING', 'regs 6 and 7, as amended each year'),
  source: 'SI 2023/277 reg 1 and the like of other years; Care and support statutory guidance, para 8.17',
});

/** The age at which the guarantee of a single person of working age moves (SI 2014/2672 reg 7(2)). */
const NEXT_STEP = 25;
const MORE = 'more of their income is left to them from then on';
const AGAIN = 'Make the financial assessment again from that day and record it (recordFinancialAssessment).';

/** A day on which what a person can be asked for moves by itself, whatever the figures. */
interface Move {
  readonly on: Day;
  readonly rule: RuleDefinition;
  readonly because: string;
}

/** Of a couple the first of the two to reach pension credit age is enough (reg 7(4)(b)). */
function pensionAge(dateOfBirth: Day, facts: ChargeStanding['facts']): Omit<Move, 'rule'> {
  const own = pensionCreditAgeDay(dateOfBirth);
  const partner = facts?.household === 'COUPLE' && facts.partnerDateOfBirth ? pensionCreditAgeDay(facts.partnerDateOfBirth) : own;
  const on = earlier(own, partner);
  return { on, because: `${partner < own ? 'The partner' : 'The person'} has reached pension credit age on ${on}, and ${MORE}` };
}

/** What the facts show not to depend on an age (a lone parent, a care home, finances not disclosed, a stated guarantee) stays. */
function moves({ dateOfBirth, facts }: Pick<ChargeStanding, 'dateOfBirth' | 'facts'>): readonly Move[] {
  if (facts && !facts.disclosed) return [];
  const home = facts && homeCountsFrom(facts);
  const twentyFifth = birthday(dateOfBirth, NEXT_STEP);
  const byAge = !facts || (!inCareHome(facts.setting) && facts.minimumIncomeGuarantee === null && facts.household !== 'LONE_PARENT');
  return [
    ...(byAge && facts?.household !== 'COUPLE'
      ? [{ on: twentyFifth, rule: ASC_MIG, because: `The person is 25 from ${twentyFifth}, and ${MORE}` }]
      : []),
    ...(byAge ? [{ ...pensionAge(dateOfBirth, facts), rule: ASC_MIG }] : []),
    ...(home
      ? [{ on: home, rule: ASC_TWELVE_WEEKS, because: `The first 12 weeks in the care home are over, and the home counts from ${home}` }]
      : []),
  ];
}

/** A charge that was assessed before such a day rests on what has moved since: it is assessed again. The last such day speaks. */
export function chargeHasMoved(charged: ChargeStanding, on: Day): readonly RuleResult[] {
  const { contribution, since, subject } = charged;
  const due = moves(charged).filter((move) => move.on <= on && since < move.on && (contribution > 0 || move.rule === ASC_TWELVE_WEEKS));
  const last = due.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
  return last ? [speak(last.rule, `${last.because}: what they pay was assessed from ${since}.`, { fix: AGAIN, subject })] : [];
}

/** The nation's figures of the day began after the charge was assessed. Finances that are not disclosed rest on none. */
export function figuresHaveMoved(charged: ChargeStanding, { figuresSince }: Pick<PolicyView, 'figuresSince'>): readonly RuleResult[] {
  const { contribution, since, facts, subject } = charged;
  if (since >= figuresSince || contribution === 0 || (facts && !facts.disclosed)) return [];
  return [
    speak(ASC_FIGURES_MOVED, `What they pay was assessed from ${since}, and the figures it rests on ended before ${figuresSince}.`, {
      fix: `Make the financial assessment again from ${figuresSince}, by the figures and the income of that day, and record it (recordFinancialAssessment).`,
      subject,
    }),
  ];
}
