import { readDuration } from '@sdmp/terminal';
import { argument } from './argument.ts';

/** Reads `500ms`, `10s`, `1.5h`, `30d` to milliseconds. */
export const parseDuration = argument(
  readDuration,
  'A duration is a number with ms, s, m, h, d or w, such as 500ms, 10s or 30d.',
);
