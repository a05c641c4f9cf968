import { parseArgs } from 'node:util';

export interface BenchmarkOptions {
  /** Outcomes, where the benchmark counts them. Default: its own. */
  readonly count: number | undefined;
  /** Of the systems side by side, only those whose name contains this. Default: all. */
  readonly only: string | undefined;
  /** A short form that takes seconds: shows that it runs, gives no figure to quote. */
  readonly quick: boolean;
  /** Also what takes many minutes and tens of gigabytes. */
  readonly large: boolean;
}

export interface CommandLine extends BenchmarkOptions {
  readonly names: readonly string[];
  readonly help: boolean;
}

/** Throws for words it does not know. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: words.filter((word) => word !== '--'),
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const count = values.count === undefined ? undefined : Number(values.count.replaceAll(/[_,]/g, ''));
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) throw new RangeError('--count is a whole number');
  const { only, quick, large, help } = values;
  return { names: positionals, count, only, quick, large, help };
}
