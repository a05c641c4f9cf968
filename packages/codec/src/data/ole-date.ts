import { SdmpError } from '@sdmp/protocol';
import { type TimeZone, localTime, utcTime } from './time-zone.ts';

const decimalForm = /^-?\d+(?:\.\d*)?$/;

/** Returns a field's text as a number, or undefined. Digits beyond the precision of a number are lost. */
export function dataNumber(value: string): number | undefined {
  if (!decimalForm.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Options of `fromOleDate` and `toOleDate`. */
export interface OleDateOptions {
  /**
   * Time zone of the date: `utc`, `local`, or minutes east of UTC (-1440 to 1440). Default `utc`: in the documented examples
   * that give the same time in both forms, the OLE date is in UTC. The zone that CallGem writes is not documented publicly;
   * the time of a request is documented as local.
   */
  readonly zone?: TimeZone;
}

const dayMs = 86_400_000;
/** Unix milliseconds of day 0, 1899-12-30. */
const epoch = -25_569 * dayMs;
/** Six decimals of a day: 0.0864 s. */
const ticksPerDay = 1_000_000;
const tickMs = dayMs / ticksPerDay;
/** Days of the years 100 to 9999, the range of an OLE Automation date. */
const firstDay = -657_434;
const lastDay = 2_958_465;

/** Represents the absence of a time. */
export const noOleDate = '0.000000';

/**
 * Converts an OLE Automation date (`43139.445749`, days since 1899-12-30) to Unix milliseconds. Returns undefined for
 * `0.000000` and the empty text, which represent the absence of a time, and for text that is not a date of the years 100 to
 * 9999. Before day 0 the fraction still counts forward: `-1.25` is 06:00 of 1899-12-29.
 */
export function fromOleDate(text: string, { zone = 'utc' }: OleDateOptions = {}): number | undefined {
  const date = dataNumber(text);
  if (date === undefined || date === 0) return undefined;
  const day = Math.trunc(date);
  if (day < firstDay || day > lastDay) return undefined;
  return utcTime(epoch + day * dayMs + Math.round(Math.abs(date - day) * dayMs), zone);
}

/**
 * Converts Unix milliseconds to an OLE Automation date with six decimals, the documented resolution of 0.0864 s, which
 * preserves a time within 43.2 ms. Undefined becomes `0.000000`, as does midnight of 1899-12-30. Throws `SdmpError`
 * `INVALID_ARGUMENT` outside the years 100 to 9999.
 */
export function toOleDate(time: number | undefined, { zone = 'utc' }: OleDateOptions = {}): string {
  if (time === undefined) return noOleDate;
  const ticks = Math.round((localTime(time, zone) - epoch) / tickMs);
  const day = Math.floor(ticks / ticksPerDay);
  if (!(day >= firstDay && day <= lastDay)) {
    throw new SdmpError('INVALID_ARGUMENT', 'An OLE Automation date must be between the years 100 and 9999');
  }
  return `${day}.${String(ticks - day * ticksPerDay).padStart(6, '0')}`;
}
