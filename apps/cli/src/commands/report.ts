import { abandonLimitRules, Calendar } from '@sdmp/outcomes/compliance';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { parseTime } from '../parse/arguments.ts';
import type { AbandonedOptions } from '../report/abandoned-options.ts';
import { printAbandoned } from '../report/print-abandoned.ts';
import { asGroup, subcommand } from './subcommands.ts';

const examples = `
A report reads a journal folder, also beside a running service, and changes nothing.

Examples:
  sdmp report abandoned ./outcomes --rule ofcom --zone Europe/London
  sdmp report help abandoned`;

const abandonedExamples = `
The share of abandoned calls by a regulator's rule, with its definition, formula and sources, and what the figures cannot say.
ofcom: each calendar day of the zone. us: each 30 days from a campaign's first call. LEFT is how many calls may still be abandoned
in the period. 'near' is from four fifths of the limit on, 'over' is above it. It is no legal advice.

Examples:
  sdmp report abandoned ./outcomes --rule ofcom --zone Europe/London --since 2026-11-01
  sdmp report abandoned ./outcomes --rule ofcom --zone Europe/London --detects-machines --false-positives 0.8%
  sdmp report abandoned ./outcomes --rule us --zone America/Chicago --campaign Sales1 --format html > sales1.html`;

export function configure(command: Command, context: CommandContext): void {
  asGroup(command.addHelpText('after', examples), 'abandoned');
  addAbandoned(command, context);
}

function parseShare(text: string): number {
  const [, number] = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text) ?? [];
  const share = Number(number) / 100;
  if (!(share <= 1)) throw new InvalidArgumentError('A share is from 0% to 100%, such as 0.8%.');
  return share;
}

const parseZone = (text: string): string => {
  try {
    return new Calendar(text).zone;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
};

function addAbandoned(parent: Command, { terminal, finish }: CommandContext): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  subcommand(parent, 'abandoned', "abandoned calls against a regulator's limit")
    .argument('<dir>', 'journal folder, as given to sdmp serve --data')
    .addOption(
      new Option('--rule <rule>', 'whose limit').choices(abandonLimitRules.map(({ id }) => id)).makeOptionMandatory(),
    )
    .option('--zone <zone>', 'time zone of the campaigns, such as Europe/London', parseZone, zone)
    .option('--campaign <name>', 'only this campaign')
    .option('--tenant <name>', 'only this tenant')
    .option('--since <time>', 'recorded at that time or later, such as 2026-11-22T00:00Z', parseTime)
    .option('--until <time>', 'recorded before that time', parseTime)
    .option('--detects-machines', 'the dialer hangs up on answering machines that it detects')
    .option('--false-positives <share>', 'of the detected machines that were people, such as 0.8%', parseShare)
    .addOption(new Option('--format <format>').choices(['text', 'json', 'html']).default('text'))
    .addHelpText('after', abandonedExamples)
    .action(async (directory: string, options: AbandonedOptions, self: Command) => {
      if (options.falsePositives !== undefined && options.detectsMachines !== true) {
        self.error(
          'error: --false-positives goes with --detects-machines: without detection nothing is taken for a machine',
        );
      }
      await printAbandoned(directory, options, terminal);
      finish(0);
    });
}
