import { expect, test } from 'vitest';
import {
  parseDuration,
  parseEndpoint,
  parseRate,
  parseRelease,
  parseSize,
  parseTime,
  wholeNumberBetween,
} from './arguments.ts';

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

test('times', () => {
  expect(parseTime('2026-11-22')).toBe(Date.UTC(2026, 10, 22));
  expect(parseTime('2028-02-29T09:00+01:00')).toBe(Date.UTC(2028, 1, 29, 8));
  expect(parseTime('2026-11-22T23:59:59.5-0130')).toBe(Date.UTC(2026, 10, 23, 1, 29, 59, 500));
});

test.each([
  '2026-02-30',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-11-00',
  '2026-11-31T09:00Z',
  '2026-1-1',
  '26-11-22',
  '2026-11-22T24:00Z',
  '2026-11-22T09:60Z',
  '2026-11-22T09:00:60Z',
  '2026-11-22T09:00+24:00',
  '2026-11-22T09:00',
  '2026-11-22T09:00:00.0001Z',
  '2026-11-22 09:00Z',
  ' 2026-11-22',
  '2026-11-22T09Z',
  '',
])('%j is no time, and not another one', (text) => {
  expect(() => parseTime(text)).toThrow('2026-11-22T09:00Z');
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
