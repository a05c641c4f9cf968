import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyRepository, removeCopy, root } from './support/copied-repository.ts';

const programs = join(root, 'node_modules/.bin');
/** Workspaces that the scaffolds write to, and those that they need. */
const folders = [
  'packages',
  'apps/cli',
  'apps/terminal',
  'apps/bridge',
  'conformance/requirements',
  'scripts',
  '.changeset',
];
let copy = '';

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

function run(cwd: string, program: string, ...words: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: join(copy, cwd), encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

function generate(kind: string, ...words: readonly string[]): Ended {
  return run('.', process.execPath, 'scripts/new.ts', kind, ...words);
}

/** Checks what was made: format, lint, types of these files, and the tests that came with them. */
function check(workspace: string, files: readonly string[], tests: readonly string[]): void {
  expect(run('.', join(programs, 'biome'), 'format', '--vcs-enabled=false', '--write', ...files)).toMatchObject({
    status: 0,
  });
  expect(run('.', join(programs, 'oxlint'), '--deny-warnings', ...files)).toMatchObject({ status: 0 });
  const { text } = run('.', join(programs, 'tsc'), '-p', workspace, '--noEmit');
  expect(text.split('\n').filter((line) => files.some((file) => line.startsWith(file)))).toEqual([]);
  const { status, text: results } = run(
    workspace,
    process.execPath,
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...tests,
  );
  expect(results).toContain('passed');
  expect(status, results).toBe(0);
}

beforeAll(() => {
  copy = copyRepository(folders);
});
afterAll(() => removeCopy(copy));

test('a new command is there, typed, and passes its test', () => {
  expect(generate('command', 'tenants', "which tenants 'a' service has")).toMatchObject({ status: 0 });
  const files = ['apps/cli/src/commands/tenants.ts', 'apps/cli/test/tenants.test.ts', 'apps/cli/src/commands.ts'];
  check('apps/cli', files, ['test/tenants.test.ts']);
  expect(generate('command', 'tail', 'another tail')).toMatchObject({ status: 2 });
});

test('a new sink is there, typed, and passes the suite of every sink', () => {
  expect(generate('sink', 'line-file')).toMatchObject({ status: 0 });
  const files = [
    'packages/sinks/src/line-file/index.ts',
    'packages/sinks/test/line-file.test.ts',
    'packages/sinks/tsup.config.ts',
  ];
  check('packages/sinks', files, ['test/line-file.test.ts']);
});

test('a new message is there, typed, and agrees with its facts', () => {
  expect(generate('message', 'ZT', 'TestMessage', 'Tests something.')).toMatchObject({ status: 0 });
  const folder = 'packages/protocol/src/messages/cg/ma/to-dialer';
  check('packages/protocol', [`${folder}/zt-test-message.ts`, `${folder}/index.ts`], ['src/catalogue-facts.test.ts']);
});

test('what is not right is refused with one line, and nothing is written', () => {
  expect(generate('sink', 'Line File').text).toMatch(/^new sink: a name is of small letters[^\n]*\n$/);
  expect(generate('message', 'zt', 'x', 'words').text).toMatch(/^new message: a code is [^\n]*\n$/);
  expect(generate('message', 'VS', 'OtherStatus', 'Asks.').text).toMatch(/^new message: CG:MA has VS[^\n]*\n$/);
});
