import type { RuleBasis, RuleDefinition, RuleEffect } from '../src/rules/rule';
import { STREAM_NAMES, STREAMS } from '../src/vocabulary/stream';

/** The word of the rule book for what a rule does when it speaks. */
const EFFECTS: Readonly<Record<RuleEffect, string>> = { REFUSE: 'REFUSE', NEEDS_AGREEMENT: 'AGREE', WARN: 'WARN', INFORM: 'INFORM' };

const BASES: Readonly<Record<RuleBasis, string>> = {
  LAW: 'law',
  GUIDANCE: 'guidance',
  COUNCIL_POLICY: 'a council’s pack',
  GOOD_PRACTICE: 'good practice',
};

/** Every law that it has rested on, one that has ended with its last day; where there is none, whose policy it is. */
export const lawsOf = ({ laws, policyOf }: RuleDefinition): string =>
  [
    ...laws.map(({ cited, until }) => (until === null ? cited : `${cited} (to ${until})`)),
    ...(policyOf === null ? [] : [`policy of ${policyOf}`]),
  ].join('; ');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function days({ since, until }: RuleDefinition): string {
  if (since === null && until === null) return '';
  return `${since === null ? '' : `from ${since}`}${until === null ? '' : ` until ${until}`}`.trim();
}

function table(title: string, rules: readonly RuleDefinition[]): string {
  const rows = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      (rule) => `| ${[rule.id, EFFECTS[rule.effect], rule.title, lawsOf(rule), BASES[rule.basis], rule.source, days(rule)].map(cell).join(' | ')} |`,
    );
  return [`## ${title}`, '', '| id | effect | rule | law | rests on | source | in force |', '|---|---|---|---|---|---|---|', ...rows, ''].join('\n');
}

/** The rule book as a page, from the rules as they are defined: by stream, then by id, so that it does not depend on the order of the code. */
export function ruleBookOf(rules: readonly RuleDefinition[]): string {
  const every = table(
    'Every stream',
    rules.filter(({ stream }) => stream === null),
  );
  const own = STREAMS.map((stream) => [stream, rules.filter((rule) => rule.stream === stream)] as const).filter(([, some]) => some.length > 0);
  const head = [
    '# The rule book',
    '',
    'Written by "npm run schema" from the code: change a rule where it is defined. REFUSE: it cannot happen. AGREE: it can, once the named agreement is on record. WARN and INFORM only speak.',
    '',
  ].join('\n');
  return [
    head,
    every,
    ...own.map(([stream, some]) =>
      table(
        STREAM_NAMES[stream].replace(/^./, (first) => first.toUpperCase()),
        some,
      ),
    ),
  ].join('\n');
}
