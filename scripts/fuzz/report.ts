import type { Fault, Findings, Worked } from './findings';
import type { Sent } from './sending';

const text = ({ body }: Sent): string => (typeof body === 'string' ? body : `base64 ${body.toString('base64')}`);
const requestOf = ({ method, path, headers, body, goesAway, isTooMuch }: Sent): string =>
  JSON.stringify({
    method,
    path,
    headers,
    body: text({ method, path, headers, body }),
    ...(goesAway ? { goesAway } : {}),
    ...(isTooMuch ? { isTooMuch } : {}),
  });

const worked = ({ number, what, statements, turn, sent }: Worked): string =>
  `  ${String(statements).padStart(6)} statements  ${turn.toLocaleString('en-GB', { maximumFractionDigits: 0 }).padStart(7)} ms  no. ${number} ${what}: ${text(sent).slice(0, 200)}`;

export const faultText = ({ number, at, wrong, sent, answer }: Fault): string =>
  [`no. ${number} at ${new Date(at).toISOString()}: ${wrong}`, `  ${requestOf(sent)}`, `  ${answer.status} ${answer.text.slice(0, 600)}`].join('\n');

/** What a run came to, in words. `inspected`: what the invariants say after it. `logged`: errors that the hub wrote to its log. */
export function reportOf(
  { kinds, faults, most, longest, bystanders, coverage, inTheWay }: Findings,
  inspected: readonly string[],
  logged: readonly string[],
): string {
  const { missing, applied, wanted } = coverage;
  const covered = (Object.keys(wanted) as (keyof typeof wanted)[]).map(
    (kind) =>
      `  ${kind.padEnd(9)} ${wanted[kind].length - missing[kind].length} of ${wanted[kind].length}${missing[kind].length > 0 ? `; not ${missing[kind].join(', ')}` : ''}`,
  );
  return [
    'Answers',
    ...[...kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `  ${String(count).padStart(7)} ${kind}`),
    `Others asked while many were answered: ${bystanders.asked}, answered ${bystanders.answered}`,
    'Most work',
    ...most.map(worked),
    'Longest turns (processor time)',
    ...longest.map(worked),
    'Touched',
    ...covered,
    'What stood in the way',
    ...[...inTheWay].map(
      ([name, why]) =>
        `  ${name}: ${[...why]
          .sort(([, a], [, b]) => b - a)
          .map(([each, times]) => `${each} ${times}`)
          .join(', ')}`,
    ),
    `Applied: ${[...applied].map(([name, times]) => `${name} ${times}`).join(', ')}`,
    `Invariants: ${inspected.length === 0 ? 'each of them holds' : `${inspected.length} faults`}`,
    ...inspected.map((each) => `  ${each}`),
    `Errors in the log: ${logged.length}`,
    ...logged.slice(0, 10).map((each) => `  ${each.slice(0, 600).trim()}`),
    `Faults: ${faults.length}`,
    ...faults.map(faultText),
  ].join('\n');
}
