import { relative } from 'node:path';
import { readReports, reportFiles, type TestReport, workspaceOf } from './test-reports.ts';

export interface TestTime {
  /** A workspace, or a file of tests. */
  readonly name: string;
  readonly seconds: number;
}

/**
 * Returns how long the quick and the slow tests of each workspace took, from the first that began to the last that ended, the
 * longest first.
 */
export function workspaceTimes(): readonly TestTime[] {
  return readReports()
    .map(({ file, report: { testResults } }) => {
      const began = Math.min(...testResults.map(({ startTime }) => startTime));
      const ended = Math.max(...testResults.map(({ endTime }) => endTime));
      const name = `${workspaceOf(file)}${file.endsWith(reportFiles['test:slow']) ? ', slow' : ''}`;
      return { name, seconds: testResults.length === 0 ? 0 : (ended - began) / 1000 };
    })
    .toSorted(longestFirst);
}

/** Returns the files of tests that took the longest, the longest first. */
export function slowestFiles(most: number): readonly TestTime[] {
  return readReports()
    .flatMap(({ report }) => report.testResults.map(timeOf))
    .toSorted(longestFirst)
    .slice(0, most);
}

function timeOf({ name, startTime, endTime }: TestReport['testResults'][number]): TestTime {
  return { name: relative(process.cwd(), name), seconds: (endTime - startTime) / 1000 };
}

function longestFirst(left: TestTime, right: TestTime): number {
  return right.seconds - left.seconds;
}
