import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { requirements } from './requirements.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const testFiles = globSync('{packages,apps}/*/{src,test}/**/*.test.ts', { cwd: root });

const cited = new Map<string, string[]>();
for (const file of testFiles) {
  for (const [, list] of readFileSync(root + file, 'utf8').matchAll(/\bverifies\(([^)]*)\)/g)) {
    for (const [, id] of (list ?? '').matchAll(/'([^']*)'/g)) {
      const files = cited.get(id ?? '') ?? [];
      files.push(file);
      cited.set(id ?? '', files);
    }
  }
}

test('every requirement is cited by a test', () => {
  expect(Object.keys(requirements).filter((id) => !cited.has(id))).toEqual([]);
});

test('no test cites an unknown requirement', () => {
  expect([...cited].filter(([id]) => !Object.hasOwn(requirements, id))).toEqual([]);
});
