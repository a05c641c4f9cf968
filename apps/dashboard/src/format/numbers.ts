const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const closePercent = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  maximumFractionDigits: 2,
  minimumFractionDigits: 2,
});
const percent = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  maximumFractionDigits: 1,
  minimumFractionDigits: 1,
});

/** What stands where there is nothing to say. */
export const nothing = '–';

/** `4,200` */
export function count(value: number): string {
  return whole.format(value);
}

/** `one call`, `4,200 calls` */
export function counted(value: number, one: string, many: string): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

/** `1,004`; below ten `3.5` */
export function rate(perSecond: number): string {
  return perSecond < 10 && !Number.isInteger(perSecond) ? precise.format(perSecond) : whole.format(perSecond);
}

/** `31.2%` of a share of 1 */
export function share(value: number | null): string {
  return value === null ? nothing : percent.format(value);
}

/** `3.04%` of a share of 1, where one digit is not enough to tell it from a limit. */
export function closeShare(value: number | null, limit: number): string {
  return value !== null && value !== limit && share(value) === share(limit) ? closePercent.format(value) : share(value);
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `1.2 GiB` */
export function bytes(value: number): string {
  let scaled = value;
  let unit = 0;
  while (scaled >= 1024 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  const digits = unit === 0 || scaled >= 100 ? whole.format(scaled) : precise.format(scaled);
  return `${digits} ${units[unit] ?? ''}`;
}
