import type { ExitCode, Terminal } from '@sdmp/terminal';
import type { Command } from 'commander';

/** Passed to each command when it is configured. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly finish: (exitCode: ExitCode) => void;
}

/** The file of a command: sets its arguments, options, help and action. */
export interface CommandModule {
  readonly configure: (command: Command, context: CommandContext) => void;
}
