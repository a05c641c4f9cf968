import type { CompletedCommand, WordKind } from './command-tree.ts';
import { fishQuoted, functionName } from './shell-words.ts';

/** Returns the arguments of `complete` that offer words of a kind. */
function offer(kind: WordKind, program: string): string {
  if (kind === 'file') return '-r -F';
  if (kind === 'folder') return "-x -a '(__fish_complete_directories)'";
  if (kind === 'context') return `-x -a ${fishQuoted(`(${program} context list --format names 2>/dev/null)`)}`;
  if (kind === 'free') return '-x';
  return `-x -a ${fishQuoted(kind.choices.join(' '))}`;
}

/** Returns the completion of a program for fish. */
export function fishScript(program: string, commands: readonly CompletedCommand[]): string {
  const name = `_${functionName(program)}_at`;
  const paths = commands.filter(({ path }) => path !== '/').map(({ path }) => fishQuoted(path));
  const line = (path: string, rest: string): string =>
    `complete -c ${program} -n ${fishQuoted(`${name} ${path}`)} ${rest}`;
  const lines = commands.flatMap(({ path, options, subcommands, words }) => [
    ...subcommands.map((each) => line(path, `-f -a ${each.name} -d ${fishQuoted(each.summary)}`)),
    ...options.map(({ flags, summary, value }) => {
      const names = flags
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      return line(path, `${names} ${value === undefined ? '-f' : offer(value, program)} -d ${fishQuoted(summary)}`);
    }),
    ...words
      .filter((kind) => kind !== 'free')
      .slice(0, 1)
      .map((kind) => line(path, offer(kind, program))),
  ]);
  return `# fish completion of ${program}: ${program} completion fish > ~/.config/fish/completions/${program}.fish
function ${name}
    set -l at /
    for w in (commandline -opc)[2..-1]
        set -l next (string replace -r '/$' '' -- $at)/$w
        contains -- $next ${paths.join(' ')}; and set at $next
    end
    test $at = $argv[1]
end
complete -c ${program} -f
${lines.join('\n')}
`;
}
