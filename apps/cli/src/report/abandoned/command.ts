import { abandonLimitRules } from '@sdmp/outcomes/compliance';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../../command-module.ts';
import { subcommand } from '../../commands/subcommands.ts';
import { addRangeOptions, addRulesOption, withSince } from '../report-options.ts';
import type { AbandonedOptions } from './abandoned-options.ts';
import { printAbandoned } from './print-abandoned.ts';

const help = `
The share of abandoned calls by a regulator's rule, with its definition, formula and sources, and what the figures cannot say.
ofcom: each calendar day of the zone. us: each 30 days from a campaign's first call. LEFT is how many calls may still be abandoned
in the period. 'near' is from four fifths of the limit on, 'over' is above it. It is no legal advice.

Examples:
  sdmp report abandoned ./outcomes --rule ofcom --zone Europe/London --since 2026-11-01
  sdmp report abandoned ./outcomes --rule ofcom --zone Europe/London --detects-machines --false-positives 0.8%
  sdmp report abandoned ./outcomes --rule us --zone America/Chicago --campaign Sales1 --format html > sales1.html
  sdmp report abandoned http://127.0.0.1:8080 --token-file token.txt --rule us --zone America/Chicago`;

function parseShare(text: string): number {
  const [, number] = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text) ?? [];
  const share = Number(number) / 100;
  if (!(share <= 1)) throw new InvalidArgumentError('A share is from 0% to 100%, such as 0.8%.');
  return share;
}

export function addAbandoned(parent: Command, { terminal, finish }: CommandContext): void {
  addRulesOption(addRangeOptions(subcommand(parent, 'abandoned', "abandoned calls against a regulator's limit")))
    .addOption(
      new Option('--rule <rule>', 'whose limit').choices(abandonLimitRules.map(({ id }) => id)).makeOptionMandatory(),
    )
    .option('--detects-machines', 'the dialer hangs up on answering machines that it detects')
    .option('--false-positives <share>', 'of the detected machines that were people, such as 0.8%', parseShare)
    .addOption(new Option('--format <format>').choices(['text', 'json', 'html']).default('text'))
    .addHelpText('after', help)
    .action(async (source: string, options: AbandonedOptions, self: Command) => {
      if (options.falsePositives !== undefined && options.detectsMachines !== true) {
        self.error(
          'error: --false-positives goes with --detects-machines: without detection nothing is taken for a machine',
        );
      }
      await printAbandoned(source, withSince(options, self), terminal);
      finish(0);
    });
}
