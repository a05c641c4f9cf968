import { InvalidArgumentError } from 'commander';

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** Some 300 years: beyond it, numbers of milliseconds lose their sense. */
const longestMs = 1e13;

/** Reads `500ms`, `10s`, `1.5h`, `30d` to milliseconds. */
export function parseDuration(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([a-z]+)$/i.exec(text.trim()) ?? [];
  const factor = unitsMs[unit.toLowerCase()];
  const duration = Math.round(Number(digits) * (factor ?? 0));
  if (factor === undefined || duration > longestMs) {
    throw new InvalidArgumentError('A duration is a number with ms, s, m, h, d or w, such as 500ms, 10s or 30d.');
  }
  return duration;
}
