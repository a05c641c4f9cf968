import { type ExitCode, reportFailure, say, type Terminal } from '@sdmp/terminal';
import { CommanderError } from 'commander';
import { ConfigCheckError } from './commands/check-config.ts';
import { InvalidConfigError } from './config/config-error.ts';
import { createProgram } from './program.ts';

/** Runs one command line. Never throws: what went wrong is on standard error and in the exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await createProgram(terminal).parseAsync(words, { from: 'user' });
    return 0;
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
