import { usableTransactionLength } from '@sdmp/protocol';
import type { Endpoint } from '@sdmp/terminal';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type EncodingOptions, chosenEncoding } from '../encoding-option.ts';
import { parseDuration, parseRate, parseWholeEndpoint, wholeNumberBetween } from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';
import { type PrintShiftOptions, outcomeFormats, printShift } from '../simulate/print-shift.ts';
import { runDialer } from '../simulate/run-dialer.ts';
import { timeLimited } from '../time-limit.ts';
import { addFloorOptions, checkFloorOptions, type FloorCommandOptions, runFloor } from '../simulate/floor-command.ts';
import { addCertificateOptions, listenTls, type ServeTlsOptions } from '../tls-option.ts';

interface SimulateOptions
  extends Omit<PrintShiftOptions, 'signal'>,
    EncodingOptions,
    ServeTlsOptions,
    Pick<FloorCommandOptions, 'floor'> {
  readonly for?: number;
  readonly listen?: Endpoint;
  readonly listenTls?: Endpoint;
}

const help = `
The same seed gives the same outcomes. Telephone numbers belong to nobody. Without --rate and --count: 10 outcomes a second;
with --count alone: at once. With --listen or --listen-tls it is a dialer: it answers EO with OZ, and keeps persist tokens in memory.

With --floor it is a floor instead: agents, pacing, persons who wait and give up, answering machines, attempts again, declined previews. It
prints the reports of the telephony layer and the agents, or sends them with --to to a service that takes reports, which makes the outcomes.
Options hold for each of its campaigns. It ends when every report is verified; exit code 1 when one was not taken.

Examples:
  sdmp simulate --count 1000 > shift.txt
  sdmp simulate --rate 100/s --for 10s --format json
  sdmp simulate --rate 20/s | sdmp serve --feed -
  sdmp simulate --listen 127.0.0.1:6502 --rate 50/s
  sdmp simulate --listen-tls 127.0.0.1:6503 --certificate-file dialer.pem --key-file dialer.key

  sdmp serve --reports &
  sdmp simulate --floor --to 127.0.0.1:6502 --shift 8h --speed max
  sdmp simulate --floor --to 127.0.0.1:6502 --agents 20 --pacing predictive --abandon-target 3% --speed 60
  sdmp simulate --floor --shift 1h --format json | sdmp serve --reports --feed -`;

const usualRate = 10;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addFloorOptions(addCertificateOptions(command))
    .option('--seed <number>', 'another shift', wholeNumberBetween(0, 2 ** 32 - 1), 1)
    .option('--rate <rate>', 'outcomes a second, such as 100/s or 6000/min', parseRate)
    .option('--count <n>', 'end after this number of outcomes or reports', wholeNumberBetween(1))
    .option('--for <duration>', 'end after that time, such as 10s', parseDuration)
    .option('--campaigns <n>', 'how many campaigns (default 5, of a floor 4)', wholeNumberBetween(1, 1000))
    .option('--tx <id>', 'transaction identifier in the frames (default: none)', parseTransaction)
    .addOption(new Option('--format <format>', 'what a line is').choices(outcomeFormats).default('frames'))
    .addOption(
      new Option('--listen <host:port>', 'be a dialer there').argParser(parseWholeEndpoint).conflicts(printOnly),
    )
    .addOption(
      new Option('--listen-tls <host:port>', 'be a dialer there, by TLS')
        .argParser(parseWholeEndpoint)
        .conflicts([...printOnly, 'listen']),
    )
    .option('--unicode', 'as a dialer, and with --to: UTF-16LE')
    .addHelpText('after', help)
    .action(async (options: SimulateOptions) => {
      checkFloorOptions({ ...options });
      if (options.floor === true) {
        finish(await runFloor(options, terminal));
        return;
      }
      const signal = timeLimited(terminal.interrupted, options.for);
      const tls = listenTls(options, options.listenTls !== undefined, terminal, ['--listen-tls']);
      const { listen = options.listenTls } = options;
      if (listen !== undefined) {
        const { rate: dialerRate = usualRate } = options;
        const encoding = chosenEncoding(options);
        await runDialer({ ...options, listen, tls, rate: dialerRate, encoding, signal }, terminal);
        finish(0);
        return;
      }
      const rate = options.rate ?? (options.count === undefined ? usualRate : undefined);
      await printShift({ ...options, ...(rate === undefined ? {} : { rate }), signal }, terminal);
      finish(0);
    });
}

/** Flags that say how outcomes are printed. */
const printOnly = ['count', 'format', 'tx'];

function parseTransaction(text: string): string {
  if (text.length >= 1 && text.length <= usableTransactionLength && !/[\0\r\n\\]/.test(text)) return text;
  throw new InvalidArgumentError(`It must be 1 to ${usableTransactionLength} characters without a backslash.`);
}
