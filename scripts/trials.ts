#!/usr/bin/env node
import { randomInt } from 'node:crypto';
import { help, readOptions } from './trials/trial-options.ts';
import { UsageError } from './usage.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = await readOptions(words, () => randomInt(2 ** 32));
    if (options === undefined) {
      process.stdout.write(help);
      return 0;
    }
    const { kind, count, seed, record, only } = options;
    if (seed !== undefined) print(`seed ${seed}`);
    const run = await kind.load();
    return (await run({ count, seed: seed ?? 0, record, only, print })) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`trials: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
