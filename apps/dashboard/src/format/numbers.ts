import { lazy } from './lazy.ts';

const whole = lazy(() => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }));
const precise = lazy(() => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 }));
const closePercent = lazy(
  () =>
    new Intl.NumberFormat('en-GB', {
      style: 'percent',
      maximumFractionDigits: 2,
      minimumFractionDigits: 2,
    }),
);
const percent = lazy(
  () =>
    new Intl.NumberFormat('en-GB', {
      style: 'percent',
      maximumFractionDigits: 1,
      minimumFractionDigits: 1,
    }),
);

/** Shown in place of a missing value. */
export const nothing = '–';

/** Formats a count: `4,200`. */
export function count(value: number): string {
  return whole().format(value);
}

/** Formats a count with its noun: `1 call`, `4,200 calls`. */
export function counted(value: number, one: string, many: string): string {
  return `${whole().format(value)} ${value === 1 ? one : many}`;
}

/** Formats a rate: `1,004`, below ten `3.5`. */
export function rate(perSecond: number): string {
  return perSecond < 10 && !Number.isInteger(perSecond) ? precise().format(perSecond) : whole().format(perSecond);
}

/** Formats a share of 1: `31.2%`. */
export function share(value: number | null): string {
  return value === null ? nothing : percent().format(value);
}

/** Formats a share of 1, with two decimals (`3.04%`) if one would not distinguish it from the limit. */
export function closeShare(value: number | null, limit: number): string {
  return value !== null && value !== limit && share(value) === share(limit)
    ? closePercent().format(value)
    : share(value);
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Formats a size: `1.2 GiB`. */
export function bytes(value: number): string {
  let scaled = value;
  let unit = 0;
  while (scaled >= 1024 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  const digits = unit === 0 || scaled >= 100 ? whole().format(scaled) : precise().format(scaled);
  return `${digits} ${units[unit] ?? ''}`;
}
