import type { Circumstances, Declaration } from '../mutation/declaration';
import type { PersonalFacts } from '../person/person.types';
import { defineRule, type RuleResult, speak } from '../rules/rule';

export const VERSION_STALE = defineRule('VERSION-STALE', {
  effect: 'REFUSE',
  title: 'The budget has changed since the caller read it',
  policyOf: 'this hub, as good practice',
  source: '-',
});

/** A change of what has changed since it was read is refused, and says what was done to it. */
export function staleness<Input, Facts extends PersonalFacts>(
  declaration: Declaration<Input, Facts>,
  facts: ReadonlyMap<number, Facts>,
  input: Input,
  circumstances: Circumstances,
  personId: number | undefined,
  expected: number | null,
): RuleResult | null {
  if (expected === null) return null;
  const budget = declaration.versionOf?.(facts, input, circumstances) ?? null;
  if (budget === 'WITHHELD')
    return speak(VERSION_STALE, 'You are not shown the version of this budget.', { fix: 'Leave expectedVersion out.', subject: null });
  const person = personId === undefined ? undefined : facts.get(personId)?.person;
  const current = budget?.version ?? person?.version;
  if (current === undefined || current === expected) return null;
  const since = budget && budget.since.length > 0 ? `; since then: ${budget.since.join(', ')}` : '';
  return speak(VERSION_STALE, `The ${budget ? 'budget' : 'record'} is at version ${current}, and you read version ${expected}${since}.`, {
    fix: `Read it again, see what changed, and send the change with expectedVersion ${current}.`,
    subject: personId ?? null,
  });
}
