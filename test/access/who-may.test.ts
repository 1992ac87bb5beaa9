import { readFileSync, writeFileSync } from 'node:fs';
import { ROLES, type Role } from '../../src/access/actor';
import { AUDIENCES } from '../../src/access/audiences';
import { READS_AREA, READS_FAMILY, SIGHT, WRITES } from '../../src/access/table';
import { buildHubSchema } from '../../src/server/schema';
import { STREAMS } from '../../src/vocabulary/stream';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { operations } from './asked-of-nobody';
import { ACTIONS, cell, COLUMNS, ROWS, SIGHTS } from './cells';

const FILE = 'src/access/who-may.md';
const ASKERS = ['nobody', ...ROLES] as const;
type Asker = (typeof ASKERS)[number];

const allowed = (name: string, asker: Asker): boolean => {
  const roles = AUDIENCES[name]?.roles;
  return roles === null || (asker !== 'nobody' && roles?.includes(asker) === true);
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const initials = (role: Asker): string =>
  role === 'nobody'
    ? '–'
    : role
        .split('_')
        .map((word) => word.slice(0, role.includes('_') ? 2 : 4))
        .join('·');

/** The page that is reviewed where a permission changes: written from the tables, compared with what is committed. */
function page(): string {
  const fields = Object.keys(AUDIENCES).sort();
  const standing = (role: Role): string => {
    if (READS_AREA.includes(role)) return 'own council or commissioner';
    if (READS_FAMILY.includes(role)) return 'own family';
    return role === 'SETTING_APPROVER' ? 'own pupils' : role === 'PROVIDER' ? 'those it provides for' : 'nobody';
  };
  return `# Who may

Written by test/access/who-may.test.ts from audiences.ts and table.ts, which decide; \`WRITE=1\` writes it anew. Every line of the second and
third tables is about people who are theirs to see (relation.ts).

## The root fields

● lets the asker in; whose record and which stream it may be is decided behind it.

${table(
  ['', ...ASKERS.map(initials)],
  fields.map((name) => [name, ...ASKERS.map((asker) => (allowed(name, asker) ? '●' : ''))]),
)}

${ASKERS.map((asker) => `${initials(asker)} ${asker === 'nobody' ? 'without a token' : asker}`).join(', ')}.

## What each role is shown of a stream

Health only where the person has it shown in the pool, but for the person, their family and their commissioner. A person is shown all of
their own; a commissioner all of health and that the rest exists.

${table(
  ['', 'of whom', ...STREAMS],
  ROLES.map((role) => [role, standing(role), ...STREAMS.map((stream) => SIGHTS[SIGHT[role][stream]])]),
)}

## Role, relation, stream and state: what is shown, and what is let through

By \`relation.ts\` and \`guard.ts\`; the graph is asked all of it in test/access/matrix.test.ts. An empty cell: to them there is no such budget.
${ACTIONS.map(({ letter, what }) => `${letter} ${what}`).join(', ')}: that the door is open, not what the rules then say. What an agreement shares
turns "${SIGHTS.EXISTS_ONLY}" into "${SIGHTS.FULL}" for those it names, and opens no door.

Family: of children of school age, and of grown-up people's money (adults' columns) in the first row. The young are 16 or 17 and past compulsory
schooling, and 18 in the adults' columns; grown-ups are 20. An agreement that names one of the family shows them that budget, and is for reading; who
holds its money is shown what they hold, what it is for where they hold all of it, and sends its payments (recordTransactions). Neither shows the
rest of a record. What is decided is decided for today, whatever day is asked about: family.rules.ts.

${table(
  ['', 'to the person', ...COLUMNS.map(({ name }) => name)],
  ROWS.map(([role, how]) => [role, how, ...COLUMNS.map((column) => cell(role, how, column))]),
)}

## Who writes a budget of a stream

${table(
  ['', ...STREAMS],
  ROLES.filter((role) => STREAMS.some((stream) => WRITES[stream].includes(role))).map((role) => [
    role,
    ...STREAMS.map((stream) => (WRITES[stream].includes(role) ? '●' : '')),
  ]),
)}
`;
}

describe('every role and every query and mutation', () => {
  let hub: TestHub;
  const callers = new Map<Asker, Caller>();
  beforeAll(async () => {
    hub = await aHub();
    for (const asker of ASKERS)
      callers.set(asker, asker === 'nobody' ? hub.anonymous() : await hub.as(asker, asker === 'HEALTH_COMMISSIONER' ? 'QWO' : '384'));
  });
  afterAll(() => hub.stop());

  it('is as the committed page says', () => {
    if (process.env['WRITE'] === '1') writeFileSync(FILE, page());
    expect(readFileSync(FILE, 'utf8')).toBe(page());
  });

  it.each([...operations(buildHubSchema())])('%s', async (name, operation) => {
    const answers = await Promise.all(
      ASKERS.map(async (asker) => {
        const { errors } = (await callers.get(asker)?.raw(operation)) ?? {};
        const stopped =
          errors?.some(
            ({ message, extensions: { code } }) => code === 'UNAUTHENTICATED' || (code === 'FORBIDDEN' && message.includes('may not use')),
          ) ?? false;
        if (!stopped) return [asker, true];
        expect(errors?.[0]?.extensions.code).toBe(asker === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
        return [asker, false];
      }),
    );
    expect(answers).toEqual(ASKERS.map((asker) => [asker, allowed(name, asker)]));
  });
});
