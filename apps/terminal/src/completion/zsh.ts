import type { CompletedCommand, WordKind } from './command-tree.ts';
import { functionName, shellQuoted } from './shell-words.ts';

function offer(kind: WordKind, program: string): string {
  if (kind === 'file') return '_files';
  if (kind === 'folder') return '_files -/';
  if (kind === 'context') return `compadd -- \${(f)"$(${program} context list --format names 2>/dev/null)"}`;
  if (kind === 'free') return ':';
  return `compadd -- ${kind.choices.map(shellQuoted).join(' ')}`;
}

/** Returns entries of _describe: a name, a colon, what it means. */
function described(entries: readonly (readonly [name: string, summary: string])[]): string {
  return entries.map(([name, summary]) => shellQuoted(`${name.replaceAll(':', '\\:')}:${summary}`)).join(' ');
}

/** Returns the completion of a program for zsh. */
export function zshScript(program: string, commands: readonly CompletedCommand[]): string {
  const valued = commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined ? [] : flags.map((flag) => ({ key: `${path}:${flag}`, value })),
    ),
  );
  const below = commands.filter(({ path }) => path !== '/').map(({ path }) => shellQuoted(path));
  const flags = commands.map(({ path, options }) => {
    const entries = options.flatMap(({ flags: names, summary }) => names.map((name) => [name, summary] as const));
    return `    ${shellQuoted(path)}) entries=(${described(entries)}) ;;`;
  });
  const words = commands.map(({ path, subcommands, words: kinds }) => {
    if (subcommands.length > 0) {
      const entries = described(subcommands.map(({ name, summary }) => [name, summary] as const));
      return `    ${shellQuoted(path)}) entries=(${entries}); _describe command entries ;;`;
    }
    const cases = kinds.map((kind, index) => `${index === kinds.length - 1 ? '*' : index}) ${offer(kind, program)} ;;`);
    return `    ${shellQuoted(path)}) case $count in ${cases.length === 0 ? '*) ;;' : cases.join(' ')} esac ;;`;
  });
  const name = functionName(program);
  return `#compdef ${program}
# zsh completion of ${program}: ${program} completion zsh > "\${fpath[1]}/_${program}"
${name}() {
  local cur=\${words[CURRENT]} prev=\${words[CURRENT-1]} at=/ count=0 i w skip=
  local -a entries
  for ((i = 2; i < CURRENT; i++)); do
    w=\${words[i]}
    if [[ -n $skip ]]; then skip=; continue; fi
    if [[ $w == -* ]]; then
      case "$at:$w" in (${valued.length === 0 ? "''" : valued.map(({ key }) => shellQuoted(key)).join('|')}) skip=1 ;; esac
      continue
    fi
    case "\${at%/}/$w" in
      (${below.join('|')}) at="\${at%/}/$w"; count=0 ;;
      (*) count=$((count + 1)) ;;
    esac
  done
  case "$at:$prev" in
${valued.map(({ key, value }) => `    ${shellQuoted(key)}) ${offer(value, program)}; return ;;`).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case $at in
${flags.join('\n')}
    esac
    _describe option entries
    return
  fi
  case $at in
${words.join('\n')}
  esac
}
if [ "$funcstack[1]" = ${shellQuoted(`_${program}`)} ]; then ${name} "$@"; else compdef ${name} ${program}; fi
`;
}
