import { readFileSync } from 'node:fs';
import type { Scope } from './read-scope.ts';
import { reportFiles } from './test-reports.ts';

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Slow files of a workspace run one after the other, and mostly wait, so each workspace with many is a step of its own beside its
 * quick files. In the order in which the steps begin, the longest first: what takes long and begins late is alone in the end, and
 * leaves a core idle.
 */
const longTests: readonly (readonly [task: TestTask, workspace: string])[] = [
  ['test:slow', 'bridge'],
  ['test:slow', 'packed'],
  ['test:slow', 'cli'],
  ['test', 'bridge'],
  ['test', 'cli'],
  ['test', 'journal'],
  ['test', 'dashboard'],
  ['test:slow', 'examples'],
  ['test:slow', 'journal'],
  ['test:slow', 'dashboard'],
  ['test:slow', 'runtime'],
  ['test', 'sinks'],
  ['test', 'runtime'],
  ['test', 'site'],
];

type TestTask = keyof typeof reportFiles;

const taskTitles: Readonly<Record<TestTask, string>> = { test: 'tests', 'test:slow': 'slow tests' };

/** `--only`, because the arguments behind `--` make another task of each build, which would build everything once more. */
function testStep(name: string, task: TestTask, filters: readonly string[]): Step {
  const options = ['--only', ...filters.map((filter) => `--filter=${filter}`), '--concurrency=1', '--continue'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFiles[task]}`];
  const command = ['turbo', 'run', task, ...options, '--output-logs=full', '--', ...reporters];
  // What `test` leaves out, `test:slow` runs.
  return { name, command, env: { TEST_SCOPE: task === 'test' ? 'quick' : 'all' } };
}

/** Returns the steps that run tests: the long ones, and one for all other workspaces of each task. */
function testSteps(tasks: readonly TestTask[]): { readonly long: readonly Step[]; readonly other: readonly Step[] } {
  const long = longTests.filter(([task]) => tasks.includes(task));
  return {
    long: long.map(([task, name]) => testStep(`${taskTitles[task]} of ${name}`, task, [`@sdmp/${name}`])),
    other: tasks.map((task) => {
      const others = long.filter(([each]) => each === task).map(([, name]) => `!@sdmp/${name}`);
      return testStep(`other ${taskTitles[task]}`, task, others);
    }),
  };
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
  const { long, other } = testSteps(scope === 'all' ? ['test', 'test:slow'] : ['test']);
  return [[build], [...long, ...checks, ...other]];
}
