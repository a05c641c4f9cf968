import { existsSync } from 'node:fs';
import { type ExitCode, reportFailure, say, type Terminal, unknownCommand } from '@sdmp/terminal';
import { CommanderError } from 'commander';
import { ConfigCheckError } from './commands/config-check-error.ts';
import { InvalidConfigError } from './config/config-error.ts';
import { createProgram } from './program.ts';

/** Runs one command line. Never throws: what went wrong is on standard error and in the exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const program = await createProgram(words, terminal);
    const names = program.commands.map((command) => command.name());
    const mistyped = mistypedCommand(words, [...names, 'help']);
    if (mistyped !== undefined) {
      say(terminal, `sdmp-bridge: ${unknownCommand(mistyped, names)}`);
      return 2;
    }
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    return failed(error, words, terminal);
  }
}

/**
 * Returns the word in the place of a command that is none: without a command the first word is a configuration file, which has to
 * be there, or to be written as a path, and stands alone.
 */
function mistypedCommand(words: readonly string[], names: readonly string[]): string | undefined {
  const [first, second, ...more] = words.filter((word) => !word.startsWith('-'));
  if (first === 'help') return second === undefined || names.includes(second) ? undefined : second;
  if (first === undefined || names.includes(first)) return undefined;
  const isAlone = second === undefined && more.length === 0;
  const isPath = /[./\\]/.test(first);
  return isAlone && (isPath || existsSync(first)) ? undefined : first;
}

function failed(error: unknown, words: readonly string[], terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    say(terminal, usageLine(error));
    return 2;
  }
  if (error instanceof ConfigCheckError) return 1;
  if (error instanceof InvalidConfigError) {
    for (const line of error.message.split('\n')) say(terminal, line);
    return 2;
  }
  return reportFailure(error, { program: 'sdmp-bridge', terminal, isDebug: words.includes('--debug') });
}

function usageLine({ code, message }: CommanderError): string {
  const what = message.replace(/^error: /, '').split('\n', 1)[0] ?? '';
  const missing = code === 'commander.missingArgument' || code === 'commander.help';
  return `sdmp-bridge: ${missing ? "name a configuration file, such as 'sdmp-bridge run bridge.yaml'" : what} (see 'sdmp-bridge --help')`;
}
