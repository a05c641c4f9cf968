import { interruptions } from './interruptions.ts';
import { openTerminal, say, type Terminal } from './terminal.ts';
import { unreadableWord } from './whole-words.ts';

/** 0 success, 1 failure, 2 invalid usage. */
export type ExitCode = 0 | 1 | 2;

/** Runs a command line on this process's terminal and exits with its exit code. */
export async function runMain(
  words: readonly string[],
  run: (words: readonly string[], terminal: Terminal) => Promise<ExitCode>,
): Promise<void> {
  const terminal = openTerminal(process, interruptions(process), process.env);
  const unreadable = unreadableWord(words);
  if (unreadable !== undefined) {
    say(terminal, `argument ${unreadable} holds bytes that are not UTF-8: give it in UTF-8`);
  }
  const exitCode = unreadable === undefined ? await run(words, terminal) : 2;
  await Promise.all([terminal.output.flush(), terminal.messages.flush()]);
  // An open standard input would keep the process alive.
  process.exit(exitCode);
}
