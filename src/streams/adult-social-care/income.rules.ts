import type { RuleId } from '../../rules/rule-ids';
import { amount } from '../../vocabulary/amount';
import { pounds, type Pence, scale } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../../rules/rule';
import type { FinancialFacts, IncomeKind, MoneyLine } from '../financial-facts.types';
import type { FinancialFigures } from './financial-figures';
import { added, aWeek, type Lines } from './weekly-lines.rules';

export const ASC_DISREGARD = defineRule('ASC-DISREGARD', {
  stream: 'ADULT_SOCIAL_CARE',
  effect: 'INFORM',
  title:
    'Earnings, mobility components, savings credit up to its disregard, and in a care home half of an occupational pension shared with a partner elsewhere are not counted',
  law: law('CHARGING', 'regs 14 and 15, schedule 1'),
  source: 'SI 2014/2672 schedule 1 paras 8 and 40; Care and support statutory guidance, annex C',
});

interface NotCounted {
  readonly label: string;
  readonly week: Pence;
  readonly detail: string;
  readonly rule: RuleId | null;
}
export interface CountedIncome {
  readonly income: Lines;
  readonly disregards: Lines;
  readonly results: readonly RuleResult[];
}

const FIELD = 'facts.income';
const words = (label: string): readonly string[] => label.toLowerCase().match(/[a-z0-9]+/g) ?? [];
const DISREGARD = /^disregard(s|ed)?$/;
const namesADisregard = (line: MoneyLine): boolean => line.disregarded && words(line.label).some((word) => DISREGARD.test(word));

/** The income that a line such as "Savings credit disregard" is part of: the counted one that has its other words. */
function partOf(line: MoneyLine, income: readonly MoneyLine[]): MoneyLine | null {
  const named = words(line.label).filter((word) => !DISREGARD.test(word));
  if (!namesADisregard(line) || named.length === 0) return null;
  const counted = income.filter((other) => !other.disregarded);
  return counted.find((other) => named.every((word) => words(other.label).includes(word))) ?? null;
}

/** How much of an income the law leaves out. */
function byLaw(kind: IncomeKind, week: Pence, { household, setting }: FinancialFacts, figures: FinancialFigures): { week: Pence; detail: string } {
  switch (kind) {
    case 'EARNINGS':
      return { week, detail: 'Earnings are not counted.' };
    case 'MOBILITY_COMPONENT':
      return { week, detail: 'The mobility component is not counted.' };
    case 'SAVINGS_CREDIT': {
      const most = figures.take(household === 'COUPLE' ? 'savingsCreditDisregard.couple' : 'savingsCreditDisregard.single', 'NATION');
      return { week: Math.min(week, most), detail: `Savings credit up to ${pounds(most)} a week is not counted.` };
    }
    case 'SHARED_OCCUPATIONAL_PENSION':
      return setting === 'CARE_HOME' || setting === 'TEMPORARY_STAY'
        ? { week: scale(week, 1, 2), detail: 'Half of it is passed on to the partner who lives elsewhere, and is not counted.' }
        : { week: 0, detail: 'Counted whole: half of it is left out only in a care home.' };
  }
}

/** What of one line is not counted. Throws BAD_INPUT where the line says it twice, or more than there is. */
function notCountedOf(line: MoneyLine, income: readonly MoneyLine[], facts: FinancialFacts, figures: FinancialFigures): readonly NotCounted[] {
  const { label, disregarded, disregardedPart = null, kind = null } = line;
  if ([disregarded, disregardedPart !== null, kind !== null].filter(Boolean).length > 1)
    throw badInput(FIELD, `${label} says more than once how much of it is not counted. Give one of disregarded, disregardedPart and kind.`);
  const week = aWeek(line.amount, FIELD, label);
  if (disregarded) {
    const whole = partOf(line, income);
    const most = whole ? Math.min(week, aWeek(whole.amount, FIELD, whole.label)) : week;
    return [{ label, week: most, detail: `${pounds(most)} a week${whole ? ` of ${whole.label}` : ''}.`, rule: whole ? ASC_DISREGARD.id : null }];
  }
  if (disregardedPart !== null) {
    if (disregardedPart > line.amount.pence) throw badInput(FIELD, `More of ${label} is not counted than there is of it.`);
    const part = aWeek(amount(disregardedPart, line.amount.every, line.amount.weeksPerYear), FIELD, label);
    return [{ label, week: part, detail: `${pounds(part)} a week of ${pounds(week)}.`, rule: ASC_DISREGARD.id }];
  }
  if (kind !== null) return [{ label, ...byLaw(kind, week, facts, figures), rule: ASC_DISREGARD.id }];
  return [];
}

/** A disregard that belongs to no income of the list was added first and is taken off again, so that it does nothing: it is said. */
const doesNothing = (line: MoneyLine): RuleResult =>
  speak(ASC_DISREGARD, `"${line.label}" is added to the income and taken off again, so that it changes nothing: no income of its name is listed.`, {
    effect: 'WARN',
    fix: 'Where it is part of an income, give it as the disregardedPart of that income.',
    subject: 'income',
  });

/** Every income by the week, and what of it is not counted: a whole line, a part as an award letter prints it, or what the law leaves out. */
export function countedIncome(facts: FinancialFacts, figures: FinancialFigures): CountedIncome {
  const { income } = facts;
  const parts = income.filter((line) => partOf(line, income) !== null);
  const ignored = income.flatMap((line) => notCountedOf(line, income, facts, figures));
  for (const whole of new Set(parts.flatMap((line) => partOf(line, income) ?? []))) {
    const named = parts.filter((line) => partOf(line, income) === whole);
    const taken = [whole, ...named].flatMap((line) => notCountedOf(line, income, facts, figures)).reduce((sum, { week }) => sum + week, 0);
    if (taken > aWeek(whole.amount, FIELD, whole.label)) throw badInput(FIELD, `More of ${whole.label} is not counted than there is of it.`);
  }
  const total = ignored.reduce((sum, { week }) => sum + week, 0);
  const steps = ignored.map(({ label, week, detail, rule }): Step => ({ label: `Not counted: ${label}`, detail, amount: week, rule }));
  return {
    income: added(
      income.filter((line) => !parts.includes(line)),
      FIELD,
      'Income',
    ),
    disregards:
      ignored.length === 0
        ? { total: 0, steps: [] }
        : { total, steps: [...steps, { label: 'Disregarded income', detail: 'The lines above, added.', amount: total }] },
    results: income.filter((line) => namesADisregard(line) && !parts.includes(line)).map(doesNothing),
  };
}
