#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { interruptions } from '../apps/terminal/src/interruptions.ts';
import { help, readOptions } from './dev/dev-options.ts';
import { runDev } from './dev/run-dev.ts';
import { UsageError } from './usage.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = readOptions(words);
    if (options === undefined) {
      process.stdout.write(help);
      return 0;
    }
    await runDev(options, { root, interrupted: interruptions(process), print });
    return 0;
  } catch (error) {
    process.stderr.write(`dev: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
