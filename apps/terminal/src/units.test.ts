import { describe, expect, test } from 'vitest';
import { readDuration, readRate, readSize } from './units.ts';

describe('durations', () => {
  test.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['30d', 30 * 86_400_000],
    ['30 d', 30 * 86_400_000],
    ['1W', 7 * 86_400_000],
    ['0s', 0],
  ])('%s', (text, expected) => expect(readDuration(text)).toBe(expected));

  test.each(['', '10', 's', '-1s', '1x', '1 1s', '9999999999d'])("'%s' is not a duration", (text) => {
    expect(readDuration(text)).toBe(undefined);
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
  ])('%s', (text, expected) => expect(readSize(text)).toBe(expected));

  test.each(['', '0', 'MiB', '-1', '1PiB', '1e3'])("'%s' is not a size", (text) => {
    expect(readSize(text)).toBe(undefined);
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
  ])('%s', (text, expected) => expect(readRate(text)).toBe(expected));

  test.each(['', '0/s', '/s', '10/day', '-1/s', 'fast'])("'%s' is not a rate", (text) => {
    expect(readRate(text)).toBe(undefined);
  });
});

test.each(['0.1ms', '1.0005s', '0.00001s'])("'%s' is no whole number of milliseconds, and no duration", (text) => {
  expect(readDuration(text)).toBe(undefined);
});

test.each([
  ['1.1s', 1100],
  ['0.3s', 300],
  ['1.001s', 1001],
  ['0.1d', 8_640_000],
])('%s is exact', (text, expected) => expect(readDuration(text)).toBe(expected));
