import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Calendar, daysBetween, daysLater } from './calendar.ts';

const hourMs = 3_600_000;

const changes = [
  ['Europe/London', '2026-03-29', 23],
  ['Europe/London', '2026-10-25', 25],
  ['America/New_York', '2026-03-08', 23],
  ['America/New_York', '2026-11-01', 25],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Asia/Kathmandu', '2026-10-25', 24],
  ['UTC', '2026-03-29', 24],
] as const;

test.each(changes)('in %s the day %s has %d hours', (zone, day, hours) => {
  const calendar = new Calendar(zone);
  expect((calendar.startOf(daysLater(day, 1)) - calendar.startOf(day)) / hourMs).toBe(hours);
});

test('a call a second before midnight is of the day that ends, in whatever zone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'Europe/London',
        'America/New_York',
        'Asia/Kathmandu',
        'Pacific/Kiritimati',
        'Australia/Lord_Howe',
      ),
      fc.integer({ min: 0, max: 3650 }),
      (zone, days) => {
        const calendar = new Calendar(zone);
        const day = daysLater('2020-01-01', days);
        const start = calendar.startOf(day);
        expect(calendar.dayOf(start)).toBe(day);
        expect(calendar.dayOf(start - 1000)).toBe(daysLater(day, -1));
      },
    ),
  );
});

test('days are counted over months, leap years and changes of the clock', () => {
  expect(daysLater('2028-02-28', 2)).toBe('2028-03-01');
  expect(daysBetween('2026-03-01', '2026-03-31')).toBe(30);
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
});

test('a zone that does not exist is refused by name', () => {
  expect(() => new Calendar('Europe/Londom')).toThrow("'Europe/Londom' is no known time zone");
});
