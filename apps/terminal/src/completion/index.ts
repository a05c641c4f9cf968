import { bashScript } from './bash.ts';
import { type CompletedCommand, commandTree, type SourceCommand } from './command-tree.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

const writers: Readonly<Record<string, (program: string, commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Shells that there is a completion for. */
export const completedShells: readonly string[] = Object.keys(writers);

/** Returns the script that completes a program's command lines in a shell. Throws `RangeError` for another shell. */
export function completionScript(shell: string, program: SourceCommand): string {
  const write = writers[shell];
  if (write === undefined) throw new RangeError(`there is no completion for ${shell}`);
  return write(program.name(), commandTree(program));
}
