import { InvalidArgumentError } from 'commander';

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

/** Reads `4096`, `64KiB`, `1MiB`, `10GiB` or `1.5GB` to bytes. */
export function parseSize(text: string): number {
  const [, digits = '', unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = unit === undefined ? undefined : unitBytes[unit.toLowerCase()];
  const size = Math.round(Number(digits) * (factor ?? 0));
  if (factor === undefined || !Number.isSafeInteger(size) || size < 1) {
    throw new InvalidArgumentError('A size is a number of bytes, or with KiB, MiB, GiB or TiB, such as 1MiB.');
  }
  return size;
}
