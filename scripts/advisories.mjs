// Asks the registry's advisory service about every package that is installed, and fails on a high or critical advisory.
// Run: npm run advisories [-- --omit=dev]. Where no service answers (a closed network, a mirror without one) it says so and exits with 2.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const WORST = ['high', 'critical'];

/** What npm printed, told as an exit code and lines: 0 nothing high, 1 something is, 2 nobody answered. */
export function verdictOn(printed) {
  let report;
  try {
    report = JSON.parse(printed);
  } catch {
    report = null;
  }
  const counts = report?.metadata?.vulnerabilities;
  if (!counts)
    return {
      code: 2,
      lines: [
        'No advisory service answered, so nothing is known of advisories. Run this where the registry of packages has one:',
        `  ${report?.message ?? report?.error?.summary ?? 'npm audit gave no report'}`,
      ],
    };
  const found = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) => WORST.includes(severity));
  const lines = found.map(({ name, severity, range, fixAvailable }) => `${severity}: ${name} ${range}${fixAvailable ? ' (a fix is available)' : ''}`);
  const others = Object.entries(counts).filter(([severity, count]) => !['total', ...WORST].includes(severity) && count > 0);
  const beside = others.length === 0 ? '' : ` Beside them: ${others.map(([severity, count]) => `${count} ${severity}`).join(', ')}.`;
  return { code: found.length > 0 ? 1 : 0, lines: [...lines, `${found.length} high or critical.${beside}`] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { stdout } = spawnSync('npm', ['audit', '--json', ...process.argv.slice(2)], { cwd: home, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { code, lines } = verdictOn(stdout);
  for (const line of lines) process.stdout.write(`${line}\n`);
  process.exitCode = code;
}
