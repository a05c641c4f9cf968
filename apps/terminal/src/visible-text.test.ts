import { expect, test } from 'vitest';
import { visibleLine, visibleText } from './visible-text.ts';

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('every control, bidirectional control and separator is shown by its code point', () => {
  const steering = [
    ...range(0x00, 0x1f),
    ...range(0x7f, 0x9f),
    0x061c,
    ...range(0x200e, 0x200f),
    ...range(0x2028, 0x202e),
    ...range(0x2066, 0x2069),
  ];
  for (const codePoint of steering) {
    const shown = `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
    expect(visibleLine(`a${String.fromCodePoint(codePoint)}b`)).toBe(`a${shown}b`);
  }
});

test('everything else stays as it is', () => {
  const text = 'Grüße, 日本語, עברית, 👩‍👩‍👧, "\\", \ufeff';
  expect([visibleLine(text), visibleText(text)]).toEqual([text, text]);
});

test('a text of several lines keeps its line ends and tabs, and shows a carriage return that would overwrite a line', () => {
  expect(visibleText('a\tb\r\nc\nd\re\u001b[1A\n')).toBe('a\tb\r\nc\nd<U+000D>e<U+001B>[1A\n');
  expect(visibleLine('a\tb\r\nc')).toBe('a<U+0009>b<U+000D><U+000A>c');
});
