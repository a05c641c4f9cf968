import { InvalidArgumentError } from 'commander';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600 };

/** Reads `100/s`, `6000/min` or `100` to a number per second. */
export function parseRate(text: string): number {
  const [, digits = '', unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/(s|m|min|h))?$/i.exec(text.trim()) ?? [];
  const rate = Number(digits) / (unitSeconds[unit.toLowerCase()] ?? Number.NaN);
  if (digits === '' || !(rate > 0)) {
    throw new InvalidArgumentError('A rate is a number per second, minute or hour, such as 100/s or 6000/min.');
  }
  return rate;
}
