import { readSize } from '@sdmp/terminal';
import { argument } from './argument.ts';

/** Reads `4096`, `64KiB`, `1MiB`, `10GiB` or `1.5GB` to bytes. */
export const parseSize = argument(readSize, 'A size is a number of bytes, or with KiB, MiB, GiB or TiB, such as 1MiB.');
