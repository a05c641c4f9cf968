import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { addRangeOptions, withSince } from '../report/report-options.ts';
import { reportFormats } from '../report/table/print-table.ts';
import { exampleRules } from '../rules/example.ts';
import { readRules } from '../rules/read-rules.ts';
import { type TryOptions, tryRules } from '../rules/try-rules.ts';
import { asGroup, subcommand } from './subcommands.ts';

const help = `
A file of rules says what your agent outcomes (AO) are called, and what counts as success, contact, right party and conversion; the
reports take it with --rules FILE. What it does not mention is as without one. docs/rules.md has every condition.

Examples:
  sdmp rules example > rules.json
  sdmp rules check rules.json
  sdmp rules try rules.json ./outcomes --last 7d
  sdmp report rates ./outcomes --rules rules.json`;

const tryHelp = `
What the rules of a file say of each result that was recorded, beside what counts without them, before a report goes by them. It also
lists agent outcomes that nobody has named. Changes nothing.

Examples:
  sdmp rules try rules.json ./outcomes --last 7d
  sdmp rules try rules.json ./outcomes --changed --format csv > changes.csv
  sdmp rules try rules.json http://127.0.0.1:8080 --token-file token.txt --campaign Sales1`;

export function configure(command: Command, context: CommandContext): void {
  asGroup(command.addHelpText('after', help), 'try, check or example');
  for (const add of [addTry, addCheck, addExample]) add(command, context);
}

function addTry(parent: Command, { terminal, finish }: CommandContext): void {
  const command = subcommand(parent, 'try', 'what rules say of recorded outcomes').argument('<file>', 'file of rules');
  addRangeOptions(command)
    .option('--changed', 'only results of which the rules say something else')
    .addOption(new Option('--format <format>').choices(reportFormats).default('text'))
    .addHelpText('after', tryHelp)
    .action(async (file: string, source: string, given: TryOptions, self: Command) => {
      await tryRules(file, source, withSince(given, self), terminal);
      finish(0);
    });
}

function addCheck(parent: Command, { terminal, finish }: CommandContext): void {
  subcommand(parent, 'check', 'whether a file of rules can be meant')
    .argument('<file>', 'file of rules')
    .addHelpText('after', '\nExamples:\n  sdmp rules check rules.json')
    .action(async (file: string) => {
      await readRules(file);
      await terminal.output.write(`${file} is right\n`);
      finish(0);
    });
}

function addExample(parent: Command, { terminal, finish }: CommandContext): void {
  subcommand(parent, 'example', 'print a file of rules to begin with')
    .addHelpText('after', '\nExamples:\n  sdmp rules example > rules.json')
    .action(async () => {
      await terminal.output.write(exampleRules);
      finish(0);
    });
}
