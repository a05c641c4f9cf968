import type { Terminal } from '@sdmp/terminal';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { hostVariable } from '../contexts/choose-target.ts';
import { type Context, contextOptionsOf, type Contexts, isContextName } from '../contexts/context.ts';
import { editContexts, loadContexts } from '../contexts/contexts-file.ts';
import { addCredentialsOptions } from '../credentials-option.ts';
import { addEncodingOptions } from '../encoding-option.ts';
import { parseEndpoint, parseUrl } from '../parse/arguments.ts';
import { addTlsOptions } from '../tls-option.ts';
import { addTokenOption, isHttpTarget } from '../token-option.ts';
import { asGroup, subcommand } from './subcommands.ts';

const what = 'add, list, use, remove or show';

const help = `
A context is an endpoint under a name, with how to reach it. Every command that takes HOST:PORT takes its name, too, as NAME or @NAME.
Without a word a command goes to ${hostVariable}, an address or a name, or else to the context in use; '@' stands for that where
something follows. Options of the command line count before those of the context. A name without a port is a context if there is
one, else a host. They are in sdmp/contexts.json below $XDG_CONFIG_HOME or ~/.config, for their owner alone; passwords and tokens stay
in the files that are named.

Examples:
  sdmp context add north dialer.example:6502 --tenant north --user ann --password-file ann.txt
  sdmp context add bridge http://127.0.0.1:8080 --token-file token.txt
  sdmp context use north
  sdmp context list
  sdmp context show north
  sdmp context remove bridge`;

export function configure(command: Command, context: CommandContext): void {
  asGroup(command.addHelpText('after', help), what);
  for (const add of [addAdd, addList, addUse, addRemove, addShow]) add(command, context);
}

function addAdd(parent: Command, { terminal, finish }: CommandContext): void {
  const command = subcommand(parent, 'add', 'save an endpoint, or replace the one of that name')
    .argument('<name>', 'letters, digits, dots, dashes and underscores')
    .argument('<host:port>', 'where it is; http:// for a bridge')
    .option('--tenant <name>', 'tenant of the user');
  addTokenOption(addCredentialsOptions(addTlsOptions(addEncodingOptions(command))))
    .addHelpText('after', help)
    .action(async (name: string, address: string, options: Readonly<Record<string, unknown>>) => {
      if (!isContextName(name)) {
        throw new InvalidArgumentError(`'${name}' is no name: use letters, digits, dots, dashes and underscores`);
      }
      if (isHttpTarget(address)) parseUrl(address);
      else parseEndpoint(address, 0);
      const saved = { address, options: contextOptionsOf(options) };
      await editContexts(terminal, (contexts) => ({
        ...contexts,
        byName: new Map([...contexts.byName, [name, saved]]),
      }));
      finish(0);
    });
}

const listFormats = ['pretty', 'json', 'names'] as const;

function addList(parent: Command, { terminal, finish }: CommandContext): void {
  subcommand(parent, 'list', 'print the saved endpoints')
    .addOption(new Option('--format <format>', 'how').choices(listFormats).default('pretty'))
    .addHelpText('after', help)
    .action(async ({ format }: { readonly format: (typeof listFormats)[number] }) => {
      const contexts = await loadContexts(terminal);
      const width = Math.max(0, ...Array.from(contexts.byName.keys(), ({ length }) => length));
      const lines = Array.from(contexts.byName, ([name, context]) => {
        if (format === 'names') return `${name}\n`;
        const isCurrent = name === contexts.current;
        if (format === 'json') return `${JSON.stringify({ name, current: isCurrent, ...flat(context) })}\n`;
        return `${isCurrent ? '*' : ' '} ${name.padEnd(width)}  ${context.address}${optionWords(context)}\n`;
      });
      await terminal.output.write(lines.join(''));
      finish(0);
    });
}

function addUse(parent: Command, { terminal, finish }: CommandContext): void {
  named(parent, 'use', 'let commands without a word go there').action(async (name: string) => {
    await editContexts(terminal, (contexts) => ({ ...contexts, current: existing(contexts, name) }));
    finish(0);
  });
}

function addRemove(parent: Command, { terminal, finish }: CommandContext): void {
  named(parent, 'remove', 'forget a saved endpoint').action(async (name: string) => {
    await editContexts(terminal, (contexts) => {
      existing(contexts, name);
      const byName = new Map([...contexts.byName].filter(([each]) => each !== name));
      return { byName, current: contexts.current === name ? undefined : contexts.current };
    });
    finish(0);
  });
}

function addShow(parent: Command, { terminal, finish }: CommandContext): void {
  subcommand(parent, 'show', 'print one as JSON, the one in use by default')
    .argument('[name]', 'saved endpoint')
    .addHelpText('after', help)
    .action(async (word: string | undefined) => {
      await show(word, terminal);
      finish(0);
    });
}

async function show(word: string | undefined, terminal: Terminal): Promise<void> {
  const contexts = await loadContexts(terminal);
  const name = word ?? contexts.current;
  if (name === undefined) throw new InvalidArgumentError("no context is in use: 'sdmp context use NAME' chooses one");
  const context = contexts.byName.get(existing(contexts, name));
  if (context !== undefined) await terminal.output.write(`${JSON.stringify({ name, ...flat(context) })}\n`);
}

function named(parent: Command, name: string, summary: string): Command {
  return subcommand(parent, name, summary).argument('<context>', 'saved endpoint').addHelpText('after', help);
}

/** Returns the name. Throws when there is no such context. */
function existing({ byName }: Contexts, word: string): string {
  const name = word.replace(/^@/, '');
  if (byName.has(name)) return name;
  const names = [...byName.keys()];
  throw new InvalidArgumentError(
    `there is no context '${name}': ${names.length === 0 ? 'none is saved' : `there are ${names.join(', ')}`}`,
  );
}

function flat({ address, options }: Context) {
  return { address, ...options };
}

/** Returns the options of a context as on a command line. */
function optionWords({ options }: Context): string {
  return Object.entries(options)
    .map(([name, value]) => {
      const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return value === true ? ` ${flag}` : ` ${flag} ${value}`;
    })
    .join('');
}
