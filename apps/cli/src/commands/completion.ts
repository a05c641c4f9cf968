import { completedShells, completionScript } from '@sdmp/terminal/completion';
import { Argument, type Command } from 'commander';
import type { CommandContext } from '../command-module.ts';

const help = `
Completes commands, options, their values, files and saved endpoints. For this session, or for good:
  bash   source <(sdmp completion bash)                in ~/.bashrc
  zsh    sdmp completion zsh > "\${fpath[1]}/_sdmp"     before compinit
  fish   sdmp completion fish > ~/.config/fish/completions/sdmp.fish

Examples:
  sdmp completion bash
  sdmp completion fish > ~/.config/fish/completions/sdmp.fish`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  command
    .addArgument(new Argument('<shell>', 'the shell').choices(completedShells))
    .addHelpText('after', help)
    .action(async (shell: string) => {
      await terminal.output.write(completionScript(shell, command.parent ?? command));
      finish(0);
    });
}
