/** `pnpm fuzz codec|server [--count N] [--seconds N] [--seed S] [--unpaced]`: fuzzes the codec in this process, or running servers over their sockets. */
import { randomInt } from 'node:crypto';
import { fuzzCodec } from './fuzz/fuzz-codec.ts';
import { type FuzzOptions, help, readFuzzOptions } from './fuzz/fuzz-options.ts';
import { fuzzServer } from './fuzz/fuzz-server.ts';
import { recordFuzz, type TargetResult } from './fuzz/record-fuzz.ts';
import { UsageError } from './usage.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(words: readonly string[]): Promise<number> {
  const options = readFuzzOptions(words, () => randomInt(2 ** 32));
  if (options === undefined) {
    process.stdout.write(help);
    return 0;
  }
  if (options.what === 'codec') return fuzzCodec({ ...options, print }) ? 0 : 1;
  return (await fuzzServers(options)) ? 0 : 1;
}

/** Attacks one target after the other. Resolves to whether nothing was wrong. */
async function fuzzServers({
  targets,
  count,
  seconds,
  seed,
  isUnpaced,
  record,
  repeat,
}: FuzzOptions): Promise<boolean> {
  print(`seed ${String(seed)}`);
  const results: TargetResult[] = [];
  for (const target of targets) {
    const result = await fuzzServer({ target, count, seconds, seed, isUnpaced, print });
    results.push({ target, ...result });
    const { handled, faults, quietP99, besideP99, attackedP99 } = result;
    for (const fault of faults) print(`FAULT: ${fault}`);
    const [beside, ratio] = [besideP99, attackedP99].map((p99) => (p99 / quietP99).toFixed(2));
    print(
      `${target}, seed ${String(seed)}: ${String(handled)} messages, faults ${String(faults.length)}, p99 ${String(ratio)} times its quiet value; ${String(beside)} times while another was attacked on the same processors`,
    );
  }
  if (record) await recordFuzz(results, { repeat, isUnpaced });
  return results.every(({ faults }) => faults.length === 0);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`fuzz: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
