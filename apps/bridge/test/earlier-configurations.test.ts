import { copyFileSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from './support/bridge-program.ts';
import { runWords } from './support/run-words.ts';

/** As the first README of the bridge had them, and never changed since: what is added here stays as it was. */
const folder = join(import.meta.dirname, 'fixtures/configurations');
const configurations = globSync('*.yaml', { cwd: folder });

test.for(configurations)('the configuration %s of an earlier version is right still', async (name) => {
  const directory = temporaryDirectory();
  const copy = join(directory, name);
  copyFileSync(join(folder, name), copy);
  mkdirSync(join(directory, 'secrets'));
  writeFileSync(join(directory, 'secrets/crm'), 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n', { mode: 0o600 });
  writeFileSync(join(directory, 'secrets/warehouse'), 'postgres://127.0.0.1/warehouse\n', { mode: 0o600 });
  expect(await runWords(['check', copy])).toMatchObject({ exitCode: 0, output: expect.stringContaining('is right') });
});
