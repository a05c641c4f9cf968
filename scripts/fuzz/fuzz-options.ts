import { parseArgs } from 'node:util';
import { parsed, UsageError, wholeNumber } from '../usage.ts';
import { type TargetName, targets } from './fuzz-server.ts';

export interface FuzzOptions {
  readonly what: 'codec' | 'server';
  readonly targets: readonly TargetName[];
  readonly count: number;
  readonly seconds: number;
  readonly seed: number;
  /** Whether the limits of the pace of requests are lifted. */
  readonly isUnpaced: boolean;
  readonly record: boolean;
  /** The options that repeat the run, the seed included. */
  readonly repeat: string;
}

export const help = `Usage: pnpm fuzz codec|server [options]

  codec    random streams through the framer, decoder and encoder; findings are added to the corpus
  server   structure-aware garbage on many sockets of a running service, then of a bridge and its HTTP: floods, half-closed
           sockets, bytes that drip, takeovers of another tenant's token; looks at an honest subscriber, for what is left
           behind, and at the journal

Options:
  --count N     inputs, or messages that each server handles (default: until the time is over)
  --seconds N   how long at most (default: 60 without --count; with it, as long as it takes)
  --seed N      seed of all random choices, 0 to 4294967295 (default: random)
  --only NAME   server: ${Object.keys(targets).join(' or ')} alone
  --unpaced     server: lift the limits of errors, messages and time a second, so that millions are handled in minutes;
                how long outcomes took says nothing then
  --record      server: write the table into docs/reliability.md; for a run of all targets
  -h, --help    print this help

Examples:
  pnpm fuzz server --seconds 100 --seed 1
  pnpm fuzz server --count 10000000 --unpaced --only service

Exit codes: 0 no fault found, 1 faults found or the run failed, 2 invalid usage.
`;
const defaultSeconds = 60;
const most = 2 ** 40;

/** Parses the command line. Returns undefined if help is requested. Throws `UsageError`. */
export function readFuzzOptions(words: readonly string[], randomSeed: () => number): FuzzOptions | undefined {
  const { values, positionals } = parsed(() =>
    parseArgs({
      options: {
        count: { type: 'string' },
        only: { type: 'string' },
        seconds: { type: 'string' },
        seed: { type: 'string' },
        record: { type: 'boolean', default: false },
        unpaced: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
      // pnpm passes on the `--` of `pnpm fuzz -- server`.
      args: words.filter((word) => word !== '--'),
    }),
  );
  if (values.help) return undefined;
  const [what] = positionals;
  if (positionals.length !== 1 || (what !== 'codec' && what !== 'server')) {
    throw new UsageError('name what to fuzz: codec or server; see pnpm fuzz --help');
  }
  const { only, record, unpaced: isUnpaced } = values;
  const ofServer = { only: only !== undefined, record, unpaced: isUnpaced };
  for (const [name, isGiven] of Object.entries(ofServer)) {
    if (what === 'codec' && isGiven) throw new UsageError(`--${name} is for the server alone`);
  }
  if (record && only !== undefined) throw new UsageError('--record writes the whole table: leave out --only');
  const seed = values.seed === undefined ? randomSeed() : wholeNumber('seed', values.seed, 0, 2 ** 32 - 1);
  const count = values.count === undefined ? most : wholeNumber('count', values.count, 1, most);
  const usualSeconds = values.count === undefined ? defaultSeconds : most;
  const seconds = values.seconds === undefined ? usualSeconds : wholeNumber('seconds', values.seconds, 1, most);
  const limits = [
    ...(isUnpaced ? ['--unpaced'] : []),
    ...(values.count === undefined ? [] : [`--count ${count}`]),
    ...(seconds === most ? [] : [`--seconds ${seconds}`]),
  ];
  return {
    what,
    targets: targetsOf(only),
    count,
    seconds,
    seed,
    isUnpaced,
    record,
    repeat: [...limits, `--seed ${seed}`].join(' '),
  };
}

function targetsOf(only: string | undefined): readonly TargetName[] {
  const names = Object.keys(targets) as TargetName[];
  const found = names.filter((name) => only === undefined || name === only);
  if (found.length === 0) throw new UsageError(`--only must be ${names.join(' or ')}, not '${only ?? ''}'`);
  return found;
}
