import { interruptions } from './interruptions.ts';
import { type Terminal, openTerminal, say } from './terminal.ts';

const replaced = '\ufffd';

/** Returns the number of the first argument that was not UTF-8: Node has put U+FFFD in place of its bytes. Undefined: none. */
export function unreadableWord(words: readonly string[]): number | undefined {
  const index = words.findIndex((word) => word.includes(replaced));
  return index < 0 ? undefined : index + 1;
}

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
