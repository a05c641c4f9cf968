import { interruptions } from './interruptions.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** 0 done, 1 it failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Runs one command line at this process's terminal and ends the process with its exit code. */
export async function runMain(
  words: readonly string[],
  run: (words: readonly string[], terminal: Terminal) => Promise<ExitCode>,
): Promise<void> {
  const terminal = openTerminal(process, interruptions(process), process.env);
  const exitCode = await run(words, terminal);
  await Promise.all([terminal.output.flush(), terminal.messages.flush()]);
  // Standard input may still be open and would keep the process.
  process.exit(exitCode);
}
