import { parseArgs } from 'node:util';

export interface BenchmarkOptions {
  /** Number of outcomes. Default: set by the benchmark. */
  readonly count: number | undefined;
  /** Runs only systems whose name contains this. Default: all. */
  readonly only: string | undefined;
  /** Runs a short form that takes seconds, as a test; its figures are not meaningful. */
  readonly quick: boolean;
  /** Measures, instead of the usual, which part of the service takes the time, for benchmarks that can. */
  readonly parts: boolean;
  /** Includes what takes many minutes and tens of gigabytes. */
  readonly large: boolean;
}

export interface CommandLine extends BenchmarkOptions {
  /** Writes the figures into the documents. */
  readonly record: boolean;
  readonly names: readonly string[];
  readonly help: boolean;
}

/** Parses the command line. Throws for unknown options. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: words.filter((word) => word !== '--'),
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      parts: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const count = values.count === undefined ? undefined : Number(values.count.replaceAll(/[_,]/g, ''));
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    throw new RangeError('--count must be a positive integer');
  const { only, quick, parts, large, record, help } = values;
  if (record && (quick || parts || only !== undefined))
    throw new RangeError('--record needs a whole run, without --quick, --parts and --only');
  return { names: positionals, count, only, quick, parts, large, record, help };
}
