import { describe, expect, test } from 'vitest';
import { parseDuration } from './duration.ts';
import { formatEndpoint, isLoopback, parseEndpoint } from './endpoint.ts';
import { parseRate } from './rate.ts';
import { parseRelease } from './release.ts';
import { parseSize } from './size.ts';
import { wholeNumberBetween } from './whole-number.ts';

describe('durations', () => {
  test.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['30d', 30 * 86_400_000],
    ['1W', 7 * 86_400_000],
    ['0s', 0],
  ])('%s', (text, expected) => expect(parseDuration(text)).toBe(expected));

  test.each(['', '10', 's', '-1s', '1x', '1 s', '9999999999d'])("'%s' is none", (text) => {
    expect(() => parseDuration(text)).toThrow('10s');
  });
});

describe('sizes', () => {
  test.each([
    ['4096', 4096],
    ['64KiB', 65_536],
    ['1MiB', 1_048_576],
    ['10GiB', 10 * 2 ** 30],
    ['1.5gb', 1.5e9],
    ['2 TiB', 2 ** 41],
  ])('%s', (text, expected) => expect(parseSize(text)).toBe(expected));

  test.each(['', '0', 'MiB', '-1', '1PiB', '1e3'])("'%s' is none", (text) => {
    expect(() => parseSize(text)).toThrow('1MiB');
  });
});

describe('rates', () => {
  test.each([
    ['100/s', 100],
    ['100', 100],
    ['6000/min', 100],
    ['60/m', 1],
    ['3600/h', 1],
    ['0.5/s', 0.5],
  ])('%s', (text, expected) => expect(parseRate(text)).toBe(expected));

  test.each(['', '0/s', '/s', '10/day', '-1/s', 'fast'])("'%s' is none", (text) => {
    expect(() => parseRate(text)).toThrow('100/s');
  });
});

describe('endpoints', () => {
  test.each([
    ['127.0.0.1:6502', { host: '127.0.0.1', port: 6502 }],
    ['dialer.example:0', { host: 'dialer.example', port: 0 }],
    ['[::1]:6500', { host: '::1', port: 6500 }],
  ])('%s', (text, expected) => {
    expect(parseEndpoint(text)).toEqual(expected);
    expect(formatEndpoint(expected)).toBe(text);
  });

  test('a host alone takes the port that is usual', () => {
    expect(parseEndpoint('localhost', 6502)).toEqual({ host: 'localhost', port: 6502 });
    expect(parseEndpoint('[::1]', 6502)).toEqual({ host: '::1', port: 6502 });
  });

  test.each(['', ':6502', 'a:b', 'a:65536', '::1:6502', 'localhost'])("'%s' is none", (text) => {
    expect(() => parseEndpoint(text)).toThrow('HOST:PORT');
  });

  test('loopback addresses', () => {
    expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '10.0.0.1', '127.example'].some(isLoopback)).toBe(false);
  });
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
