import { readFileSync } from 'node:fs';
import type { Scope } from './read-scope.ts';
import { reportFile } from './test-reports.ts';

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

/**
 * Tests run one workspace after another: each runs as many files at once as there are cores. `--only`, because the arguments
 * behind `--` make another task of each build, which would build everything once more.
 */
function testStep(scope: Scope): Step {
  const task = scope === 'all' ? 'test' : 'test:quick';
  const command = ['turbo', 'run', task, '--only', '--concurrency=1', '--output-logs=full', '--continue'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  return { name: 'tests', command: [...command, '--', ...reporters] };
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

/** What is run, in this order. */
export function stepsOf(scope: Scope): readonly Step[] {
  return [
    { name: 'build', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] },
    { name: 'format', command: ['biome', 'format', '.'] },
    { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
    { name: 'types', command: ['turbo', 'run', 'typecheck', '--output-logs=errors-only'] },
    { name: 'boundaries', command: rootScript('boundaries') },
    { name: 'unused code', command: rootScript('unused') },
    { name: 'reference', command: ['node', 'scripts/reference.ts', '--check'] },
    { name: 'documents', command: ['node', 'scripts/check-documents.ts'] },
    { name: 'figures', command: ['node', 'benchmarks/figures.ts', '--check'] },
    { name: 'packages', command: rootScript('packages') },
    { name: 'licences', command: ['node', 'scripts/sbom.ts', '--check'] },
    testStep(scope),
  ];
}
