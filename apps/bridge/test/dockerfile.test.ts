import { existsSync, readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';

const file = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8');

test('the Dockerfile has no mistake that a linter finds', () => {
  const found = validate(file);
  expect(found).toEqual([]);
});

test('the image starts a program that is there, as a user without rights', () => {
  const [, program = ''] = /^ENTRYPOINT \["node", "\/app\/node_modules\/@sdmp\/bridge\/(.+)"\]$/m.exec(file) ?? [];
  expect(program).not.toBe('');
  expect(existsSync(new URL(`../${program}`, import.meta.url))).toBe(true);
  expect(file).toMatch(/^USER node$/m);
});
