#!/usr/bin/env node
/** `pnpm soak --for 1h`: the programs under load, faults and restarts for a long time; see `pnpm soak --help`. */
import { randomInt } from 'node:crypto';
import { describeBreakage } from './soak/breakages.ts';
import { judge } from './soak/judge.ts';
import { help, readOptions } from './soak/options.ts';
import { readRecording } from './soak/recording.ts';
import { record, summary } from './soak/report.ts';
import { runSoak } from './soak/run-soak.ts';
import { UsageError } from './usage.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(words: readonly string[]): Promise<number> {
  try {
    const command = readOptions(words, () => randomInt(2 ** 32));
    if (command === undefined) {
      process.stdout.write(help);
      return 0;
    }
    const { fromFile, breakage, samplesFile, seed, forMs, rate } = command;
    const interrupted = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
    if (fromFile === undefined) print(`seed ${seed}, samples in ${samplesFile}`);
    const recording =
      fromFile === undefined
        ? await runSoak({
            forMs,
            rate,
            seed,
            samplesFile,
            print,
            interrupted: interrupted.signal,
            ...(breakage === undefined ? {} : { breakage }),
          })
        : readRecording(fromFile);
    const verdicts = judge(recording);
    print(summary(recording, verdicts));
    if (breakage !== undefined) print(describeBreakage(breakage, verdicts));
    if (command.record) await record(recording, verdicts);
    return verdicts.every(({ isGood }) => isGood !== false) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`soak: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
