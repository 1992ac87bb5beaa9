import type { Budget } from '../../src/budgets/record/budget.loader';
import type { PersonFacts } from '../../src/budgets/record/person-facts';
import { latestState, stateOn } from '../../src/budgets/record/revisions';
import type { Amount } from '../../src/vocabulary/amount';
import { addDays, type Day } from '../../src/vocabulary/day';
import { formatMoney } from '../../src/vocabulary/money';
import type { Stream } from '../../src/vocabulary/stream';
import type { Caller } from '../builders/hub';
import type { Team } from '../builders/team';

/*
 * What anybody may try at any moment of a budget's life. Each act is aimed by what is on record: mostly at what may well be done, and now
 * and then at what may not.
 */

export type Who = keyof Team | 'second' | 'parent';
export interface Scene {
  readonly today: Day;
  readonly child: PersonFacts;
  readonly adult: PersonFacts;
  readonly carer: PersonFacts;
  readonly parentId: number;
  readonly callers: Readonly<Record<Who, Caller>>;
}
/** Numbers that a step is made of; `wild`: aim badly. */
export interface Dice {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly wild: boolean;
  /** Aim at the budgets of this stream, where there is one that fits. */
  readonly stream?: Stream;
}
export interface Attempt {
  readonly who: Who;
  readonly mutation: string;
  readonly args: string;
}
export type Act = (scene: Scene, dice: Dice) => Attempt;

export const NOBODY = '999999999';
export const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
export function one<T>(list: readonly T[], index: number): T {
  const found = pick(list, index);
  if (found === undefined) throw new RangeError('one of nothing');
  return found;
}
export const text = (value: string | null | undefined): string => (value === null || value === undefined ? 'null' : `"${value}"`);

export const PENCE = [1, 999, 2000, 5050, 10_000, 33_333, 123_456, 800_000] as const;
export const EVERY = ['WEEK', 'WEEK', 'YEAR', 'MONTH', 'FOUR_WEEKS', 'ONE_OFF'] as const;
export const amount = (pence: number, every: string, weeks = 52): string =>
  `{ value: "${formatMoney(pence)}", every: ${every}, weeksPerYear: ${weeks} }`;
export const random = ({ b, c }: Dice): string => amount(one(PENCE, b), one(EVERY, c), c % 7 === 0 ? 39 : 52);
export const times = (what: Amount, over: number, under: number): string =>
  amount(Math.max(1, Math.round((what.pence * over) / under)), what.every, what.weeksPerYear);

export const everybody = ({ child, adult, carer }: Scene): readonly PersonFacts[] => [child, adult, carer];
export interface Own {
  readonly budget: Budget;
  readonly facts: PersonFacts;
}
export const all = (scene: Scene): readonly Own[] => everybody(scene).flatMap((facts) => facts.budgets.map((budget) => ({ budget, facts })));
/** A budget that fits, or any at all. */
export function aim(scene: Scene, { a, wild, stream }: Dice, fits: (budget: Budget, today: Day) => boolean): Own | undefined {
  const own = all(scene).filter(({ budget }) => stream === undefined || budget.stream === stream);
  const fitting = wild ? [] : own.filter(({ budget }) => fits(budget, scene.today));
  return pick(fitting.length > 0 ? fitting : own, a);
}
export const idOf = (own: Own | undefined): string => `"${own?.budget.id ?? NOBODY}"`;
export const WRITERS: Readonly<Record<Stream, Who>> = {
  EDUCATION: 'send',
  CHILDRENS_SOCIAL_CARE: 'childrens',
  ADULT_SOCIAL_CARE: 'adults',
  CARER: 'carers',
  HEALTH: 'nurse',
  OTHER: 'send',
};
export const ANYBODY: readonly Who[] = ['send', 'childrens', 'adults', 'carers', 'manager', 'finance', 'nurse', 'commissioner', 'second', 'parent'];
export const writer = (own: Own | undefined, { c, wild }: Dice): Who =>
  wild && c % 2 === 0 ? one(ANYBODY, c) : WRITERS[own?.budget.stream ?? 'OTHER'];
export const approver = (own: Own | undefined, { c, wild }: Dice): Who =>
  wild && c % 2 === 0 ? one(ANYBODY, c) : own?.budget.stream === 'HEALTH' ? 'commissioner' : 'manager';
export const is =
  (...statuses: readonly string[]) =>
  (budget: Budget, today: Day): boolean =>
    statuses.includes((stateOn(budget.revisions, today) ?? latestState(budget)).status);
export const latestIs =
  (...statuses: readonly string[]) =>
  (budget: Budget): boolean =>
    statuses.includes(latestState(budget).status);
export const wasReleased = (budget: Budget): boolean => budget.revisions.some(({ releasedOn }) => releasedOn !== null);
/** A day around today, or one that was or will be. */
export const day = ({ today }: Scene, { c, wild }: Dice): Day => addDays(today, wild ? (c % 900) - 450 : (c % 40) - 20);

export const opening =
  (who: Who, mutation: string, fields: (scene: Scene, dice: Dice) => string): Act =>
  (scene, dice) => ({
    who: dice.wild && dice.a % 3 === 0 ? one(ANYBODY, dice.a) : who,
    mutation,
    args: `input: { assessedOn: "2025-08-01", assessedBy: "A. Assessor", from: "${dice.wild ? day(scene, dice) : '2025-09-01'}", ${fields(scene, dice)} }${dice.wild ? '' : ', envelope: { reason: "Another need, as the panel said" }'}`,
  });
export const onBudget =
  (
    mutation: string,
    fits: (budget: Budget, today: Day) => boolean,
    who: (own: Own | undefined, dice: Dice) => Who,
    args: (own: Own | undefined, scene: Scene, dice: Dice) => string,
  ): Act =>
  (scene, dice) => {
    const own = aim(scene, dice, fits);
    return { who: who(own, dice), mutation, args: `streamBudgetId: ${idOf(own)}${args(own, scene, dice)}` };
  };

/** A thing of a budget's record that fits, or any, or none. */
export function thing<T extends { readonly id: number }>(
  scene: Scene,
  { a, wild }: Dice,
  of: (budget: Budget) => readonly T[],
  fits: (each: T) => boolean = () => true,
): { readonly own: Own | undefined; readonly found: T | undefined } {
  const found = all(scene).flatMap((own) => of(own.budget).map((each) => ({ own, each })));
  const fitting = wild ? found : found.filter(({ each }) => fits(each));
  const chosen = pick(fitting.length > 0 ? fitting : found, a);
  return { own: chosen?.own, found: chosen?.each };
}
export const on = (found: { readonly id: number } | undefined): string => `"${found?.id ?? NOBODY}"`;
