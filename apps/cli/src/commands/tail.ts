import { type Command, InvalidArgumentError, Option } from 'commander';
import { addCredentialsOptions } from '../credentials-option.ts';
import { addTargetArgument } from '../encoding-option.ts';
import { parseDuration, parseEnumeration, parseRate, parseRelease, wholeNumberBetween } from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { addTlsOptions } from '../tls-option.ts';
import { spreadsheetOption, tailFormats } from '../tail/outcome-format.ts';
import { type TailOptions, tail } from '../tail/tail.ts';

const help = `
With --persist the service keeps your place: the next run continues after the last outcome that was printed. A lost connection
is made again; status changes are on standard error.

A disposition that neither the vendor nor you have documented has its certainty behind it, such as 101 Reschedule (licensee); with
--rules the word of another system follows, and 'near' or 'none' where it means less. JSON and CSV have the certainties as values.

Examples:
  sdmp tail 127.0.0.1:6502
  sdmp tail dialer.example:6502 --campaign Sales1 --success --format csv > sales1.csv
  sdmp tail 127.0.0.1 --unicode --persist warehouse --rate 500 --format json
  sdmp tail 127.0.0.1:6502 --count 1 --format frames
  sdmp tail 127.0.0.1:6502 --rules rules.json
  sdmp tail dialer.example --tenant north --user ann --password-file ann.txt
  sdmp tail dialer.example:6503 --tls --ca-file ca.pem
  sdmp tail dialer.example --enumerate EA --param levelOfDetail=2`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addCredentialsOptions(addTlsOptions(addTargetArgument(command)))
    .option('--campaign <name>', 'only this campaign')
    .option('--tenant <name>', 'the tenant meant')
    .option('--success', 'successes (with neither: both)')
    .option('--failure', 'failures (with neither: both)')
    .option('--persist <token>', 'keep the place while nobody is connected')
    .option(
      '--rate <n>',
      'outcomes a second while the backlog comes (default: the service decides, 100)',
      parseRollforward,
    )
    .option('--tx <id>', 'transaction identifier (default: from the persist token, or random)')
    .addOption(
      new Option('--enumerate <code>', 'data of an enumeration, such as EC, as JSON instead of outcomes')
        .conflicts(['success', 'failure', 'format'])
        .argParser(parseEnumeration),
    )
    .option('--param <name=value>', 'another parameter of it, such as levelOfDetail=2; may be repeated', collect)
    .option('--release <version>', 'release of the service: nothing younger is sent', parseRelease)
    .option('--count <n>', 'end after this number of outcomes', wholeNumberBetween(1))
    .option('--for <duration>', 'end after that time, such as 10s', parseDuration)
    .addOption(new Option('--format <format>', 'default pretty on a terminal, json otherwise').choices(tailFormats))
    .addOption(
      new Option(
        '--rules <file>',
        "what outcomes are called here, see 'sdmp help rules'; adds what the rules say",
      ).conflicts('enumerate'),
    )
    .addOption(spreadsheetOption())
    .option('--quiet', 'no status on standard error')
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: TailOptions) => {
      const { address, options } = await chooseTarget(word, given, terminal);
      await tail(address, options, terminal);
      finish(0);
    });
}

function collect(word: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, word];
}

/** `500` or `500/s`. Which rates a request may hold is for the catalogue to say. */
function parseRollforward(text: string): number {
  const rate = parseRate(text);
  if (Number.isInteger(rate)) return rate;
  throw new InvalidArgumentError('It must be a whole number of outcomes a second.');
}
