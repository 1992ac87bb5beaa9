import { foreseen } from '../src/server/starting';
import { type Settings, settings, settingsFaults } from '../src/settings';

/** Prints to standard output, a line at a time. */
export type Print = (line: string) => void;

const complain: Print = (line) => {
  process.stderr.write(`${line}\n`);
};

/**
 * Runs the command of this process with its settings, and ends with its exit code. What is wrong with the settings, and what stopped the
 * command, is said in a line each; a fault that nobody foresaw, with where it happened.
 */
export function runCommand(failed: string, run: (settings: Settings, print: Print) => Promise<number> | number): void {
  if (settingsFaults.length > 0) {
    settingsFaults.forEach(complain);
    process.exitCode = 2;
    return;
  }
  Promise.resolve()
    .then(() => run(settings, (line) => process.stdout.write(`${line}\n`)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error: unknown) => {
        const lines = foreseen(error, settings) ?? [`${failed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
        lines.forEach(complain);
        process.exitCode = 2;
      },
    );
}
