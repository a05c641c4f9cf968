import { readRate } from '@sdmp/terminal';
import { argument } from './argument.ts';

/** Reads `100/s`, `6000/min` or `100` to a number per second. */
export const parseRate = argument(
  readRate,
  'A rate is a number per second, minute or hour, such as 100/s or 6000/min.',
);
