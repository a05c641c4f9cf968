#!/usr/bin/env node
import { interruptions } from '../apps/terminal/src/interruptions.ts';
import { help, readOptions } from './demo/demo-options.ts';
import { isPerfect, summary } from './demo/report.ts';
import { runDemo } from './demo/run-demo.ts';
import { UsageError } from './usage.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = readOptions(words);
    if (options === undefined) {
      process.stdout.write(help);
      return 0;
    }
    const result = await runDemo(options, { interrupted: interruptions(process), print });
    print(summary(result));
    return isPerfect(result) ? 0 : 1;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`demo: ${text}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
