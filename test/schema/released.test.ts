import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { CHANGES_FILE } from '../../scripts/contract';
import { compareWithReleased, RELEASED_FILE, releasedVersion, versionsIn } from '../../scripts/released';
import { buildHubSchema } from '../../src/server/schema';

const home = join(__dirname, '../..');
const [releasedText, page] = [RELEASED_FILE, CHANGES_FILE].map((file) => readFileSync(join(home, file), 'utf8')) as [string, string];

describe('the built schema and the one that was released', () => {
  it('tells a client of the released one of all that breaks or may surprise it', () => {
    expect(compareWithReleased(releasedText, buildHubSchema(), page).faults).toEqual([]);
  });

  it('is a version of its own, and the released one is among those that are told of', () => {
    expect(versionsIn(page).map(({ number }) => number)).toContain(releasedVersion(releasedText));
  });
});

describe('the comparison', () => {
  const base = `
    enum Kind { ONE TWO }
    type Item { id: ID! cost(kind: Kind = ONE): Int! old: Int }
    type Other { id: ID }
    union Thing = Item | Other
    input Ask { name: String! }
    type Query { thing(ask: Ask!): Thing }`;
  const version = (number: string, on: string, ...lines: readonly string[]) => `### ${number} (${on})\n\n${lines.join('\n')}\n\n`;
  const first = version('0.1.0', '2026-01-01');
  /** What is at fault where `from` becomes `to` in a schema released as 0.1.0, and the page tells of these versions. */
  const faults = (from: string, to: string, told: string, released = base): readonly string[] => {
    expect(released).toContain(from);
    const text = `# The schema of version 0.1.0, as it was released.\n${released}`;
    return compareWithReleased(text, buildSchema(released.replace(from, to)), `# Page\n\n## Versions\n\n${told}${first}## After\n`).faults;
  };

  it.each<[string, string, string]>([
    ['old: Int', '', 'Item.old was removed.'],
    ['cost(kind: Kind = ONE): Int!', 'cost(kind: Kind = ONE): Int', 'Item.cost changed type from Int! to Int.'],
    ['(kind: Kind = ONE)', '', 'Item.cost arg kind was removed.'],
    ['(kind: Kind = ONE)', '(kind: Kind = ONE, on: String!)', 'A required arg on on Item.cost was added.'],
    ['name: String!', 'name: String! more: Int!', 'A required field more on input type Ask was added.'],
    ['ONE TWO', 'ONE', 'TWO was removed from enum type Kind.'],
    ['Item | Other', 'Item', 'Other was removed from union type Thing.'],
  ])('fails where %s becomes "%s" and nothing explains it, and passes where that is explained', (from, to, sentence) => {
    const next = version('0.2.0', '2026-02-01');
    expect(faults(from, to, next)).toEqual([`Not explained under 0.2.0 in ${CHANGES_FILE}: ${sentence}`]);
    expect(faults(from, to, version('0.2.0', '2026-02-01', `- \`${sentence}\` It was never filled: ask \`id\`.`))).toEqual([]);
    // A sentence without a reason explains nothing, nor does one of a version before.
    expect(faults(from, to, version('0.2.0', '2026-02-01', `- \`${sentence}\``))).toHaveLength(1);
    expect(faults(from, to, next + version('0.1.5', '2026-01-15', `- \`${sentence}\` Why.`))).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['ONE TWO', 'ONE TWO THREE', 'THREE was added to enum type Kind.'],
    ['name: String!', 'name: String! more: Int', 'An optional field more on input type Ask was added.'],
    ['Kind = ONE', 'Kind = TWO', 'Item.cost arg kind has changed defaultValue from ONE to TWO.'],
  ])('wants what may surprise a client explained too: %s becomes %s', (from, to, sentence) => {
    expect(faults(from, to, version('0.1.1', '2026-02-01'))).toEqual([`Not explained under 0.1.1 in ${CHANGES_FILE}: ${sentence}`]);
    expect(faults(from, to, version('0.1.1', '2026-02-01', `- \`${sentence}\` Because.`))).toEqual([]);
  });

  it('asks nothing of a field that is added', () => {
    expect(faults('old: Int', 'old: Int new: Int', version('0.2.0', '2026-02-01'))).toEqual([]);
  });

  it('fails where what is explained is not so', () => {
    expect(faults('old: Int', 'old: Int', version('0.2.0', '2026-02-01', '- `Item.id was removed.` Why.'))).toEqual([
      'Explained, and not so: Item.id was removed.',
    ]);
  });

  it('fails where a break hides in a small step, or in a version that is released', () => {
    const line = '- `Item.old was removed.` Why.';
    const small = 'A client of 0.1.0 breaks, and 0.1.1 does not say so: raise the first number, before 1.0.0 the second.';
    expect(faults('old: Int', '', version('0.1.1', '2026-02-01', line))).toEqual([small]);
    expect(faults('old: Int', '', version('1.0.0', '2026-02-01', line))).toEqual([]);
    expect(faults('old: Int', '', version('0.1.0', '2026-02-01', line))).toContain(
      '0.1.0 is released: what changes after it is a version of its own.',
    );
  });

  it('fails where the page tells of no version', () => {
    expect(compareWithReleased(base, buildSchema(base), '# Page\n').faults).toHaveLength(1);
  });

  const deprecated = (reason: string) => `old: Int @deprecated(reason: "${reason}")`;
  const next = version('0.2.0', '2026-02-01');
  it.each<[string, RegExp | null]>([
    ['Use `id`. Since 0.2.0, and stays until 2026-07-31 at least.', null],
    ['Use `id`.', /without saying what to use, since when and until when/],
    ['Since 0.2.0, and stays until 2026-07-31 at least.', /without saying what to use/],
    ['Use `id`. Since 0.3.0, and stays until 2026-07-31 at least.', /deprecated since 0\.3\.0, and .* has no such version/],
    ['Use `id`. Since 0.2.0, and stays until 2026-07-30 at least.', /stays for 179 days/],
  ])('takes "%s" for a reason only where it says what to use, since when, and long enough until when', (reason, fault) => {
    const found = faults('old: Int', deprecated(reason), next);
    if (fault === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(fault)]);
  });

  it('sees deprecated arguments, inputs and words of lists as well', () => {
    const places: readonly [string, string][] = [
      ['kind: Kind = ONE', 'kind: Kind = ONE @deprecated'],
      ['name: String!', 'name: String! more: Int @deprecated'],
      ['ONE TWO', 'ONE TWO @deprecated'],
    ];
    for (const [from, to] of places) expect(faults(from, to, next).filter((fault) => fault.includes('is deprecated without'))).toHaveLength(1);
  });

  it('keeps what was promised until its day', () => {
    const gone = deprecated('Use `id`. Since 0.1.0, and stays until 2026-07-01 at least.');
    const line = '- `Item.old was removed.` It was deprecated: ask `id`.';
    const released = base.replace('old: Int', gone);
    expect(faults(gone, '', version('0.2.0', '2026-06-30', line), released)).toEqual([
      'Item.old was promised until 2026-07-01, and 0.2.0 of 2026-06-30 lacks it.',
    ]);
    expect(faults(gone, '', version('0.2.0', '2026-07-01', line), released)).toEqual([]);
  });
});
