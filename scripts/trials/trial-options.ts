import { parseArgs } from 'node:util';
import { UsageError, wholeNumber } from '../usage.ts';
import { kinds, type TrialKind } from './kinds.ts';

export interface TrialOptions {
  readonly kind: TrialKind;
  readonly count: number;
  readonly seed: number;
}

const nameWidth = 13;

function describeKind([name, { help: lines }]: readonly [string, TrialKind]): string {
  return lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(nameWidth)}${line}`).join('\n');
}

export const help = `Usage: pnpm trials ${Object.keys(kinds).join('|')} [options]

${Object.entries(kinds).map(describeKind).join('\n')}

Options:
  --count N     how many kills, cuts or outcomes, 1 to 100000000 (default 100)
  --seed N      which moments, 0 to 4294967295 (default: another each time)
  -h, --help    print this help

Exit codes: 0 nothing was lost, invented, out of order or doubled, 1 something was, 2 wrong usage.
`;

function words(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm hands the `--` of `pnpm trials -- crash` on.
      args: args.filter((word) => word !== '--'),
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '100' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
  }
}

/** Reads the command line; undefined when help is asked for. Throws `UsageError`. */
export function readOptions(args: readonly string[], anySeed: () => number): TrialOptions | undefined {
  const { values, positionals } = words(args);
  if (values.help) return undefined;
  const [name = ''] = positionals;
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (positionals.length !== 1 || kind === undefined) {
    const names = Object.keys(kinds).map((each) => `'pnpm trials ${each}'`);
    throw new UsageError(`name the trials: ${names.join(' or ')}`);
  }
  return {
    kind,
    count: wholeNumber('count', values.count, 1, 100_000_000),
    seed: values.seed === undefined ? anySeed() : wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
  };
}
