import type { Pence } from '../vocabulary/money';
import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';

/** REFUSE: cannot happen. NEEDS_AGREEMENT: can, once the named agreement is on record. WARN and INFORM only speak. */
export type RuleEffect = 'REFUSE' | 'NEEDS_AGREEMENT' | 'WARN' | 'INFORM';

/** One rule of the rule book. National rules are code; those marked `local` hold only where an authority's pack says so. */
export interface RuleDefinition {
  readonly id: string;
  /** null: every stream. */
  readonly stream: Stream | null;
  readonly title: string;
  readonly effect: RuleEffect;
  /** The law or guidance it rests on. */
  readonly law: string | null;
  /** The document and section it was taken from. */
  readonly source: string;
  readonly since: Day | null;
  readonly until: Day | null;
  /** An authority's own policy: in force only where its pack says so. */
  readonly local: boolean;
}

/** A rule that spoke: why, in words a parent could read, and what would put it right. */
export interface RuleResult {
  readonly rule: string;
  readonly effect: RuleEffect;
  readonly message: string;
  readonly fix: string | null;
  /** The id or reference of what it is about, where there is one. */
  readonly subject: string | null;
}

/** One step of a calculation, in order, in words a family can follow and re-add. */
export interface Step {
  readonly label: string;
  readonly detail: string;
  /** The figure at this step. */
  readonly amount?: Pence | null;
  readonly rule?: string | null;
}

/** What a rule says of the facts: the figure it leads to and how it was reached. */
export interface Worked {
  readonly amount: Amount | null;
  readonly upTo: boolean;
  readonly band: string | null;
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
}

const definitions = new Map<string, RuleDefinition>();

/** Declares a rule beside the function that enforces it, and enters it in the registry that `rules` lists. */
export function defineRule(
  id: string,
  what: { stream?: Stream; effect: RuleEffect; title: string; law?: string; source: string; since?: Day; until?: Day; local?: boolean },
): RuleDefinition {
  if (definitions.has(id)) throw new Error(`rule ${id} is defined twice`);
  const rule: RuleDefinition = {
    id,
    stream: what.stream ?? null,
    title: what.title,
    effect: what.effect,
    law: what.law ?? null,
    source: what.source,
    since: what.since ?? null,
    until: what.until ?? null,
    local: what.local ?? false,
  };
  definitions.set(id, rule);
  return rule;
}

/** The rule speaks. `effect` only where what holds differs from the rule's own, as for something already running. */
export function speak(
  rule: RuleDefinition,
  message: string,
  more: { fix?: string | null; subject?: string | number | null; effect?: RuleEffect } = {},
): RuleResult {
  return {
    rule: rule.id,
    effect: more.effect ?? rule.effect,
    message,
    fix: more.fix ?? null,
    subject: more.subject === undefined || more.subject === null ? null : String(more.subject),
  };
}

/** Does any result stop the change? Both a refusal and an agreement that is not yet there do. */
export const stops = (results: readonly RuleResult[]): boolean =>
  results.some((result) => result.effect === 'REFUSE' || result.effect === 'NEEDS_AGREEMENT');

/** What is told of something that is done; a refusal is not buried under it. */
export const unlessStopped = (results: readonly RuleResult[], told: readonly RuleResult[]): readonly RuleResult[] =>
  stops(results) ? results : [...results, ...told];

export const ruleById = (id: string): RuleDefinition => {
  const rule = definitions.get(id);
  if (!rule) throw new Error(`no rule ${id} is defined`);
  return rule;
};
export const allRules = (): readonly RuleDefinition[] => [...definitions.values()];
