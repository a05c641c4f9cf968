import { type Command, Option } from 'commander';
import { type BenchOptions, bench } from '../bench/bench.ts';
import { formatOption } from '../journal/journal-format.ts';
import { parseDuration } from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';

const help = `
Measures decoding and encoding, the disk's sync alone, durable appends, a feed until it is on disk, and a rollforward over a
socket of this machine, both ends in this process. Figures of a machine that does other things as well vary a lot.

Examples:
  sdmp bench
  sdmp bench --data /var/lib/sdmp --for 30s --format json`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  command
    .option('--data <dir>', 'folder on the disk to measure; what is written there is removed again', '.')
    .addOption(
      new Option('--for <duration>', 'how long it takes, all measurements together')
        .argParser(parseDuration)
        .default(10_000, '10s'),
    )
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (options: BenchOptions) => {
      await bench(options, terminal);
      finish(0);
    });
}
