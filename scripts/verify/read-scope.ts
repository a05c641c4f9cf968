import { parseArgs } from 'node:util';
import { parsed } from '../usage.ts';

/** `quick` leaves out the tests that measure rates and times or kill processes again and again; `all` leaves out nothing. */
export type Scope = 'quick' | 'all';

const help = `Usage: pnpm verify [--all]

Runs everything a change must pass. With --all, as CI and releases do, also the tests that measure rates and
times, or kill processes again and again; CI=true means --all.
`;

/** Reads the command line. Prints the help when it is asked for. Throws `UsageError`. */
export function readScope(words: readonly string[], isCi: boolean): Scope | 'help' {
  const options = { all: { type: 'boolean', default: isCi }, help: { type: 'boolean', short: 'h' } } as const;
  return parsed(() => {
    // pnpm hands the `--` of `pnpm verify -- --all` on.
    const { values } = parseArgs({ args: words.filter((word) => word !== '--'), options });
    if (values.help !== true) return values.all ? 'all' : 'quick';
    process.stdout.write(help);
    return 'help';
  });
}
