import { readFileSync } from 'node:fs';
import type { Scope } from './read-scope.ts';
import { reportFile } from './test-reports.ts';

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Workspaces whose tests run at once: many wait for processes, servers and timers while others compute. */
const testedAtOnce = 3;

/** `--only`, because the arguments behind `--` make another task of each build, which would build everything once more. */
function testStep(scope: Scope): Step {
  const command = [
    'turbo',
    'run',
    'test',
    '--only',
    `--concurrency=${testedAtOnce}`,
    '--output-logs=full',
    '--continue',
  ];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  return { name: 'tests', command: [...command, '--', ...reporters], env: { TEST_SCOPE: scope } };
}

/** A script of the root's package.json, so that the command by itself and this one do the same. */
function rootScript(name: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const script = scripts[name];
  if (script === undefined) throw new Error(`package.json has no script ${name}`);
  return script.split(' ');
}

/** What is run: one stage after the other, the steps of a stage side by side, the longest first. */
export function stagesOf(scope: Scope): readonly (readonly Step[])[] {
  const build = { name: 'build', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] };
  const checks = [
    { name: 'packages', command: rootScript('packages') },
    { name: 'API', command: rootScript('api:check') },
    { name: 'types', command: ['tsc', '--project', 'tsconfig.json'] },
    { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
    { name: 'page types', command: ['tsc', '--project', 'apps/dashboard/tsconfig.json'] },
    { name: 'site types', command: ['tsc', '--project', 'apps/site/tsconfig.json'] },
    { name: 'unused code', command: rootScript('unused') },
    { name: 'boundaries', command: rootScript('boundaries') },
    { name: 'format', command: ['biome', 'format', '.'] },
    { name: 'figures', command: ['node', 'benchmarks/figures.ts', '--check'] },
    { name: 'licences', command: ['node', 'scripts/sbom.ts', '--check'] },
    { name: 'reference', command: ['node', 'scripts/reference.ts', '--check'] },
    { name: 'documents', command: ['node', 'scripts/check-documents.ts'] },
  ];
  return [[build], checks, [testStep(scope)]];
}
