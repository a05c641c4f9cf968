const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

const unitBytes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600 };

/** Maximum duration, about 300 years, milliseconds. */
const maxDurationMs = 1e13;

function parseMeasure(text: string, units: Readonly<Record<string, number>>): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  return digits === '' ? Number.NaN : Number(digits) * (units[unit.toLowerCase()] ?? Number.NaN);
}

/** Parses `500ms`, `10s`, `1.5h`, `30d` to milliseconds. Returns undefined if the text is invalid or no whole number of them. */
export function readDuration(text: string): number | undefined {
  const durationMs = parseMeasure(text, unitMs);
  const rounded = Math.round(durationMs);
  const isWhole = Math.abs(durationMs - rounded) <= rounded * Number.EPSILON;
  return isWhole && rounded <= maxDurationMs ? rounded : undefined;
}

/** Parses `4096`, `64KiB`, `10GiB`, `1.5GB` to bytes, at least 1. Returns undefined if the text is invalid. */
export function readSize(text: string): number | undefined {
  const bytes = Math.round(parseMeasure(text, unitBytes));
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}

/** Parses `25%`, `2.5%` to a share of 1, 0 to 1. Returns undefined if the text is invalid. */
export function readShare(text: string): number | undefined {
  const [, digits] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim()) ?? [];
  return digits === undefined || Number(digits) > 100 ? undefined : Number(digits) / 100;
}

/** Parses `100/s`, `6000/min` or `100` to a rate per second, above 0. Returns undefined if the text is invalid. */
export function readRate(text: string): number | undefined {
  const [, digits = '', unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/(s|m|min|h))?$/i.exec(text.trim()) ?? [];
  const rate = Number(digits) / (unitSeconds[unit.toLowerCase()] ?? Number.NaN);
  return rate > 0 ? rate : undefined;
}

/** Reads positions such as `7,8`; undefined for anything else. */
export function readPositions(text: string): readonly number[] | undefined {
  return /^\d{1,15}(?:,\d{1,15})*$/.test(text) ? text.split(',').map(Number) : undefined;
}
