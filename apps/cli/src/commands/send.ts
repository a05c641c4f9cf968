import { decode } from '@sdmp/codec';
import { SdmpError, asciiPort, errorReport, separator, unicodePort } from '@sdmp/protocol';
import { tlsDialOptions } from '@sdmp/runtime/client';
import type { ExitCode, Terminal } from '@sdmp/terminal';
import { type Command, Option } from 'commander';
import { type CredentialsOptions, addCredentialsOptions, readCredentials } from '../credentials-option.ts';
import { type EncodingOptions, addTargetArgument, chosenEncoding } from '../encoding-option.ts';
import { readInput } from '../input.ts';
import { LineSplitter, type NumberedLine } from '../lines.ts';
import { parseDuration, parseEndpoint, wholeNumberBetween } from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { isTypedAt, SendConsole } from '../send/console/send-console.ts';
import { exchange } from '../send/exchange.ts';
import { addTlsOptions, chosenTls, type TlsOptions } from '../tls-option.ts';
import { logIn } from '../send/log-in.ts';

interface SendOptions extends EncodingOptions, CredentialsOptions, TlsOptions {
  readonly wait: number;
  readonly count?: number;
}

const help = String.raw`
Without a message, standard input is read: a message a line; on a terminal that is a console, in which Tab completes codes, '? EO'
explains one, and Ctrl-D ends. Each is sent with its NUL; each frame that comes back is a
line. Ends when nothing came for the time of --wait after the last message, or at --count.
Exit code 1 when one of the answers was an ER, except in the console.

Examples:
  sdmp send 127.0.0.1:6502 'VS\TKhello'
  sdmp send 127.0.0.1:6502 'EO\TXa\SO\FO\TKt1' --wait 10s
  sdmp send 127.0.0.1 --unicode 'CG:MA:EE\TXa' < /dev/null
  sdmp send 127.0.0.1:6502 'VS\TKhello' --tenant north --user ann --password-file ann.txt`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addCredentialsOptions(addTlsOptions(addTargetArgument(command)))
    .option('--tenant <name>', 'tenant of the user')
    .argument('[message...]', 'messages, as on the wire without their NUL')
    .addOption(
      new Option('--wait <duration>', 'end when nothing came for so long').argParser(parseDuration).default(1000, '1s'),
    )
    .option('--count <n>', 'end after this number of frames', wholeNumberBetween(1))
    .addHelpText('after', help)
    .action(async (first: string | undefined, more: readonly string[], given: SendOptions) => {
      // No address has a backslash in it: it is a message already.
      const isMessage = first?.includes(separator) === true;
      const messages = isMessage ? [first, ...more] : more;
      const { address, options } = await chooseTarget(isMessage ? undefined : first, given, terminal);
      finish(await send(address, messages, options, terminal));
    });
}

async function send(
  address: string,
  messages: readonly string[],
  options: SendOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const encoding = chosenEncoding(options);
  const credentials = await readCredentials(options, terminal);
  const tls = chosenTls(options, terminal);
  let exitCode: ExitCode = 0;
  const typed = messages.length === 0 && isTypedAt(terminal) ? new SendConsole(terminal) : undefined;
  const exchanging = exchange({
    logIn: credentials === undefined ? undefined : logIn(credentials),
    endpoint: parseEndpoint(address, encoding === 'utf-16le' ? unicodePort : asciiPort),
    tls: tls === undefined ? undefined : await tlsDialOptions(tls),
    encoding,
    messages: typed?.messages() ?? (messages.length > 0 ? messages : messageLines(terminal)),
    quietMs: options.wait,
    count: options.count ?? Number.POSITIVE_INFINITY,
    signal: terminal.interrupted,
    onFrame: async (text) => {
      if (typed !== undefined) {
        typed.received(text);
        return;
      }
      if (decode(text).code === errorReport.code) exitCode = 1;
      await terminal.output.write(`${text}\n`);
    },
  });
  await exchanging.finally(() => typed?.close());
  return exitCode;
}

const maxMessageLength = 16 * 1024 * 1024;

async function* messageLines(terminal: Terminal): AsyncGenerator<string> {
  const splitter = new LineSplitter(maxMessageLength);
  for await (const piece of readInput('-', terminal)) {
    for (const line of splitter.push(piece)) if (line.text !== '') yield messageOf(line);
  }
  for (const line of splitter.end()) yield messageOf(line);
}

/** Throws `INVALID_ARGUMENT` for a line that would be sent changed. */
function messageOf({ number, text, isTooLong, damage }: NumberedLine): string {
  const problem = isTooLong ? `it is longer than ${maxMessageLength} characters` : damage?.message;
  if (problem === undefined) return text;
  throw new SdmpError('INVALID_ARGUMENT', `message ${number} cannot be sent: ${problem}`);
}
