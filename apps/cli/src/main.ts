import { runMain } from '@sdmp/terminal';
import { run } from './run.ts';

/** Runs the command line and ends the process with its exit code. */
export async function main(words: readonly string[]): Promise<void> {
  await runMain(words, run);
}
