#!/usr/bin/env node
import { help, readOptions, UsageError } from './demo/demo-options.ts';
import { isPerfect, summary } from './demo/report.ts';
import { runDemo } from './demo/run-demo.ts';

/** Ctrl-C reaches this process directly and through the one that started it: a repeat so soon is the same wish. */
const sameWishMs = 500;

function interruption(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (): void => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > sameWishMs) process.exit(1);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = readOptions(words);
    if (options === undefined) {
      process.stdout.write(help);
      return 0;
    }
    const result = await runDemo(options, { interrupted: interruption(), print });
    print(summary(result));
    return isPerfect(result) ? 0 : 1;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`demo: ${text}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
