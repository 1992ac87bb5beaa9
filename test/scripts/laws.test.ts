import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const home = join(__dirname, '..', '..');
let folder: string;
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const run = (...args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(process.execPath, [...args], { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-laws-'));
  symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'));
  for (const file of ['tsconfig.json', '.dependency-cruiser.cjs', 'package.json']) cpSync(join(home, file), join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the arrows', () => {
  const PLANTED: readonly (readonly [law: string, from: string, to: string])[] = [
    ['people-lean-left-only', 'people/a', 'decide/b'],
    ['access-lean-left-only', 'access/a', 'people/b'],
    ['database-lean-left-only', 'database/a', 'people/b'],
    ['pool-calculators-strangers', 'pool/a', 'calculators/b'],
    ['budgets-record-floor', 'budgets/record/a', 'budgets/caller/b'],
    ['budgets-charge-floor', 'budgets/charge/a', 'budgets/lines/b'],
    ['budgets-running-floor', 'budgets/running/a', 'budgets/award/b'],
    ['exchange-statements-floor', 'exchange/statements/a', 'exchange/csv/b'],
    ['exchange-target-floor', 'exchange/target/a', 'exchange/loads/b'],
    ['exchange-reading-and-making-are-strangers', 'exchange/identity/a', 'exchange/formats/b'],
    ['every-file-has-a-floor', 'budgets/award/a', 'budgets/b'],
    ['databases-are-strangers', 'database/mariadb/a', 'database/sqlite/b'],
    ['no-room-knows-which-database', 'database/a', 'database/mariadb/b'],
    ['no-room-knows-which-database', 'server/a', 'database/sqlite/b'],
    ['streams-are-strangers', 'streams/carers/a', 'streams/health/b'],
  ];

  it('are reported where one of each kind is planted', () => {
    PLANTED.forEach(([, from, to], index) => {
      put(`src/${to}${index}.ts`, `export const b${index} = ${index};\n`);
      const up = '../'.repeat(from.split('/').length - 1);
      put(`src/${from}${index}.ts`, `import { b${index} } from '${up}${to}${index}';\nexport const a${index} = b${index};\n`);
    });
    // Files that name each other's types.
    put('src/database/ring-a.ts', "import type { B } from './ring-b';\nexport interface A {\n  readonly b: B | null;\n}\n");
    put('src/database/ring-b.ts', "import type { A } from './ring-a';\nexport interface B {\n  readonly a: A | null;\n}\n");
    const said = run(join(home, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'), 'src');
    const silent = PLANTED.filter(([law, from], index) => !new RegExp(`${law}: src/${from}${index}\\.ts`).test(said));
    expect(silent).toEqual([]);
    expect(said).toMatch(/no-circles-of-types: src\/database\/ring-/);
  });
});

describe('the hub’s own lint', () => {
  /** The rules are modules of another kind: eslint is asked as it is run. */
  const CONFIG = `
    import tseslint from 'typescript-eslint';
    import { oneNameOneThing } from '${join(home, 'scripts/lint/names.mjs')}';
    import { tablesOfOwnRoom } from '${join(home, 'scripts/lint/tables.mjs')}';
    const home = import.meta.dirname;
    export default [{
      files: ['src/**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { hub: { rules: { names: oneNameOneThing(home), tables: tablesOfOwnRoom(home, { 'src/pool/c.ts': ['plan'], 'src/pool/d.ts': ['plan'] }) } } },
      rules: { 'hub/names': 'error', 'hub/tables': 'error' },
    }];`;
  const lint = (): string => run(join(home, 'node_modules', 'eslint', 'bin', 'eslint.js'), '--format', 'json', 'src');

  it('tells where a table stands in the SQL of another room, and where one that may no longer does', () => {
    put('eslint.config.mjs', CONFIG);
    put('src/plans/plan.entity.ts', "const Entity = (_: string) => (target: unknown) => target;\n@Entity('plan')\nclass PlanRow {}\nvoid PlanRow;\n");
    put('src/plans/a.ts', "const own = 'SELECT id FROM plan';\nvoid own;\n");
    put('src/pool/b.ts', 'const other = `SELECT id FROM budget b JOIN plan p ON p.id = b.id`;\nvoid other;\n');
    put('src/pool/c.ts', "const listed = 'SELECT id FROM plan';\nvoid listed;\n");
    put('src/pool/d.ts', "const words = 'a plan from home';\nvoid words;\n");
    const found = (JSON.parse(lint()) as { filePath: string; messages: { message: string }[] }[]).flatMap(({ filePath, messages }) =>
      messages.map(({ message }) => `${filePath.slice(-9)} ${message}`),
    );
    expect(found).toEqual([
      "pool/b.ts The table plan is plans/'s: ask a function of that room instead of naming it here.",
      'pool/d.ts plan is named here no longer: take it off the list in eslint.config.mjs.',
    ]);
  });

  it('tells where an exported name stands for two things; a graph class may have the name of what it shows', () => {
    put('eslint.config.mjs', CONFIG.replace(/\{ 'src\/pool[^}]*\}/, '{}'));
    put('src/plans/a.ts', 'export interface Span {\n  readonly from: string;\n}\n');
    put('src/pool/b.ts', 'export const Span = 1;\n');
    put('src/pool/span.graph.ts', 'export class Span {}\n');
    const found = (JSON.parse(lint()) as { filePath: string; messages: { message: string }[] }[]).flatMap(({ messages }) =>
      messages.map(({ message }) => message),
    );
    expect(found).toEqual([
      'Span is the name of something in src/pool/b.ts as well: say which it is.',
      'Span is the name of something in src/plans/a.ts as well: say which it is.',
    ]);
  });
});
