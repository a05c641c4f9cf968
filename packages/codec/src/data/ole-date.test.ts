import fc from 'fast-check';
import { SdmpError } from '@sdmp/protocol';
import { expect, test } from 'vitest';
import { dataNumber, fromOleDate, toOleDate } from './ole-date.ts';
import type { TimeZone } from './time-zone.ts';

const zone = fc.oneof(fc.constant('utc' as const), fc.integer({ min: -1440, max: 1440 }));
const halfTickMs = 43.2;

test('the documented pair of an OLE date and an ISO time is the same time in UTC', () => {
  const moment = Date.parse('2018-02-08T12:41:53+02:00');
  expect(Math.abs((fromOleDate('43139.445749') ?? 0) - moment)).toBeLessThan(1000);
  expect(fromOleDate('43139.445749', { zone: 120 })).toBe((fromOleDate('43139.445749') ?? 0) - 7_200_000);
  expect(toOleDate(Date.UTC(2000, 0, 1))).toBe('36526.000000');
  expect(toOleDate(Date.UTC(2000, 0, 1), { zone: 120 })).toBe('36526.083333');
});

test('local is the time zone of the program', () => {
  for (const month of [0, 6]) {
    const local = new Date(2018, month, 8, 12, 30, 0).getTime();
    const text = toOleDate(Date.UTC(2018, month, 8, 12, 30, 0));
    expect(Math.abs((fromOleDate(text, { zone: 'local' }) ?? 0) - local)).toBeLessThan(halfTickMs + 1);
    expect(toOleDate(local, { zone: 'local' })).toBe(text);
  }
});

test.each(['0.000000', '0', '-0.0', '', ' ', 'x', '1e3', '0x10', '-657435', '2958466', '9'.repeat(400), '1.2.3'])(
  '%j is no time',
  (text) => expect(fromOleDate(text)).toBeUndefined(),
);

test('undefined is written as zero', () => expect(toOleDate(undefined)).toBe('0.000000'));

test('before day 0 the fraction counts forward', () => {
  expect(fromOleDate('-1.25')).toBe(Date.UTC(1899, 11, 29, 6));
  expect(toOleDate(Date.UTC(1899, 11, 29, 6))).toBe('-1.250000');
  expect(toOleDate(Date.UTC(1899, 11, 30, 6))).toBe('0.250000');
  expect(fromOleDate('-0.25')).toBe(Date.UTC(1899, 11, 30, 6));
});

test('a time is preserved within half of 0.0864 s', () => {
  const time = fc.integer({ min: Date.UTC(200, 0), max: Date.UTC(9990, 0) });
  fc.assert(
    fc.property(time, zone, (moment, each: TimeZone) => {
      const text = toOleDate(moment, { zone: each });
      expect(text).toMatch(/^-?\d+\.\d{6}$/);
      const read = fromOleDate(text, { zone: each });
      if (text !== '0.000000') expect(Math.abs((read ?? Number.NaN) - moment)).toBeLessThanOrEqual(halfTickMs + 1);
    }),
  );
});

test('a date with six decimals is preserved', () => {
  const day = fc.integer({ min: -600_000, max: 2_900_000 });
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 999_999 }), zone, (days, ticks, each: TimeZone) => {
      const text = `${days}.${String(ticks).padStart(6, '0')}`;
      const read = fromOleDate(text, { zone: each });
      expect(toOleDate(read, { zone: each })).toBe(text);
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Date.UTC(10_001, 0), -6e13])('%d cannot be written', (time) => {
  for (const each of ['utc', 'local'] as const) expect(() => toOleDate(time, { zone: each })).toThrow(SdmpError);
});

test('numeric text is converted to a number', () => {
  expect(['7', '-1.50', '3.'].map(dataNumber)).toEqual([7, -1.5, 3]);
  expect(['', ' 7', '1e5', '1,5', 'x', '9'.repeat(400)].map(dataNumber)).toEqual(Array(6).fill(undefined));
});
