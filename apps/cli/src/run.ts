import { CommanderError } from 'commander';
import { describeError, stackOf } from './describe-error.ts';
import { OutputGoneError } from './output.ts';
import { createProgram } from './program.ts';
import { say, type Terminal } from './terminal.ts';

/** 0 done, 1 it failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Runs one command line. Never throws: what went wrong is one line on standard error and the exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  try {
    const program = await createProgram(words, terminal, (code) => {
      exitCode = code;
    });
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error, words, terminal);
  }
}

function failed(error: unknown, words: readonly string[], terminal: Terminal): ExitCode {
  if (error instanceof OutputGoneError || isInterruption(error, terminal)) return 0;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    say(terminal, usageLine(error));
    return 2;
  }
  say(terminal, `sdmp: ${describeError(error)}`);
  if (words.includes('--debug')) say(terminal, stackOf(error));
  return 1;
}

function isInterruption(error: unknown, { interrupted }: Terminal): boolean {
  return (
    interrupted.aborted && (error === interrupted.reason || (error instanceof Error && error.name === 'AbortError'))
  );
}

/** Commander says what is wrong, and on a second line what may have been meant. */
function usageLine({ code, message }: CommanderError): string {
  if (code === 'commander.help') return "sdmp: name a command, such as 'sdmp serve' ('sdmp help' lists them)";
  const [what = '', ...rest] = message.replace(/^error: /, '').split('\n');
  return ['sdmp:', what, ...rest, "(see 'sdmp help')"].join(' ');
}
