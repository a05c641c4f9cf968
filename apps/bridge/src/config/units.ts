import { field } from './field.ts';

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

const unitsBytes: Readonly<Record<string, number>> = {
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

function measured(value: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value.trim()) ?? [];
  const result = Math.round(Number(digits) * (units[unit.toLowerCase()] ?? 0));
  return Number.isSafeInteger(result) && result > 0 ? result : undefined;
}

/** `500ms`, `10s`, `1.5h`, `30d` to milliseconds. */
export const duration = field('a time above 0 with ms, s, m, h, d or w, such as 30d', (value) =>
  typeof value === 'string' ? measured(value, unitsMs) : undefined,
);

/** `4096`, `64KiB`, `10GiB`, `1.5GB` to bytes. */
export const size = field('a size above 0 in bytes or with KiB, MiB, GiB or TiB, such as 10GiB', (value) =>
  typeof value === 'string' || typeof value === 'number' ? measured(String(value), unitsBytes) : undefined,
);
