import { type ExitCode, reportFailure, say, type Terminal, unknownCommand } from '@sdmp/terminal';
import { CommanderError } from 'commander';
import { commands } from './commands.ts';
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
    say(terminal, usageLine(error, words));
    return 2;
  }
  return reportFailure(error, { program: 'sdmp', terminal, isDebug: words.includes('--debug') });
}

const names = [...commands.map(({ name }) => name), 'help'];

/** Commander says what is wrong, and on a second line what may have been meant. */
function usageLine({ code, message }: CommanderError, words: readonly string[]): string {
  const [first = '', second = ''] = words.filter((word) => !word.startsWith('-'));
  if (code === 'commander.unknownCommand') return `sdmp: ${unknownCommand(first, names)}`;
  if (code === 'commander.help' && first === 'help') return `sdmp: ${unknownCommand(second, names)}`;
  if (code === 'commander.help') return `sdmp: name a command: ${names.join(', ')} ('sdmp help' says what each does)`;
  const [what = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const help = names.includes(first) ? `sdmp help ${first}` : 'sdmp help';
  return ['sdmp:', what, ...rest, `(see '${help}')`].join(' ');
}
