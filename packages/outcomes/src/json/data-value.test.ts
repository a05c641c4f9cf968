import { expect, test } from 'vitest';
import { dataJson, dataText, dataValue } from './data-value.ts';

test.each([
  ['{}', {}],
  ['{"a": 1.0, "b": "12345678901234567890"}', { a: 1, b: '12345678901234567890' }],
  ['{"a":0.30000000000000004}', { a: 0.1 + 0.2 }],
  ['{"amount":12.50,"name":"Caf\\u00e9"}', { amount: 12.5, name: 'Café' }],
  ['{"__proto__":1}', JSON.parse('{"__proto__":1}')],
])('%s is an object', (text, value) => {
  expect(dataValue(text)).toEqual(value);
});

const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

test.each([
  '',
  'a~b|c',
  '[1]',
  '"a"',
  '{',
  '{"a":12345678901234567890}',
  '{"a":1e999}',
  '{"a":-0}',
  '{"a":1,"a":1}',
  '{"b":{"a":1,"a":2}}',
  '<row>1</row>',
])('%s stays text', (text) => {
  expect(dataValue(text)).toBe(text);
});

test('an object is written as JSON text', () => {
  expect(dataText({ a: [1, 'x'] })).toBe('{"a":[1,"x"]}');
  expect(dataText('{ }')).toBe('{ }');
});

test('an object of many levels stays text, and its JSON is its text', () => {
  expect(dataValue(deep)).toBe(deep);
  expect(dataJson(deep)).toBe(deep);
});

test.each([
  ['{ "a" : 1.0 }', '{ "a" : 1.0 }'],
  ['{"a":1,\n"a":2}', '{"a":1,"a":2}'],
  ['{"a":', '"{\\"a\\":"'],
  ['a"b', String.raw`"a\"b"`],
  ['{"a":"\ud83d"}', String.raw`"{\"a\":\"\ud83d\"}"`],
])('%j stands in a JSON text as %s', (text, json) => {
  expect(dataJson(text)).toBe(json);
  expect(JSON.parse(json)).toEqual(text.startsWith('{"a":1') || text.startsWith('{ ') ? JSON.parse(text) : text);
});

test.each([[{ a: Number.NaN }], [{ a: [Number.POSITIVE_INFINITY] }], [{ a: 1n }]])(
  'an object that JSON would change is refused',
  (data) => {
    expect(() => dataText(data)).toThrow(/data/);
  },
);
