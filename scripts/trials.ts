#!/usr/bin/env node
import { randomInt } from 'node:crypto';
import { isPerfect, runCrashTrials, type CrashResult } from './trials/crash-trials.ts';
import { powerLossTrials } from './trials/power-loss/index.ts';
import { help, readOptions } from './trials/trial-options.ts';
import { UsageError } from './usage.ts';

const progressEveryMs = 5000;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function progress(count: number): (result: CrashResult) => void {
  let last = performance.now();
  return ({ kills }) => {
    if (performance.now() - last < progressEveryMs) return;
    last = performance.now();
    process.stdout.write(`${kills} of ${count}\n`);
  };
}

function summary(count: number, seed: number, result: CrashResult): string {
  const { kills, committed, lost, invented, outOfOrder, doubled } = result;
  const faults = `lost ${lost}, invented ${invented}, out of order ${outOfOrder}, doubled ${doubled}`;
  return `trials ${count}, kills ${kills}, committed ${committed}, ${faults}, seed ${seed}`;
}

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = readOptions(words, () => randomInt(2 ** 32));
    if (options === undefined) {
      process.stdout.write(help);
      return 0;
    }
    const { kind, count, seed } = options;
    process.stdout.write(`seed ${seed}\n`);
    if (kind === 'power-loss') return (await powerLossTrials({ count, seed }, print)) ? 0 : 1;
    const result = await runCrashTrials({ count, seed, onProgress: progress(count) });
    process.stdout.write(`${summary(count, seed, result)}\n`);
    return isPerfect(result) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`trials: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
