import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const home = join(__dirname, '..', '..');

/** The script is a module of its own kind: it is asked as it is run. */
function verdictOn(printed: string): { code: number; lines: string[] } {
  const { stdout } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { verdictOn } from './scripts/advisories.mjs'; console.log(JSON.stringify(verdictOn(process.argv[1])))`,
      printed,
    ],
    { cwd: home, encoding: 'utf8' },
  );
  return JSON.parse(stdout) as { code: number; lines: string[] };
}
const report = (vulnerabilities: object, counts: object) =>
  JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: { info: 0, low: 0, ...counts } } });

describe('what is known against the packages that are used', () => {
  it('fails on a high advisory and names it; lesser ones are counted', () => {
    const high = { name: 'left', severity: 'high', range: '<2', fixAvailable: true };
    expect(verdictOn(report({ left: high, right: { name: 'right', severity: 'low', range: '*' } }, { low: 1, high: 1 }))).toEqual({
      code: 1,
      lines: ['high: left <2 (a fix is available)', '1 high or critical. Beside them: 1 low.'],
    });
    expect(verdictOn(report({}, {}))).toEqual({ code: 0, lines: ['0 high or critical.'] });
  });

  it('is not taken for nothing where no advisory service answers', () => {
    for (const printed of ['', JSON.stringify({ message: '405 Method Not Allowed' })]) {
      const { code, lines } = verdictOn(printed);
      expect(code).toBe(2);
      expect(lines[0]).toContain('No advisory service answered');
    }
  });

  it('every version is pinned, to one and the same in the lock, and Apollo Server to one with its advisories fixed', () => {
    const read = (file: string) => JSON.parse(readFileSync(join(home, file), 'utf8')) as Record<string, any>;
    const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>;
    const lock = read('package-lock.json')['packages'] as Record<string, { version?: string }>;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
      expect([name, lock[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
    const [major = 0, minor = 0, patch = 0] = (dependencies?.['@apollo/server'] ?? '').split('.').map(Number);
    expect(major * 10_000 + minor * 100 + patch).toBeGreaterThanOrEqual(50_501);
  });
});
