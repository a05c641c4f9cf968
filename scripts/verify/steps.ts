import { readFileSync } from 'node:fs';
import type { Scope } from './read-scope.ts';
import { reportFile } from './test-reports.ts';

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Workspaces whose tests take longest, in the order in which they begin: what takes long and begins late is alone in the end,
 * and leaves a core idle.
 */
const longTests = ['bridge', 'cli', 'journal', 'dashboard', 'runtime', 'packed', 'sinks', 'calls'].map(
  (name) => `@sdmp/${name}`,
);

/** Writes its programs into its own folder while it runs, where the checks would find them. */
const writesSources = '@sdmp/examples';

/** `--only`, because the arguments behind `--` make another task of each build, which would build everything once more. */
function testStep(name: string, workspaces: readonly string[], scope: Scope): Step {
  const filters = workspaces.map((workspace) => `--filter=${workspace}`);
  const command = ['turbo', 'run', 'test', '--only', ...filters, '--concurrency=1', '--output-logs=full', '--continue'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  return { name, command: [...command, '--', ...reporters], env: { TEST_SCOPE: scope } };
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

/** What is run: one stage after the other, the steps of a stage side by side, in their order. */
export function stagesOf(scope: Scope): readonly (readonly Step[])[] {
  const build = { name: 'build', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] };
  const checks = [
    { name: 'packages', command: rootScript('packages') },
    { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
    { name: 'types', command: ['tsc', '--project', 'tsconfig.json'] },
    { name: 'API', command: rootScript('api:check') },
    { name: 'unused code', command: rootScript('unused') },
    { name: 'boundaries', command: rootScript('boundaries') },
    { name: 'page types', command: ['tsc', '--project', 'apps/dashboard/tsconfig.json'] },
    { name: 'site types', command: ['tsc', '--project', 'apps/site/tsconfig.json'] },
    { name: 'licences', command: ['node', 'scripts/sbom.ts', '--check'] },
    { name: 'dependencies', command: ['node', 'scripts/dependencies.ts', '--check'] },
    { name: 'format', command: ['biome', 'format', '.'] },
    { name: 'figures', command: ['node', 'benchmarks/figures.ts', '--check'] },
    { name: 'sizes', command: ['node', 'scripts/size.ts', '--check'] },
    { name: 'reference', command: ['node', 'scripts/reference.ts', '--check'] },
    { name: 'documents', command: ['node', 'scripts/check-documents.ts'] },
    { name: 'code blocks', command: ['node', 'scripts/check-code-blocks.ts'] },
  ];
  const tests = longTests.map((workspace) => testStep(`tests of ${workspace}`, [workspace], scope));
  const rest = [...longTests, writesSources].map((workspace) => `!${workspace}`);
  return [
    [build],
    [...tests, ...checks, testStep('other tests', rest, scope)],
    [testStep(`tests of ${writesSources}`, [writesSources], scope)],
  ];
}
