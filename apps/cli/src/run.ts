import { type ExitCode, reportFailure, say, type Terminal } from '@sdmp/terminal';
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

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
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    say(terminal, usageLine(error));
    return 2;
  }
  return reportFailure(error, { program: 'sdmp', terminal, isDebug: words.includes('--debug') });
}

/** Commander says what is wrong, and on a second line what may have been meant. */
function usageLine({ code, message }: CommanderError): string {
  if (code === 'commander.help') return "sdmp: name a command, such as 'sdmp serve' ('sdmp help' lists them)";
  const [what = '', ...rest] = message.replace(/^error: /, '').split('\n');
  return ['sdmp:', what, ...rest, "(see 'sdmp help')"].join(' ');
}
