import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../../command-module.ts';
import { subcommand } from '../../commands/subcommands.ts';
import { wholeNumberBetween } from '../../parse/arguments.ts';
import { isHttpTarget } from '../../token-option.ts';
import { addRangeOptions, addRulesOption, withSince } from '../report-options.ts';
import { reportFormats } from '../table/print-table.ts';
import { printRates } from './print-rates.ts';
import { dimensionWords, parseDimensions, type RatesOptions } from './rates-options.ts';

const help = `
Connect, abandon, answering-machine, contact, right-party and conversion rates and attempts per session, with the formula of each
below the table. --by takes several words, separated by commas: ${Object.keys(dimensionWords).join(', ')}.
--keep FILE stores what was counted with its position: the next call with the same question reads only what came since.

Examples:
  sdmp report rates ./outcomes --zone Europe/London --last 7d
  sdmp report rates ./outcomes --by agent --campaign Sales1 --top 20
  sdmp report rates ./outcomes --by campaign,hour --format csv > by-hour.csv
  sdmp report rates ./outcomes --since 2026-11-01 --format html > november.html
  sdmp report rates ./outcomes --keep rates.json --format json
  sdmp report rates http://127.0.0.1:8080 --token-file token.txt --by reason`;

export function addRates(parent: Command, { terminal, finish }: CommandContext): void {
  addRulesOption(addRangeOptions(subcommand(parent, 'rates', 'rates by campaign, agent, reason, hour, weekday or day')))
    .addOption(
      new Option('--by <words>', 'what rows are told apart by')
        .argParser(parseDimensions)
        .default(parseDimensions('campaign'), 'campaign'),
    )
    .option('--top <n>', 'show only the first n rows', wholeNumberBetween(1))
    .option('--keep <file>', 'store what was counted, and continue from it')
    .addOption(new Option('--format <format>').choices(reportFormats).default('text'))
    .addHelpText('after', help)
    .action(async (source: string, given: RatesOptions, self: Command) => {
      if (given.keep !== undefined) checkKeep(source, given);
      await printRates(source, withSince(given, self), terminal);
      finish(0);
    });
}

function checkKeep(source: string, { last }: RatesOptions): void {
  if (isHttpTarget(source)) throw new InvalidArgumentError('--keep is for a journal folder');
  if (last !== undefined) {
    throw new InvalidArgumentError('--keep goes with a beginning that stays: give --since instead of --last');
  }
}
