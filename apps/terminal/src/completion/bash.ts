import type { CompletedCommand, WordKind } from './command-tree.ts';
import { functionName, shellQuoted } from './shell-words.ts';

/** Returns the statements that offer words of a kind in bash. */
function offer(kind: WordKind, program: string): string {
  if (kind === 'file') return 'COMPREPLY=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null';
  if (kind === 'folder') return 'COMPREPLY=($(compgen -d -- "$cur")); compopt -o filenames 2>/dev/null';
  if (kind === 'context') {
    return `COMPREPLY=($(compgen -W "$(${program} context list --format names 2>/dev/null)" -- "$cur"))`;
  }
  if (kind === 'free') return ':';
  return `COMPREPLY=($(compgen -W ${shellQuoted(kind.choices.join(' '))} -- "$cur"))`;
}

/** Returns the completion of a program for bash. */
export function bashScript(program: string, commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : flags.map((flag) => `    ${shellQuoted(`${path}:${flag}`)}) ${offer(value, program)}; return ;;`),
    ),
  );
  const valueFlags = commands.flatMap(({ path, options }) =>
    options
      .filter(({ value }) => value !== undefined)
      .flatMap(({ flags }) => flags.map((flag) => shellQuoted(`${path}:${flag}`))),
  );
  const below = commands.filter(({ path }) => path !== '/').map(({ path }) => shellQuoted(path));
  const flags = commands.map(
    ({ path, options }) =>
      `    ${shellQuoted(path)}) flags=${shellQuoted(options.flatMap((each) => each.flags).join(' '))} ;;`,
  );
  const words = commands.map(({ path, subcommands, words: kinds }) => {
    if (subcommands.length > 0) {
      return `    ${shellQuoted(path)}) ${offer({ choices: subcommands.map(({ name }) => name) }, program)} ;;`;
    }
    const cases = kinds.map((kind, index) => `${index === kinds.length - 1 ? '*' : index}) ${offer(kind, program)} ;;`);
    return `    ${shellQuoted(path)}) case $count in ${cases.length === 0 ? '*) ;;' : cases.join(' ')} esac ;;`;
  });
  const name = functionName(program);
  return `# bash completion of ${program}: source <(${program} completion bash)
${name}() {
  # HOST:PORT is one word, though bash splits at colons.
  local line=\${COMP_LINE:0:COMP_POINT} cur prev at=/ count=0 i w flags skip=
  local -a parts
  read -ra parts <<< "$line"
  case $line in *[[:space:]]) parts+=('') ;; esac
  cur=\${parts[\${#parts[@]}-1]}
  prev=\${parts[\${#parts[@]}-2]}
  COMPREPLY=()
  for ((i = 1; i < \${#parts[@]} - 1; i++)); do
    w=\${parts[i]}
    if [ -n "$skip" ]; then skip=; continue; fi
    case $w in -*)
      case "$at:$w" in ${valueFlags.length === 0 ? "''" : valueFlags.join('|')}) skip=1 ;; esac
      continue ;;
    esac
    case "\${at%/}/$w" in
      ${below.join('|')}) at="\${at%/}/$w"; count=0 ;;
      *) count=$((count + 1)) ;;
    esac
  done
  case "$at:$prev" in
${values.join('\n')}
  esac
  case $at in
${flags.join('\n')}
  esac
  if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$cur")); return; fi
  case $at in
${words.join('\n')}
  esac
}
complete -F ${name} ${program}
`;
}
