import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runningDirectory } from './support/running-directory.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Packages whose example needs others that stand above them; each of the rest runs its own. */
test.each([
  ['outcomes', /^.+\n.+\n$/],
  ['runtime', /^Joe Connected true\n$/],
  ['testkit', /^$/],
])('the example in the README of @sdmp/%s runs', async (name, output) => {
  const readme = await readFile(join(here, '../packages', name, 'README.md'), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  expect(example).toContain(`@sdmp/${name}`);
  const directory = await runningDirectory();
  await writeFile(join(directory, 'example.ts'), example);
  const { stdout } = await promisify(execFile)(process.execPath, ['example.ts'], { cwd: directory });
  expect(stdout).toMatch(output);
  for (const [, printed = ''] of example.matchAll(/\/\/ prints: (.*)\n/g)) expect(stdout).toContain(`${printed}\n`);
});
