/** What a word can be. */
export type WordKind = { readonly choices: readonly string[] } | 'file' | 'folder' | 'context' | 'free';

export interface CompletedOption {
  /** `--format`, `-h`. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** Undefined: it takes no value. */
  readonly value: WordKind | undefined;
}

/** A command with what can follow it. */
export interface CompletedCommand {
  /** `/` for the program, `/journal/info`. */
  readonly path: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly subcommands: readonly { readonly name: string; readonly summary: string }[];
  /** Its arguments, in order; the last one stands for further ones. */
  readonly words: readonly WordKind[];
}

/** What is read of a command of commander. */
export interface SourceCommand {
  name(): string;
  summary(): string;
  readonly commands: readonly SourceCommand[];
  readonly options: readonly SourceOption[];
  readonly registeredArguments: readonly { name(): string; readonly argChoices?: readonly string[] | undefined }[];
}

interface SourceOption {
  readonly short?: string | undefined;
  readonly long?: string | undefined;
  readonly flags: string;
  readonly description: string;
  readonly argChoices?: readonly string[] | undefined;
  readonly hidden: boolean;
}

const help: CompletedOption = { flags: ['--help', '-h'], summary: 'print this help', value: undefined };

/** Returns a program's commands, itself first. */
export function commandTree(program: SourceCommand): readonly CompletedCommand[] {
  const names = program.commands.map((command) => command.name());
  const helpCommand = { path: '/help', summary: '', options: [], subcommands: [], words: [{ choices: names }] };
  return [...branch(program, '/'), helpCommand];
}

function branch(command: SourceCommand, path: string): readonly CompletedCommand[] {
  const subcommands = command.commands.map((each) => ({ name: each.name(), summary: each.summary() }));
  const own: CompletedCommand = {
    path,
    summary: command.summary(),
    options: [...command.options.filter(({ hidden }) => !hidden).map(completedOption), help],
    subcommands:
      path === '/' ? [...subcommands, { name: 'help', summary: 'print the help of a command' }] : subcommands,
    words: command.registeredArguments.map((argument) =>
      argument.argChoices === undefined ? kindOf(argument.name()) : { choices: argument.argChoices },
    ),
  };
  const prefix = path === '/' ? '/' : `${path}/`;
  return [own, ...command.commands.flatMap((each) => branch(each, prefix + each.name()))];
}

const valueForm = /[<[]([^\]>]+)[\]>]/;

function completedOption({ short, long, flags, description, argChoices }: SourceOption): CompletedOption {
  const [, name] = valueForm.exec(flags) ?? [];
  // An option that takes an address says where to listen.
  const kind = name === undefined || kindOf(name) === 'context' ? 'free' : kindOf(name);
  const value = name === undefined ? undefined : argChoices === undefined ? kind : { choices: argChoices };
  return { flags: [long, short].filter((flag) => flag !== undefined), summary: description, value };
}

/** What a word is by the name that it has in the help. */
function kindOf(name: string): WordKind {
  if (/^(?:file|config)\b/.test(name)) return 'file';
  if (/^(?:dir|where)\b/.test(name)) return 'folder';
  return /^(?:host:port|target|context)$/.test(name) ? 'context' : 'free';
}
