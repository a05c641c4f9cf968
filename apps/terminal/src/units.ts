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

/** Some 300 years: beyond it, numbers of milliseconds lose their sense. */
const longestMs = 1e13;

function measured(text: string, units: Readonly<Record<string, number>>): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  return digits === '' ? Number.NaN : Math.round(Number(digits) * (units[unit.toLowerCase()] ?? Number.NaN));
}

/** Reads `500ms`, `10s`, `1.5h`, `30d` to milliseconds; undefined when it is no duration. */
export function readDuration(text: string): number | undefined {
  const durationMs = measured(text, unitMs);
  return durationMs <= longestMs ? durationMs : undefined;
}

/** Reads `4096`, `64KiB`, `10GiB`, `1.5GB` to bytes, at least one; undefined when it is no size. */
export function readSize(text: string): number | undefined {
  const bytes = measured(text, unitBytes);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}

/** Reads `100/s`, `6000/min` or `100` to a number per second, above 0; undefined when it is no rate. */
export function readRate(text: string): number | undefined {
  const [, digits = '', unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/(s|m|min|h))?$/i.exec(text.trim()) ?? [];
  const rate = Number(digits) / (unitSeconds[unit.toLowerCase()] ?? Number.NaN);
  return rate > 0 ? rate : undefined;
}
