import { interruptions } from './interruptions.ts';
import { run } from './run.ts';
import { openTerminal } from './terminal.ts';

/** Runs the command line and ends the process with its exit code. */
export async function main(words: readonly string[]): Promise<void> {
  const terminal = openTerminal(process, interruptions(process), process.env);
  const exitCode = await run(words, terminal);
  await Promise.all([terminal.output.flush(), terminal.messages.flush()]);
  // Standard input may still be open and would keep the process.
  process.exit(exitCode);
}
