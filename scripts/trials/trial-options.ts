import { parseArgs } from 'node:util';
import { UsageError, wholeNumber } from '../usage.ts';
import { kinds } from './kinds.ts';
import type { TrialKind } from './trial-kind.ts';

export interface TrialOptions {
  readonly kind: TrialKind;
  readonly count: number;
  readonly seed: number;
  readonly record: boolean;
  readonly only: string | undefined;
}

const nameWidth = 13;

function describeKind([name, { help: lines }]: readonly [string, TrialKind]): string {
  return lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(nameWidth)}${line}`).join('\n');
}

export const help = `Usage: pnpm trials ${Object.keys(kinds).join('|')} [options]

${Object.entries(kinds).map(describeKind).join('\n')}

Options:
  --count N     number of kills, cuts or outcomes, 1 to 100000000 (default 100)
  --seed N      seed of all random choices, 0 to 4294967295 (default: random)
  --record      write the table into the documents (links, http)
  --only NAME   run one row of the table, and leave the others as they are (links, http)
  -h, --help    print this help

Exit codes: 0 no fault found, 1 faults found or the trial failed, 2 invalid usage.
`;

function words(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm passes on the `--` of `pnpm trials -- crash`.
      args: args.filter((word) => word !== '--'),
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '100' },
        seed: { type: 'string' },
        record: { type: 'boolean', default: false },
        only: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
  }
}

/** Parses the command line. Returns undefined if help is requested. Throws `UsageError`. */
export function readOptions(args: readonly string[], randomSeed: () => number): TrialOptions | undefined {
  const { values, positionals } = words(args);
  if (values.help) return undefined;
  const [name = ''] = positionals;
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (positionals.length !== 1 || kind === undefined) {
    const names = Object.keys(kinds).map((each) => `'pnpm trials ${each}'`);
    throw new UsageError(`name one kind of trial: ${names.join(' or ')}`);
  }
  return {
    kind,
    count: wholeNumber('count', values.count, 1, 100_000_000),
    seed: values.seed === undefined ? randomSeed() : wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
    record: values.record,
    only: values.only,
  };
}
