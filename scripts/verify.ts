/** Everything a change must pass, step by step; the last line says how many tests passed and failed. */
import { styleText } from 'node:util';
import { complaintsIn } from './verify/complaints.ts';
import { countTests } from './verify/count-tests.ts';
import { missedTests } from './verify/missed-tests.ts';
import { missingPrograms } from './verify/missing-programs.ts';
import { readScope } from './verify/read-scope.ts';
import { runStage } from './verify/run-stage.ts';
import { stagesOf } from './verify/steps.ts';
import { forgetReports } from './verify/test-reports.ts';
import { slowestFiles, type TestTime, workspaceTimes } from './verify/test-times.ts';
import { UsageError } from './usage.ts';

/** Files whose times are printed, so that it is seen what to make faster. */
const slowestShown = 10;

function timeLine({ name, seconds }: TestTime): string {
  return `        ${name.padEnd(52)} ${seconds.toFixed(1).padStart(7)} s`;
}

async function verify(words: readonly string[]): Promise<boolean> {
  const isCi = process.env['CI'] === 'true';
  const scope = readScope(words, isCi);
  if (scope === 'help') return true;
  const failures: string[] = [];
  for (const line of missingPrograms()) {
    process.stderr.write(`${styleText('yellow', `SKIPPED  ${line}`)}\n`);
    if (isCi) failures.push(line);
  }

  forgetReports();
  const timings: string[] = [];
  const complaints: string[] = [];
  for (const stage of stagesOf(scope)) {
    const results = await runStage(stage);
    for (const { name, code, output, seconds } of results) {
      timings.push(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(24)} ${seconds.toFixed(1).padStart(7)} s`);
      if (code !== 0) {
        failures.push(name);
        complaints.push(...complaintsIn(output));
      }
    }
    // Nothing else can be judged without a build.
    if (results.some(({ name, code }) => name === 'build' && code !== 0))
      return conclude(timings, failures, complaints);
  }
  timings.push('workspaces', ...workspaceTimes().map(timeLine));
  timings.push('slowest files', ...slowestFiles(slowestShown).map(timeLine));
  const missed = missedTests(scope);
  complaints.push(...missed);
  if (missed.length > 0) failures.push('tests that were not run');
  return conclude(timings, failures, complaints);
}

/** Prints how the run ended. */
function conclude(timings: readonly string[], failures: readonly string[], complaints: readonly string[]): boolean {
  const tests = countTests();
  process.stdout.write(`\n${timings.join('\n')}\n`);
  if (failures.length > 0) {
    process.stdout.write(`\n${[...complaints, `verify failed: ${failures.join(', ')}`].join('\n')}\n`);
  }
  process.stdout.write(`\n${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped\n`);
  return failures.length === 0 && tests.failed === 0 && tests.passed > 0;
}

try {
  process.exitCode = (await verify(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`verify: ${error.message}\n`);
  process.exitCode = 2;
}
