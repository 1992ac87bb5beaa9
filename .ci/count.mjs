// The last line of CI: what Jest's own reports count, added up. A report that is missing or broken counts as one failure, and
// so does a file that could not be run at all.
// Run: node .ci/count.mjs REPORT.json...
import { readFileSync } from 'node:fs';

function countOf(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch (error) {
    process.stderr.write(`No report of a test run: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const total = process.argv
  .slice(2)
  .map(countOf)
  .reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
if (total.skipped > 0)
  process.stdout.write(`${total.skipped} were left out: what only the other database can do, or is compared with files that are not here.\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
