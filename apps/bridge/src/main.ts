import { run } from './run.ts';
import { interruptions } from './terminal/interruptions.ts';
import { openTerminal } from './terminal/terminal.ts';

/** Runs the command line and ends the process with its exit code. */
export async function main(words: readonly string[]): Promise<void> {
  const terminal = openTerminal(process, interruptions(process));
  const exitCode = await run(words, terminal);
  await Promise.all([terminal.output.flush(), terminal.messages.flush()]);
  process.exit(exitCode);
}
