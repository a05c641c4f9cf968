import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readDuration } from '../../apps/terminal/src/units.ts';
import { parsed, UsageError, wholeNumber } from '../usage.ts';
import { type Breakage, breakages } from './breakages.ts';

export interface SoakCommand {
  readonly forMs: number;
  readonly rate: number;
  readonly seed: number;
  readonly samplesFile: string;
  readonly breakage: Breakage | undefined;
  /** Samples of a run that is over, which are judged again. */
  readonly fromFile: string | undefined;
  readonly record: boolean;
}

export const help = `Usage: pnpm soak [options]

Runs the programs for a long time under a steady load: sdmp serve -> a link -> sdmp-bridge -> a link -> a client with a
token, sdmp tail, an event stream, a files sink; by TLS throughout. Links fail, certificates change and retention prunes
all the time, the programs are restarted and killed in the first quarter of the run and its last tenth. Then it judges
what came, and whether memory, handles and latency stayed flat. Ctrl-C ends the load and judges what there is.

Options:
  --for TIME        duration of the load, such as 5m or 1h, 20s to 7d (default 1h)
  --rate N          outcomes per second, 1 to 5000 (default 100)
  --seed N          seed of all random choices, 0 to 4294967295 (default: random)
  --samples FILE    where the samples go, a JSON object a line (default: sdmp-soak-SEED.jsonl in the folder for temporary files)
  --from FILE       judge the samples of a run that is over
  --break NAME      break something on purpose, to see the verdict fail: ${breakages.join(', ')}
  --record          write the section and the plot of docs/soak.md
  -h, --help        print this help

Exit codes: 0 every verdict is good or the run too short for it, 1 one is bad or the run failed, 2 invalid usage.
`;

const durationLimitsMs = [20_000, 7 * 86_400_000] as const;

function duration(text: string): number {
  const ms = readDuration(text) ?? 0;
  const [least, most] = durationLimitsMs;
  if (ms < least || ms > most)
    throw new UsageError(`--for must be a duration from 20s to 7d, such as 5m, not '${text}'`);
  return ms;
}

function breakageOf(text: string | undefined): Breakage | undefined {
  const found = breakages.find((each) => each === text);
  if (text !== undefined && found === undefined) {
    throw new UsageError(`--break must be one of ${breakages.join(', ')}, not '${text}'`);
  }
  return found;
}

function words(args: readonly string[]) {
  return parsed(() => {
    return parseArgs({
      // pnpm passes on the `--` of `pnpm soak -- --for 5m`.
      args: args.filter((word) => word !== '--'),
      options: {
        for: { type: 'string', default: '1h' },
        rate: { type: 'string', default: '100' },
        seed: { type: 'string' },
        samples: { type: 'string' },
        from: { type: 'string' },
        break: { type: 'string' },
        record: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  });
}

/** Parses the command line. Returns undefined if help is requested. Throws `UsageError`. */
export function readOptions(args: readonly string[], randomSeed: () => number): SoakCommand | undefined {
  const values = words(args);
  if (values.help) return undefined;
  const seed = values.seed === undefined ? randomSeed() : wholeNumber('seed', values.seed, 0, 2 ** 32 - 1);
  const breakage = breakageOf(values.break);
  if (breakage !== undefined && values.record) throw new UsageError('--record is for runs without --break');
  return {
    forMs: duration(values.for),
    rate: wholeNumber('rate', values.rate, 1, 5000),
    seed,
    samplesFile: values.samples ?? join(tmpdir(), `sdmp-soak-${seed}.jsonl`),
    breakage,
    fromFile: values.from,
    record: values.record,
  };
}
