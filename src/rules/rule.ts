import type { Pence } from '../vocabulary/money';
import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';
import type { Law } from './laws';
import type { RuleId } from './rule-ids';

/** REFUSE: cannot happen. NEEDS_AGREEMENT: can, once the named agreement is on record. WARN and INFORM only speak. */
export type RuleEffect = 'REFUSE' | 'NEEDS_AGREEMENT' | 'WARN' | 'INFORM';

/** What a rule rests on. COUNCIL_POLICY: only where a council's pack says so. GOOD_PRACTICE: the hub's own, which no law asks for. */
export const RULE_BASES = ['LAW', 'GUIDANCE', 'COUNCIL_POLICY', 'GOOD_PRACTICE'] as const;
export type RuleBasis = (typeof RULE_BASES)[number];

/** One rule of the rule book. National rules are code; those marked `local` hold only where an authority's pack says so. */
export interface RuleDefinition {
  readonly id: RuleId;
  /** null: every stream. */
  readonly stream: Stream | null;
  readonly title: string;
  readonly effect: RuleEffect;
  /** The law and guidance it rests on, one after the other in time or side by side. */
  readonly laws: readonly Law[];
  /** Those of them that have not ended, as they are cited. */
  readonly law: string | null;
  readonly basis: RuleBasis;
  /** Whose policy it is where no law makes it, or whose page a council's own was found on. */
  readonly policyOf: string | null;
  /** The document and section it was taken from. */
  readonly source: string;
  /** The first and the last day of its law; null where it has none. */
  readonly since: Day | null;
  readonly until: Day | null;
  /** An authority's own policy: in force only where its pack says so. */
  readonly local: boolean;
}

/** A rule that spoke: why, in words a parent could read, and what would put it right. */
export interface RuleResult {
  readonly rule: RuleId;
  readonly effect: RuleEffect;
  readonly message: string;
  readonly fix: string | null;
  /** The id or reference of what it is about, where there is one. */
  readonly subject: string | null;
  /** The day whose law it speaks by; left out: today's. */
  readonly on?: Day;
}

/** One step of a calculation, in order, in words a family can follow and re-add. */
export interface Step {
  readonly label: string;
  readonly detail: string;
  /** The figure at this step. */
  readonly amount?: Pence | null;
  readonly rule?: RuleId | null;
}

/** What a rule says of the facts: the figure it leads to and how it was reached. */
export interface Worked {
  readonly amount: Amount | null;
  readonly upTo: boolean;
  readonly band: string | null;
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
}

const definitions = new Map<RuleId, RuleDefinition>();

interface RuleSaid {
  readonly stream?: Stream;
  readonly effect: RuleEffect;
  readonly title: string;
  readonly source: string;
  readonly local?: boolean;
}
/** A rule has its law, or says whose policy it is. */
type Founded = { readonly law: Law | readonly Law[]; readonly policyOf?: string } | { readonly law?: undefined; readonly policyOf: string };

const cited = (laws: readonly Law[]): string | null => (laws.length === 0 ? null : laws.map((each) => each.cited).join('; '));
const runs = ({ since, until }: Law, day: Day): boolean => since <= day && (until === null || until >= day);

function basisOf(local: boolean, laws: readonly Law[]): RuleBasis {
  if (local) return 'COUNCIL_POLICY';
  if (laws.length === 0) return 'GOOD_PRACTICE';
  return laws.some(({ kind }) => kind === 'LAW') ? 'LAW' : 'GUIDANCE';
}

/** Declares a rule beside the function that enforces it, and enters it in the registry that `rules` lists. */
export function defineRule(id: RuleId, what: RuleSaid & Founded): RuleDefinition {
  if (definitions.has(id)) throw new Error(`rule ${id} is defined twice`);
  const laws: readonly Law[] = what.law === undefined ? [] : [what.law].flat();
  const open = laws.some(({ until }) => until === null);
  const local = what.local ?? false;
  const rule: RuleDefinition = {
    id,
    stream: what.stream ?? null,
    title: what.title,
    effect: what.effect,
    laws,
    law: cited(open ? laws.filter(({ until }) => until === null) : laws),
    basis: basisOf(local, laws),
    policyOf: what.policyOf ?? null,
    source: what.source,
    since: laws.map(({ since }) => since).sort()[0] ?? null,
    until: open
      ? null
      : (laws
          .flatMap(({ until }) => until ?? [])
          .sort()
          .at(-1) ?? null),
    local,
  };
  definitions.set(id, rule);
  return rule;
}

/** Is there law for it on the day? What no law makes, and what a council's pack decides, is not asked. */
export const lawHoldsOn = ({ laws, local }: Pick<RuleDefinition, 'laws' | 'local'>, day: Day): boolean =>
  local || laws.length === 0 || laws.some((each) => runs(each, day));

/** The law of a rule as it was on a day. */
export const lawOn = ({ laws }: Pick<RuleDefinition, 'laws'>, day: Day): string | null => cited(laws.filter((each) => runs(each, day)));

/** What the law of the day says: a rule whose law had not begun, or has ended, is silent, and the others speak by the law of that day. */
export const byTheLawOf = (day: Day, results: readonly RuleResult[]): readonly RuleResult[] =>
  results.filter(({ rule }) => lawHoldsOn(ruleById(rule), day)).map((result) => ({ ...result, on: day }));

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

export const ruleById = (id: RuleId): RuleDefinition => {
  const rule = definitions.get(id);
  if (!rule) throw new Error(`no rule ${id} is defined`);
  return rule;
};
export const allRules = (): readonly RuleDefinition[] => [...definitions.values()];
