import { parseArgs } from 'node:util';
import { parsed, UsageError, wholeNumber } from '../usage.ts';
import { kinds } from './kinds.ts';
import type { TrialKind } from './trial-kind.ts';

export interface TrialOptions {
  readonly kind: TrialKind;
  readonly count: number;
  /** Undefined where nothing is chosen at random. */
  readonly seed: number | undefined;
  readonly record: boolean;
  readonly only: string | undefined;
}

const nameWidth = 13;

function describeKind([name, { help: lines }]: readonly [string, TrialKind]): string {
  return lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(nameWidth)}${line}`).join('\n');
}

function namesOf(has: (kind: TrialKind) => boolean): string {
  return Object.keys(kinds)
    .filter((name) => {
      const kind = kinds[name];
      return kind !== undefined && has(kind);
    })
    .join(', ');
}

export const help = `Usage: pnpm trials ${Object.keys(kinds).join('|')} [options]

${Object.entries(kinds).map(describeKind).join('\n')}

Options:
  --count N     number of kills, cuts or outcomes, 1 to 100000000 (default 100)
  --seed N      seed of all random choices, 0 to 4294967295 (default: random; not ${namesOf(({ usesSeed }) => usesSeed === false)})
  --record      write what it found into the documents (${namesOf(({ records }) => records === true)})
  --only NAME   run one row of the table (${namesOf(({ rows }) => rows !== undefined)}); a name that is none prints them
  -h, --help    print this help

Exit codes: 0 no fault found, 1 faults found or the trial failed, 2 invalid usage.
`;

function words(args: readonly string[]) {
  return parsed(() => {
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
  });
}

/** Parses the command line. Returns undefined if help is requested. Throws `UsageError`. */
export async function readOptions(
  args: readonly string[],
  randomSeed: () => number,
): Promise<TrialOptions | undefined> {
  const { values, positionals } = words(args);
  if (values.help) return undefined;
  const [name = ''] = positionals;
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (positionals.length !== 1 || kind === undefined) {
    throw new UsageError(`name one kind of trial: ${Object.keys(kinds).join(', ')}; see pnpm trials --help`);
  }
  if (values.record && kind.records !== true) {
    throw new UsageError(`--record is not for ${name}: it writes nothing into the documents`);
  }
  await checkRow(name, kind, values.only);
  return {
    kind,
    count: wholeNumber('count', values.count, 1, 100_000_000),
    seed: seedOf(name, kind, values.seed, randomSeed),
    record: values.record,
    only: values.only,
  };
}

function seedOf(
  name: string,
  { usesSeed }: TrialKind,
  text: string | undefined,
  randomSeed: () => number,
): number | undefined {
  if (usesSeed === false) {
    if (text !== undefined) throw new UsageError(`--seed is not for ${name}: nothing in it is chosen at random`);
    return undefined;
  }
  return text === undefined ? randomSeed() : wholeNumber('seed', text, 0, 2 ** 32 - 1);
}

async function checkRow(name: string, kind: TrialKind, only: string | undefined): Promise<void> {
  if (only === undefined) return;
  const rows = await kind.rows?.();
  if (rows === undefined) throw new UsageError(`--only is not for ${name}: it has no rows`);
  if (!rows.includes(only)) throw new UsageError(`--only must be one of ${rows.join('; ')}, not '${only}'`);
}
