import { interruptions } from './interruptions.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** 0 success, 1 failure, 2 invalid usage. */
export type ExitCode = 0 | 1 | 2;

/** Runs a command line on this process's terminal and exits with its exit code. */
export async function runMain(
  words: readonly string[],
  run: (words: readonly string[], terminal: Terminal) => Promise<ExitCode>,
): Promise<void> {
  const terminal = openTerminal(process, interruptions(process), process.env);
  const exitCode = await run(words, terminal);
  await Promise.all([terminal.output.flush(), terminal.messages.flush()]);
  // An open standard input would keep the process alive.
  process.exit(exitCode);
}
