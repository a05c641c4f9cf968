import { existsSync, globSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Scope } from './read-scope.ts';
import { readReports, workspaceOf } from './test-reports.ts';

/**
 * A line for each file of tests that nothing ran, as when a new workspace has no script `test`. With the scope `quick` there is
 * a line for each workspace without a report, because slow files are left out.
 */
export function missedTests(scope: Scope): readonly string[] {
  const files = globSync('**/*.test.{ts,tsx}', { exclude: ['**/node_modules/**', '**/dist/**'] });
  const reports = readReports();
  if (scope === 'quick') {
    const reported = new Set(reports.map(({ file }) => workspaceOf(file)));
    const missed = new Set(files.map(nearestPackage).filter((workspace) => !isReported(workspace, reported)));
    return [...missed].map(
      (workspace) => `the tests of ${workspace} were not run: its package.json needs the script test`,
    );
  }
  const ran = new Set(reports.flatMap(({ report }) => report.testResults.map(({ name }) => resolve(name))));
  return files
    .filter((file) => !ran.has(resolve(file)))
    .map(
      (file) => `${file} was not run: its workspace needs the scripts test and test:slow, and settings that include it`,
    );
}

/** Tests of a workspace within another, as each example is, are run by the one around it. */
function isReported(workspace: string, reported: ReadonlySet<string>): boolean {
  return reported.has(workspace) || (workspace !== '.' && isReported(dirname(workspace), reported));
}

function nearestPackage(file: string): string {
  const folder = dirname(file);
  return folder === '.' || existsSync(join(folder, 'package.json')) ? folder : nearestPackage(folder);
}
