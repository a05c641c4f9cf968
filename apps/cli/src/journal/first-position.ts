import type { Journal } from '@sdmp/journal';

/** Returns `from` where the journal has given it out, or gives it out next. Throws one line for a later position. */
export function firstPosition({ end }: Pick<Journal, 'end'>, from = 0): number {
  if (from <= end) return from;
  throw new Error(
    `--from ${from}: the journal ends before position ${end}. A later one was given out before a restore, or never: see sdmp journal info`,
  );
}
