import { readDuration, readSize } from '@sdmp/terminal';
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
