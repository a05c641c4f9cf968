import { globSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the runner puts its reports, in the folder of each workspace: of the quick tests, and of the slow ones. */
export const reportFiles = { test: 'coverage/tests.json', 'test:slow': 'coverage/slow-tests.json' } as const;

/** What is read of a report of the test runner, which writes more. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** One for each file. Times: Unix milliseconds. */
  readonly testResults: readonly { readonly name: string; readonly startTime: number; readonly endTime: number }[];
}

function writtenReports(): readonly string[] {
  return Object.values(reportFiles).flatMap((file) => globSync([`{packages,apps,conformance}/*/${file}`, `*/${file}`]));
}

/** Returns the folder of the workspace that a report is of. */
export function workspaceOf(file: string): string {
  return dirname(dirname(file));
}

/** Removes the reports of an earlier run. */
export function forgetReports(): void {
  for (const file of writtenReports()) rmSync(file);
}

/** Reads the reports of the run, one or two for each workspace. */
export function readReports(): readonly { readonly file: string; readonly report: TestReport }[] {
  return writtenReports().map((file) => ({ file, report: JSON.parse(readFileSync(file, 'utf8')) as TestReport }));
}
