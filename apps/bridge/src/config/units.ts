import { readDuration, readShare, readSize } from '@sdmp/terminal';
import type { z } from 'zod';
import { field } from './field.ts';

/** `500ms`, `10s`, `1.5h`, `30d` to milliseconds. */
export const duration = field(
  'a time above 0 with ms, s, m, h, d or w, such as 30d',
  { type: 'string', examples: ['30d'] },
  (value) => {
    const durationMs = typeof value === 'string' ? readDuration(value) : undefined;
    return durationMs === 0 ? undefined : durationMs;
  },
);

/** `4096`, `64KiB`, `10GiB`, `1.5GB` to bytes. */
export const size = field(
  'a size above 0 in bytes or with KiB, MiB, GiB or TiB, such as 10GiB',
  { anyOf: [{ type: 'string' }, { type: 'integer' }], examples: ['10GiB'] },
  (value) => (typeof value === 'string' || typeof value === 'number' ? readSize(String(value)) : undefined),
);

/** `3%`, `2.5%` to a share of 1, from `least` percent to all. */
export function share(least: number, example: string): z.ZodType<number> {
  return field(
    `a share from ${least}% to 100%, such as ${example}`,
    { type: 'string', examples: [example] },
    (value) => {
      const read = readShare(String(value));
      return read === undefined || read < least / 100 ? undefined : read;
    },
  );
}
