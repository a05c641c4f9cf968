import { globSync, readFileSync, rmSync } from 'node:fs';

/** Where the runner puts its report, in the folder of each workspace. */
export const reportFile = 'coverage/tests.json';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What is read of a report of the test runner, which writes more. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

function reports(): readonly string[] {
  return globSync(`{packages,apps,conformance}/*/${reportFile}`).concat(globSync(`*/${reportFile}`));
}

/** Removes the reports of an earlier run. */
export function forgetReports(): void {
  for (const file of reports()) rmSync(file);
}

/** Adds up the reports of the run, one for each workspace. */
export function countTests(): TestCounts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of reports()) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    counts.passed += report.numPassedTests;
    counts.failed += report.numFailedTests;
    counts.skipped += report.numPendingTests + report.numTodoTests;
  }
  return counts;
}
