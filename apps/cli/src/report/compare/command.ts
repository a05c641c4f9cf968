import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command-module.ts';
import { subcommand } from '../../commands/subcommands.ts';
import { parseTime } from '../../parse/arguments.ts';
import { parseDimensions } from '../rates/rates-options.ts';
import { addRangeOptions, addRulesOption, withSince } from '../report-options.ts';
import { reportFormats } from '../table/print-table.ts';
import { type CompareOptions, printCompare } from './print-compare.ts';

const help = `
A period and the one before it. The period is --since to --until, or --last; without --until it ends now. The one before is as long
and ends where the period begins, unless --before-since and --before-until say otherwise.

Examples:
  sdmp report compare ./outcomes --last 7d --zone Europe/London
  sdmp report compare ./outcomes --since 2026-11-27 --until 2026-11-28 --before-since 2026-11-20 --before-until 2026-11-21
  sdmp report compare ./outcomes --last 1d --by agent --campaign Sales1 --format csv`;

type Given = Omit<CompareOptions, 'since' | 'until' | 'beforeSince' | 'beforeUntil'> &
  Partial<Pick<CompareOptions, 'since' | 'until' | 'beforeSince' | 'beforeUntil'>>;

export function addCompare(parent: Command, { terminal, finish }: CommandContext): void {
  addRulesOption(addRangeOptions(subcommand(parent, 'compare', 'two periods side by side')))
    .option('--before-since <time>', 'beginning of the period that is compared with', parseTime)
    .option('--before-until <time>', 'its end', parseTime)
    .addOption(
      new Option('--by <words>', 'what rows are told apart by')
        .argParser(parseDimensions)
        .default(parseDimensions('campaign'), 'campaign'),
    )
    .addOption(new Option('--format <format>').choices(reportFormats).default('text'))
    .addHelpText('after', help)
    .action(async (source: string, given: Given, self: Command) => {
      await printCompare(source, periodsOf(withSince(given, self), self), terminal);
      finish(0);
    });
}

function periodsOf(given: Given, command: Command): CompareOptions {
  const { since, until = Date.now() } = given;
  if (since === undefined) return command.error('error: say which period: --last 7d, or --since and --until');
  const { beforeUntil = since } = given;
  const { beforeSince = beforeUntil - (until - since) } = given;
  if (beforeSince >= beforeUntil) command.error('error: --before-until must be later than --before-since');
  return { ...given, since, until, beforeSince, beforeUntil };
}
