import { parseArgs } from 'node:util';
import { readDuration } from '../../apps/terminal/src/units.ts';
import { parsed, UsageError, wholeNumber } from '../usage.ts';

export interface DemoOptions {
  /** Duration of dialing, milliseconds; undefined: until Ctrl-C. */
  readonly forMs: number | undefined;
  /** Outcomes per second. */
  readonly rate: number;
  /** Port for subscribers; 0: a free port. */
  readonly port: number;
  /** Port of the page, the API and the metrics; 0: a free port. */
  readonly httpPort: number;
}

export const help = `Usage: pnpm demo [options]

A simulated dialer on a real socket -> a link that is cut once -> sdmp-bridge with its journal,
its page and a file sink -> a subscriber that counts.
Beside it 200 agents of a simulated floor, twenty times as fast as real ones: their calls are reported to the bridge,
which makes the outcomes itself.

Options:
  --for TIME        duration of the run, such as 20s or 2m (default: until Ctrl-C)
  --rate N          outcomes of the dialer per second, 1 to 20000 (default 200)
  --port N          port for subscribers (default: a free port)
  --http-port N     port of the page, the API and /metrics (default: a free port)
  -h, --help        print this help

Exit codes: 0 every outcome was delivered once, 1 it was not, 2 invalid usage.
`;

const minDurationMs = 1000;

function duration(text: string): number {
  const durationMs = readDuration(text) ?? 0;
  if (durationMs < minDurationMs)
    throw new UsageError(`--for must be a duration of at least 1s, such as 20s, not '${text}'`);
  return durationMs;
}

function words(args: readonly string[]) {
  return parsed(() => {
    // pnpm passes on the `--` of `pnpm demo -- --for 20s`.
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
  });
}

/** Parses the command line. Returns undefined if help is requested. Throws `UsageError`. */
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
