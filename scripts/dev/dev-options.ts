import { parseArgs } from 'node:util';
import { parsed, wholeNumber } from '../usage.ts';

export interface DevOptions {
  /** Port of the demo's bridge: its own page, the API and the metrics. */
  readonly httpPort: number;
  /** Port of the page that is loaded again when its sources change. */
  readonly pagePort: number;
}

export const help = `Usage: pnpm dev [options]

Builds everything and watches it: what changes is built again with what depends on it.
Runs the demo (a dialer, a floor of agents, sdmp-bridge, a subscriber), and starts it anew after each build of the bridge.
Serves the page from its sources, so that a change shows at once. Ctrl-C ends all of it.

Options:
  --http-port N     port of the bridge (default 8080)
  --page-port N     port of the page (default 5173)
  -h, --help        print this help

Exit codes: 0 ended by Ctrl-C, 1 a part could not start or ended by itself, 2 invalid usage.
`;

/** Parses the command line. Returns undefined if help is requested. Throws `UsageError`. */
export function readOptions(args: readonly string[]): DevOptions | undefined {
  const values = parsed(
    () =>
      parseArgs({
        // pnpm passes on the `--` of `pnpm dev -- --http-port 8081`.
        args: args.filter((word) => word !== '--'),
        options: {
          'http-port': { type: 'string', default: '8080' },
          'page-port': { type: 'string', default: '5173' },
          help: { type: 'boolean', short: 'h', default: false },
        },
      }).values,
  );
  if (values.help) return undefined;
  return {
    httpPort: wholeNumber('http-port', values['http-port'], 1, 65_535),
    pagePort: wholeNumber('page-port', values['page-port'], 1, 65_535),
  };
}
