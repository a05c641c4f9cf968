import { expect, test } from 'vitest';
import { dataText, dataValue } from './data-value.ts';

test.each([
  ['{}', {}],
  ['{"a": 1.0, "b": "12345678901234567890"}', { a: 1, b: '12345678901234567890' }],
  ['{"a":0.30000000000000004}', { a: 0.1 + 0.2 }],
])('%s is an object', (text, value) => {
  expect(dataValue(text)).toEqual(value);
});

test.each(['', 'a~b|c', '[1]', '"a"', '{', '{"a":12345678901234567890}', '<row>1</row>'])('%s stays text', (text) => {
  expect(dataValue(text)).toBe(text);
});

test('an object is written as JSON text', () => {
  expect(dataText({ a: [1, 'x'] })).toBe('{"a":[1,"x"]}');
  expect(dataText('{ }')).toBe('{ }');
});
