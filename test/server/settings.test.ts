import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const home = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(home, file), 'utf8');

describe('settings', () => {
  it('are read from the environment in one place, and nowhere else does the hub look at it', () => {
    const readers = globSync('src/**/*.{ts,tsx,mts}', { cwd: home }).filter((file) => /process\s*\.\s*env|process\[|loadEnvFile/.test(read(file)));
    expect(readers).toEqual(['src/settings.ts']);
  });

  it('are each in the README, and the README names none that is not read', () => {
    const names = new Set(
      [...read('src/settings.ts').matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].map(([, name]) => name ?? '').filter((name) => name.length > 3),
    );
    const table = read('README.md').split('## Settings')[1]?.split('\n##')[0] ?? '';
    const told = new Set(
      table
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name ?? '')),
    );
    expect([...told].sort()).toEqual([...names].sort());
  });
});
