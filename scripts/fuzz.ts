/** `pnpm fuzz codec|server [--count N] [--seconds N] [--seed S]`: fuzzes the codec in this process, or running servers over their sockets. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzzCodec } from './fuzz/fuzz-codec.ts';
import { fuzzServer, type TargetName, targets } from './fuzz/fuzz-server.ts';
import { recordFuzz, type TargetResult } from './fuzz/record-fuzz.ts';
import { UsageError, wholeNumber } from './usage.ts';

const usage = `usage: pnpm fuzz codec|server [--only service|bridge] [--count N] [--seconds N] [--seed S] [--record]

  codec    random streams through the framer, decoder and encoder; findings are added to the corpus
  server   structure-aware garbage on many sockets of a running service, then of a bridge and its HTTP: floods, half-closed sockets, bytes that drip,
           takeovers of another tenant's token; looks at an honest subscriber, for what is left behind, and
           at the journal

  --only NAME   server: the service or the bridge alone
  --record      server: write the table into docs/reliability.md

  --count N     inputs, or messages that each server handles (default: until the time is over)
  --seconds N   how long (default 60 without --count)
  --seed S      seed of all random choices (default: random)
`;
const defaultSeconds = 60;
const most = 2 ** 40;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      count: { type: 'string' },
      only: { type: 'string' },
      inputs: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
    args: words.filter((word) => word !== '--'),
  });
  const [what] = positionals;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals.length !== 1 || (what !== 'codec' && what !== 'server')) throw new UsageError(usage);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : wholeNumber('seed', values.seed, 0, 2 ** 32 - 1);
  const given = values.count ?? values.inputs;
  const count = given === undefined ? most : wholeNumber('count', given, 1, most);
  const usualSeconds = given === undefined ? defaultSeconds : most;
  const seconds = values.seconds === undefined ? usualSeconds : wholeNumber('seconds', values.seconds, 1, most);
  if (what === 'codec') return fuzzCodec({ count, seconds, seed, print }) ? 0 : 1;
  const chosen = targetsOf(values.only);
  print(`seed ${String(seed)}`);
  let faultsInAll = 0;
  const results: TargetResult[] = [];
  for (const target of chosen) {
    const result = await fuzzServer({ target, count, seconds, seed, print });
    results.push({ target, ...result });
    const { handled, faults, quietP99, besideP99, attackedP99 } = result;
    faultsInAll += faults.length;
    for (const fault of faults) print(`FAULT: ${fault}`);
    const [beside, ratio] = [besideP99, attackedP99].map((p99) => (p99 / quietP99).toFixed(2));
    print(
      `${target}, seed ${String(seed)}: ${String(handled)} messages, faults ${String(faults.length)}, p99 ${String(ratio)} times its quiet value; ${String(beside)} times while another was attacked on the same processors`,
    );
  }
  const long = given === undefined || values.seconds !== undefined ? `--seconds ${seconds}` : `--count ${count}`;
  if (values.record) await recordFuzz(results, { seed, long, only: values.only });
  return faultsInAll === 0 ? 0 : 1;
}

function targetsOf(only: string | undefined): readonly TargetName[] {
  const names = Object.keys(targets) as TargetName[];
  const found = names.filter((name) => only === undefined || name === only);
  if (found.length === 0) throw new UsageError(`--only must be ${names.join(' or ')}, not '${only ?? ''}'`);
  return found;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  process.exitCode = isUsage ? 2 : 1;
}
