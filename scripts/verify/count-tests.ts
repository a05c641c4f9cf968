import { readReports } from './test-reports.ts';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up the reports of the run. */
export function countTests(): TestCounts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { report } of readReports()) {
    counts.passed += report.numPassedTests;
    counts.failed += report.numFailedTests;
    counts.skipped += report.numPendingTests + report.numTodoTests;
  }
  return counts;
}
