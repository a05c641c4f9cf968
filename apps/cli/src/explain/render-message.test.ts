import { expect, test } from 'vitest';
import { renderContradictions } from './render-message.ts';

test('each contradiction is a paragraph of its own, its lines below each other', () => {
  expect(renderContradictions(['One says this, another that.', 'Or so.'], 36)).toEqual([
    '  contradiction One says this,',
    '                another that.',
    '  contradiction Or so.',
  ]);
});

test('no contradictions take no lines', () => {
  expect(renderContradictions([], 80)).toEqual([]);
});
