import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const home = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(home, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly engines: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, { readonly engines?: object }>> };

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }>>;
}
const workflows = readdirSync(join(home, '.github/workflows')).map((file) => parse(read(`.github/workflows/${file}`)) as Workflow);
const steps = workflows.flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));

describe('the habits', () => {
  it('run all of .ci/run for every change, by actions that nobody can exchange', () => {
    expect(steps.some(({ run }) => run === 'bash .ci/run')).toBe(true);
    expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/^[\w./-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  it('ask for the Node.js that the page asks for, in the lock file too', () => {
    const [, least] = /You need Node\.js (\d+) or newer/.exec(read('README.md')) ?? [];
    expect(manifest.engines['node']).toBe(`>=${least}`);
    expect(lock.packages['']?.engines).toEqual(manifest.engines);
  });

  it('hold back what must not move, and what is held back is where it may be', () => {
    const { packageRules } = JSON.parse(read('.github/renovate.json')) as {
      readonly packageRules: readonly {
        readonly matchPackageNames?: readonly string[];
        readonly allowedVersions?: string;
        readonly enabled?: boolean;
      }[];
    };
    const pinned: Readonly<Record<string, string>> = { ...manifest.dependencies, ...manifest.devDependencies };
    const isAllowed = (version: string, allowed: string): boolean => {
      if (allowed.startsWith('/')) return new RegExp(allowed.slice(1, -1)).test(version);
      const [[major = 0, minor = 0], [mostMajor = 0, mostMinor = 0]] = [version, allowed.slice(1)].map((text) => text.split('.').map(Number)) as [
        number[],
        number[],
      ];
      return major < mostMajor || (major === mostMajor && minor < mostMinor);
    };
    const held = packageRules.flatMap(({ matchPackageNames = [], allowedVersions, enabled }) =>
      allowedVersions !== undefined || enabled === false ? matchPackageNames.map((name) => ({ name, allowedVersions })) : [],
    );
    expect(held.map(({ name }) => name).toSorted()).toEqual([
      'better-sqlite3',
      'graphql',
      'monaco-editor',
      'type-graphql',
      'typescript',
      'unrs-resolver',
    ]);
    for (const { name, allowedVersions } of held)
      if (allowedVersions !== undefined) expect([name, isAllowed(pinned[name] ?? '', allowedVersions)]).toEqual([name, true]);
  });

  it('tell an editor what the formatter does', () => {
    const { printWidth } = JSON.parse(read('.prettierrc')) as { readonly printWidth: number };
    const editor = read('.editorconfig');
    for (const line of [
      `max_line_length = ${printWidth}`,
      'indent_style = space',
      'indent_size = 2',
      'end_of_line = lf',
      'insert_final_newline = true',
    ])
      expect(editor.split('\n')).toContain(line);
  });

  it('name no command that there is not', () => {
    const commands = ['README.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md', 'src/README.md', 'schema/CHANGES.md', '.ci/run'].flatMap(
      (path) => [...read(path).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name ?? ''),
    );
    expect(commands.length).toBeGreaterThan(20);
    expect([...new Set(commands)].filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  });
});

describe('the pages', () => {
  const within = (folder: string): readonly string[] =>
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const pages = [...readdirSync(home), ...['.github', 'schema', 'src', 'test'].flatMap(within)].filter((path) => path.endsWith('.md'));

  it('lead somewhere by every link', () => {
    expect(pages.length).toBeGreaterThan(20);
    const lost = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, target = '']) =>
        existsSync(join(home, dirname(page), target)) ? [] : [`${page}: ${target}`],
      ),
    );
    expect(lost).toEqual([]);
  });

  it('of decisions are numbered, listed, short, and each says what was refused', () => {
    const decisions = readdirSync(join(home, 'src/decisions')).filter((file) => file !== 'README.md');
    const listed = [...read('src/decisions/README.md').matchAll(/^\| \[(\d+)\]\(([^)]+)\)/gm)].map(([, number, file]) => [Number(number), file]);
    expect(listed).toEqual(decisions.toSorted().map((file, index) => [index + 1, file]));
    for (const [index, file] of decisions.toSorted().entries()) {
      const lines = read(join('src/decisions', file)).trimEnd().split('\n');
      expect([file, lines[0]?.startsWith(`# ${index + 1}. `), lines.length >= 20 && lines.length <= 40]).toEqual([file, true, true]);
      expect(lines.filter((line) => line.startsWith('## '))).toEqual(['## Context', '## Decision', '## Refused', '## Consequence']);
    }
  });

  it('are in every room of src', () => {
    const rooms = readdirSync(join(home, 'src'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    expect(rooms.filter((room) => !existsSync(join(home, 'src', room, 'README.md')))).toEqual([]);
  });
});
