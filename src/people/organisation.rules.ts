import type { BodyInTime } from '../person/person.types';
import { law } from '../rules/laws';
import { defineRule, type RuleDefinition, type RuleResult, speak } from '../rules/rule';
import type { Day } from '../vocabulary/day';

export const ORG_ENDED = defineRule('ORG-ENDED', {
  effect: 'REFUSE',
  title: 'A body that was abolished decides nothing after its last day: who followed it does',
  law: [law('STRUCTURAL_CHANGES', 's.11'), law('NHS', 's.14Z25', { since: '2022-07-01' })],
  source: 'Structural changes orders of each reorganisation; orders that establish integrated care boards',
});
export const ORG_LISTED = defineRule('ORG-LISTED', {
  effect: 'WARN',
  title: 'A body that the published list does not have is taken at its word, and said to be unlisted',
  policyOf: 'this hub, as good practice',
  source: 'NHS Organisation Data Service; Get Information about Schools',
});

type Named = BodyInTime['followers'][number];
const named = ({ name, code }: Named): string => `${name} (${code})`;
const either = (all: readonly Named[]): string => all.map(named).join(' or ');
const theList = ({ list }: Pick<BodyInTime, 'list'>): string => (list === null ? 'the list of organisations' : `the list of ${list}`);

/** Refuses what a body decides after its last day, by whichever rule says so of its kind. */
export function notAfterItsEnd(by: BodyInTime, on: Day, rule: RuleDefinition = ORG_ENDED): readonly RuleResult[] {
  if (by.to === null || on <= by.to) return [];
  const who = by.followers.length > 0 ? either(by.followers) : null;
  return [
    speak(
      rule,
      `${by.name} ended on ${by.to}: a decision of ${on} is made by ${who ?? `the body that followed it, which ${theList(by)} does not name`}.`,
      {
        fix:
          who === null
            ? 'Bring the newest list (npm run organisations -- load FILE); the body that followed then takes over (passToSuccessor) and decides.'
            : `Ask ${who} to decide it; what ${by.name} had passes to it by passToSuccessor.`,
        subject: by.code,
      },
    ),
  ];
}

/** Refuses what a body decides before its first day. */
export function notBeforeItsBeginning(by: BodyInTime, on: Day, rule: RuleDefinition): readonly RuleResult[] {
  if (by.from === null || on >= by.from) return [];
  const who = by.followed.length > 0 ? either(by.followed) : null;
  return [
    speak(rule, `${by.name} began on ${by.from}: a decision of ${on} was made by ${who ?? 'the body before it'}.`, {
      fix: `Record it as the decision of ${who ?? 'the body of that day'}.`,
      subject: by.code,
    }),
  ];
}

/** Warns of somebody registered as a body's that has ended, or that no list has: a record of then may be entered late. */
export const standsToday = (body: BodyInTime, today: Day): readonly RuleResult[] => [
  ...notAfterItsEnd(body, today).map((result): RuleResult => ({ ...result, effect: 'WARN' })),
  ...unlisted(body),
];

/** Says that no list has the body: it may be newer than the list, or mistaken for another. */
export const unlisted = (by: BodyInTime): readonly RuleResult[] =>
  by.listedOn !== null
    ? []
    : [
        speak(ORG_LISTED, `${by.code} is not on ${theList(by)}, so nobody can tell from it whether ${by.name} is a body that decides.`, {
          fix: 'Check the code; where the body is newer than the list, bring the newest one (npm run organisations -- load FILE).',
          subject: by.code,
        }),
      ];
