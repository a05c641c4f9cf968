import { type ExitCode, helpOutput, type Terminal } from '@sdmp/terminal';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { commands } from './commands.ts';

/** The program with the one command in full that the words name; the others are there by name, so that starting stays fast. */
export async function createProgram(
  words: readonly string[],
  terminal: Terminal,
  finish: (exitCode: ExitCode) => void,
): Promise<Command> {
  const program = new Command('sdmp')
    .description('Call outcomes over SDMP: serve them, subscribe to them, read and write the protocol.')
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('--debug', 'show where an error comes from')
    .showHelpAfterError(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput(helpOutput(terminal))
    .addHelpText('after', "\nExit codes: 0 done, 1 it failed, 2 wrong usage.\n'sdmp help COMMAND' has examples.");
  const named = namedIn(words);
  for (const { name, summary, load } of commands) {
    const command = program
      .command(name)
      .summary(summary)
      .description(summary)
      .helpOption('-h, --help', 'print this help')
      .option('--debug', 'show where an error comes from');
    // A completion holds the options of every command.
    if (name === named || named === 'completion') (await load()).configure(command, { terminal, finish });
  }
  return program;
}

/** Returns the command that the words name, to run it or to have its help: the first that is no option, as no option in front takes a value. */
function namedIn(words: readonly string[]): string | undefined {
  const [first, second] = words.filter((word) => !word.startsWith('-'));
  return first === 'help' ? second : first;
}
