import { type Command, Option } from 'commander';
import { lineEncodings } from '../lines.ts';
import {
  parseDuration,
  parseEndpoint,
  parseRate,
  parseRelease,
  parseSize,
  wholeNumberBetween,
} from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';
import { collectListen } from '../serve/listen-addresses.ts';
import { addServeTlsOptions } from '../tls-option.ts';
import { addLimitOptions } from '../serve/limit-options.ts';
import { type ServeOptions, serve } from '../serve/serve.ts';

const help = String.raw`
Standard output has a line for each listener, one for the metrics, and for a feed 'committed N': its first N good lines are on disk and will be
delivered whatever happens next. A bad line, or one that is no text in the encoding of the feed, is named on standard
error and skipped. Serving continues after the feed's end.
SIGINT and SIGTERM end it in order: what was read is recorded first.

Examples:
  sdmp serve --data ./outcomes --feed - < outcomes.jsonl
  sdmp simulate --rate 20/s | sdmp serve --feed -
  sdmp serve --memory --simulate 100/s --listen 127.0.0.1:0 --listen-unicode off
  sdmp serve --data ./outcomes --feed - --data-schema data.json < outcomes.jsonl
  sdmp serve --retain-age 30d --retain-bytes 10GiB
  sdmp serve --users users.jsonl --listen 0.0.0.0:6502
  sdmp serve --listen-tls 0.0.0.0:6503 --certificate-file service.pem --key-file service.key --users users.jsonl`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  const listening = command
    .option('--listen <host:port>', "8-bit listener, repeatable; 'off': none (default 127.0.0.1:6502)", collectListen)
    .option('--listen-unicode <host:port>', "UTF-16LE listener; 'off': none (default 127.0.0.1:6500)", collectListen)
    .option('--listen-tls <host:port>', '8-bit listener by TLS, repeatable (default: none)', collectListen)
    .option('--listen-unicode-tls <host:port>', 'UTF-16LE listener by TLS, repeatable (default: none)', collectListen);
  const own = addServeTlsOptions(listening)
    .option('--data <dir>', 'journal folder', './sdmp-data')
    .addOption(new Option('--memory', 'keep nothing on disk').conflicts('data'))
    .addOption(
      new Option('--jetstream <urls>', 'keep the journal in NATS, such as nats://host:4222').conflicts([
        'data',
        'memory',
      ]),
    )
    .option('--stream <name>', 'stream of the journal in NATS, shared by all that name it', 'sdmp')
    .option(
      '--feed <file|->',
      'outcomes to record, a line each: an OZ frame (its TX is dropped), a JSON outcome, or with --reports a JSON report',
    )
    .addOption(
      new Option('--feed-encoding <name>', 'how the feed is written in bytes').choices(lineEncodings).default('utf-8'),
    )
    .option('--simulate <rate>', 'record simulated outcomes, such as 100/s', parseRate)
    .option(
      '--reports [dir]',
      "take reports of calls (DN, LC, CF, ND, AC, BD, TC, NB) and make outcomes of them; their log is in DIR (default: 'reports' in the journal folder)",
    )
    .option(
      '--data-schema <file>',
      "schema of line-of-business data, as in docs/line-of-business-data.md: what breaks it is told and a dead letter, see 'sdmp journal dead-letters --help'",
    )
    .option('--seed <number>', 'another simulated shift', wholeNumberBetween(0, 2 ** 32 - 1), 1)
    .option('--release <version>', 'behave as that release (default: newest known)', parseRelease)
    .option('--retain-age <duration>', 'forget older outcomes, such as 30d (default: keep)', parseDuration)
    .option('--retain-bytes <size>', 'keep no more than this, such as 10GiB (default: keep)', parseSize)
    .option('--users <file>', "who may use it, see 'sdmp help user' (default: anyone who reaches it)")
    .option('--hide-unknown-users', 'answer an unknown user like a wrong password')
    .option('--metrics <host:port>', 'serve counters for Prometheus at /metrics (default: off)', (text) =>
      parseEndpoint(text),
    )
    .option('--max-frame <size>', 'longest frame and feed line (default 1MiB)', parseSize);
  addLimitOptions(own)
    .addHelpText('after', help)
    .action(async (options: ServeOptions) => {
      await serve(options, terminal);
      finish(0);
    });
}
