import { parseArgs } from 'node:util';
import { readDuration } from '../../apps/terminal/src/units.ts';
import { UsageError, wholeNumber } from '../usage.ts';

export interface DemoOptions {
  /** How long to dial, milliseconds; undefined: until Ctrl-C. */
  readonly forMs: number | undefined;
  /** Outcomes a second. */
  readonly rate: number;
  /** Port for subscribers; 0: a free one. */
  readonly port: number;
  /** Port of the page, the API and the metrics; 0: a free one. */
  readonly httpPort: number;
}

export const help = `Usage: pnpm demo [options]

A simulated dialer on a real socket -> a link that is cut once -> sdmp-bridge with its journal,
its page and files that it writes -> a subscriber that counts.

Options:
  --for TIME        end after that time with a summary, such as 20s or 2m (default: Ctrl-C ends it)
  --rate N          outcomes a second, 1 to 20000 (default 200)
  --port N          port for subscribers (default: a free one)
  --http-port N     port of the page, the API and /metrics (default: a free one)
  -h, --help        print this help

Exit codes: 0 everything dialed was delivered once, 1 it was not, 2 wrong usage.
`;

const shortestMs = 1000;

function duration(text: string): number {
  const durationMs = readDuration(text) ?? 0;
  if (durationMs < shortestMs) throw new UsageError(`--for must be a time of at least 1s, such as 20s, not '${text}'`);
  return durationMs;
}

function words(args: readonly string[]) {
  try {
    // pnpm hands the `--` of `pnpm demo -- --for 20s` on.
    return parseArgs({
      args: args.filter((word) => word !== '--'),
      options: {
        for: { type: 'string' },
        rate: { type: 'string', default: '200' },
        port: { type: 'string', default: '0' },
        'http-port': { type: 'string', default: '0' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
  }
}

/** Reads the command line; undefined when help is asked for. Throws `UsageError`. */
export function readOptions(args: readonly string[]): DemoOptions | undefined {
  const { for: time, rate, port, 'http-port': httpPort, help: isHelp } = words(args);
  if (isHelp) return undefined;
  return {
    forMs: time === undefined ? undefined : duration(time),
    rate: wholeNumber('rate', rate, 1, 20_000),
    port: wholeNumber('port', port, 0, 65_535),
    httpPort: wholeNumber('http-port', httpPort, 0, 65_535),
  };
}
