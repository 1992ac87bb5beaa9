import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const home = join(__dirname, '../..');

describe('npm run build', () => {
  let folder: string;
  const at = (path: string) => join(folder, path);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const build = () => execFileSync(process.execPath, [at('scripts/build.mjs'), '--no-explorer'], { encoding: 'utf8', stdio: 'pipe' });
  const builtAt = (path: string) => statSync(at(`dist/${path}`)).mtimeMs;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'build-'));
    for (const path of ['scripts/build.mjs', 'scripts/one-at-a-time.mjs', '.swcrc']) cpSync(join(home, path), at(path));
    symlinkSync(join(home, 'node_modules'), at('node_modules'));
    put('ormconfig.ts', 'export default 1;');
    put('migrations/1-make.ts', 'export class Make {}');
    put('src/a.ts', "import { b } from './b';\nexport const a: number = b;");
    put('src/b.ts', 'export const b = 1;');
    put('src/b.test.ts', 'throw new Error();');
    put('src/policy/packs/england.yaml', 'name: england');
    put('src/policy/README.md', 'Packs');
    put('src/server/explorer/app/main.tsx', 'not for the hub');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('compiles the code, copies what the code reads, and leaves out tests, pages of text and the explorer', () => {
    build();
    expect(execFileSync(process.execPath, ['-p', `require('${at('dist/src/a.js')}').a`], { encoding: 'utf8' })).toBe('1\n');
    expect(readFileSync(at('dist/src/policy/packs/england.yaml'), 'utf8')).toBe('name: england');
    for (const path of ['dist/ormconfig.js', 'dist/migrations/1-make.js']) expect(existsSync(at(path))).toBe(true);
    for (const path of ['dist/src/b.test.js', 'dist/src/policy/README.md', 'dist/src/server']) expect(existsSync(at(path))).toBe(false);
  });

  it('does again only what changed, and what somebody took away', () => {
    build();
    const [a, b] = [builtAt('src/a.js'), builtAt('src/b.js')];
    put('src/b.ts', 'export const b = 20;');
    build();
    expect(builtAt('src/a.js')).toBe(a);
    expect(builtAt('src/b.js')).toBeGreaterThan(b);
    rmSync(at('dist/src/a.js'));
    build();
    expect(existsSync(at('dist/src/a.js'))).toBe(true);
  });

  it('removes what no longer has a source, and keeps the explorer page', () => {
    build();
    put('dist/explorer/index.html', 'page');
    rmSync(at('migrations/1-make.ts'));
    build();
    expect(existsSync(at('dist/migrations/1-make.js'))).toBe(false);
    expect(existsSync(at('dist/explorer/index.html'))).toBe(true);
  });

  it('fails, naming the file, where the code cannot be read; and works again once it can', () => {
    put('src/a.ts', 'export const = ;');
    expect(build).toThrow(/a\.ts/);
    put('src/a.ts', 'export const a = 3;');
    build();
    expect(existsSync(at('dist/src/a.js'))).toBe(true);
  });

  it('takes over from a build that was killed', () => {
    // No process has this number: the largest that Linux gives is 4,194,304.
    put('var/build.lock', '4999999');
    build();
    expect(existsSync(at('dist/src/a.js'))).toBe(true);
    expect(existsSync(at('var/build.lock'))).toBe(false);
  });
});
