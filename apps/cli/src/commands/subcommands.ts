import type { Command } from 'commander';

/** A command that only holds others; without one of them it says which there are. */
export function asGroup(command: Command, what: string): void {
  command
    .argument('[what]', what)
    .allowExcessArguments()
    .action((word: string | undefined) => {
      command.error(word === undefined ? `error: say what to do: ${what}` : `error: there is no '${word}': ${what}`);
    });
}

/** One of the commands of a group. */
export function subcommand(parent: Command, name: string, summary: string): Command {
  return parent
    .command(name)
    .summary(summary)
    .description(summary)
    .helpOption('-h, --help', 'print this help')
    .option('--debug', 'show where an error comes from');
}
