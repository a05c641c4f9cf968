import { expect, test } from 'vitest';
import { plannedChanges } from '../../../scripts/release/planned-changes.ts';

const plan = {
  changesets: [
    { id: 'a', summary: 'A repair.', releases: [{ name: '@sdmp/codec', type: 'patch' }] },
    { id: 'b', summary: 'A new name.\nMore of it.', releases: [{ name: '@sdmp/codec', type: 'minor' }] },
    { id: 'c', summary: 'Elsewhere.', releases: [{ name: '@sdmp/journal', type: 'major' }] },
  ],
  releases: [],
};

test('the changes of a package are those that name it, the weightiest first', () => {
  expect(plannedChanges(plan, '@sdmp/codec', false)).toEqual(['minor: A new name.', 'patch: A repair.']);
  expect(plannedChanges(plan, '@sdmp/codec', true)[0]).toBe('minor: A new name.\nMore of it.');
});
