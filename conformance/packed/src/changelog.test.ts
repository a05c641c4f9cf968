import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { getReleaseLine } from '../../../scripts/release/changelog-lines.ts';
import { changesOf, releaseSection, withOurHeadings, withSection } from '../../../scripts/release/changelog.ts';

const root = join(import.meta.dirname, '../../..');

const plan = {
  changesets: [
    { id: 'a', summary: 'A repair.', releases: [{ name: '@sdmp/codec', type: 'patch' }] },
    { id: 'b', summary: 'A new name\nof two lines.', releases: [{ name: '@sdmp/codec', type: 'minor' }] },
    { id: 'c', summary: 'An end.', releases: [{ name: '@sdmp/journal', type: 'major' }] },
    {
      id: 'd',
      summary: 'For both.',
      releases: [
        { name: '@sdmp/codec', type: 'minor' },
        { name: '@sdmp/cli', type: 'patch' },
      ],
    },
    { id: 'e', summary: '- Read it.\n- Write it.', releases: [{ name: '@sdmp/cli', type: 'minor' }] },
  ],
  releases: [{ name: '@sdmp/codec', type: 'minor', oldVersion: '0.1.0', newVersion: '0.2.0' }],
};
const names = ['@sdmp/cli', '@sdmp/codec', '@sdmp/journal'];
const section = `## 0.2.0, 2026-12-24

### @sdmp/cli

- Read it.
- Write it.

### @sdmp/cli, @sdmp/codec

- For both.

### @sdmp/codec

- A new name of two lines.
- Repaired: A repair.

### @sdmp/journal

- Breaking: An end.`;

test('the changelog of the repository has each change once, under its packages, what is breaking first', () => {
  expect(releaseSection(plan, '2026-12-24', names)).toBe(section);
});

test('the changes of a package are those that name it', () => {
  expect(changesOf(plan, '@sdmp/codec')).toBe('- A new name of two lines.\n- For both.\n- Repaired: A repair.');
  expect(changesOf(plan, '@sdmp/sinks')).toBe('');
});

test('a release goes in front of the earlier ones, which stay as they are', () => {
  const first = withSection('', '## 0.1.0, 2026-12-01\n\n### @sdmp/cli\n\n- All of it.');
  const second = withSection(first, section);
  expect(second.match(/^# Changelog$/gm)).toHaveLength(1);
  expect(second.indexOf('## 0.2.0')).toBeLessThan(second.indexOf('## 0.1.0'));
  expect(second.endsWith('## 0.1.0, 2026-12-01\n\n### @sdmp/cli\n\n- All of it.\n')).toBe(true);
});

test('the changelog of a package says Breaking, New and Repaired', () => {
  expect(withOurHeadings('### Major Changes\n### Minor Changes\n### Patch Changes\n')).toBe(
    '### Breaking\n### New\n### Repaired\n',
  );
});

/** A line that is longer is read by nobody: say what a user can do, and leave the rest to the documents. */
const longestLine = 240;

describe('a change that waits for the next release', () => {
  const changesets = globSync(join(root, '.changeset/*.md')).map((file) => [
    basename(file),
    readFileSync(file, 'utf8'),
  ]);
  const published = globSync(join(root, '{apps,packages}/*/package.json')).map((file) => {
    const { name, private: isPrivate } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; private?: boolean };
    return isPrivate === true ? [] : [name];
  });

  test.for(changesets)('%s names packages that are published, and says something', ([, text = '']) => {
    const [, front = '', summary = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? [];
    const packages = [...front.matchAll(/^['"](@sdmp\/[a-z]+)['"]: (?:major|minor|patch)$/gm)].map(([, name]) => name);
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter((name) => !published.flat().includes(name ?? ''))).toEqual([]);
    expect(summary.trim()).toMatch(/^(?:[A-Z`"]|- |#)/);
    const lines = getReleaseLine({ summary }).split('\n');
    const isList = summary.trim().startsWith('- ') || summary.trim().startsWith('#');
    expect(isList ? lines.filter((line) => line.length > longestLine) : []).toEqual([]);
  });
});
