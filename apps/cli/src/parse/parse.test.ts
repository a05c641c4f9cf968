import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';
import { parseEndpoint } from './endpoint.ts';
import { parseRate } from './rate.ts';
import { parseRelease } from './release.ts';
import { parseSize } from './size.ts';
import { wholeNumberBetween } from './whole-number.ts';

test('what is wrong is answered by what is right', () => {
  expect(parseDuration('10s')).toBe(10_000);
  expect(() => parseDuration('soon')).toThrow('10s');
  expect(parseSize('1MiB')).toBe(1_048_576);
  expect(() => parseSize('big')).toThrow('1MiB');
  expect(parseRate('6000/min')).toBe(100);
  expect(() => parseRate('fast')).toThrow('100/s');
  expect(parseEndpoint('localhost', 6502)).toEqual({ host: 'localhost', port: 6502 });
  expect(() => parseEndpoint('localhost')).toThrow('HOST:PORT');
});

test('whole numbers within limits', () => {
  expect(wholeNumberBetween(1, 10)('10')).toBe(10);
  for (const text of ['0', '11', '1.5', 'x', '', '-1']) {
    expect(() => wholeNumberBetween(1, 10)(text)).toThrow('from 1 to 10');
  }
});

test('releases', () => {
  expect(parseRelease('10.6.660')).toBe('10.6.660');
  expect(() => parseRelease('new')).toThrow('10.6.660');
});
