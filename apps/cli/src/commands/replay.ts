import { tlsDialOptions } from '@sdmp/runtime/client';
import { type Endpoint, type ExitCode, say, type Terminal } from '@sdmp/terminal';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readCapture, readCaptureHead } from '../capture/open-capture.ts';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { countOf } from '@sdmp/events';
import { parseDuration, parseEndpoint, parseSpeed, parseWholeEndpoint } from '../parse/arguments.ts';
import { Pace } from '../replay/pace.ts';
import type { ReplaySummary } from '../replay/replay.ts';
import { replayAsClient } from '../replay/replay-as-client.ts';
import { replayAsDialer } from '../replay/replay-as-dialer.ts';
import {
  addListenTlsOptions,
  addTlsOptions,
  chosenListenTls,
  chosenTls,
  type ListenTlsOptions,
  type TlsOptions,
} from '../tls-option.ts';

interface ReplayCommandOptions extends TlsOptions, ListenTlsOptions {
  readonly listen?: Endpoint;
  readonly speed: number;
  readonly wait: number;
}

const help = `
FILE is what 'sdmp capture' wrote. To HOST:PORT it sends what applications sent, each on a connection of its own; an answer that came in
between is waited for. With --listen it is the dialer of the capture: what applications are sent goes out at its times, once they have
asked for it; tokens and transactions become those that they chose, and heartbeats are answered. It ends when every
connection of the capture was played and has ended. Passwords are not in a capture: a service with users refuses.

Examples:
  sdmp replay monday.jsonl 127.0.0.1:6502
  sdmp replay monday.jsonl --listen 127.0.0.1:6502 --speed 10
  sdmp replay monday.jsonl --listen 127.0.0.1:6502 --speed max
  sdmp replay monday.jsonl dialer.example:6503 --tls --ca-file ca.pem`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  const named = command
    .argument('<file>', 'capture')
    .argument('[host:port]', 'service to play the applications to, or a saved endpoint')
    .addOption(
      new Option('--listen <host:port>', 'play the dialer there instead')
        .argParser(parseWholeEndpoint)
        .conflicts('tls'),
    );
  addTlsOptions(addListenTlsOptions(named))
    .addOption(
      new Option('--speed <factor>', "times as fast as it was; 'max': as fast as possible")
        .argParser(parseSpeed)
        .default(1, '1'),
    )
    .addOption(
      new Option('--wait <duration>', 'how long an answer may take').argParser(parseDuration).default(1000, '1s'),
    )
    .addHelpText('after', help)
    .action(async (file: string, word: string | undefined, given: ReplayCommandOptions) => {
      const isTarget = word !== undefined || (given.listen ?? given.listenTls) === undefined;
      const { address, options } = isTarget
        ? await chooseTarget(word, given, terminal)
        : { address: undefined, options: given };
      finish(await replay(file, address, options, terminal));
    });
}

async function replay(
  file: string,
  address: string | undefined,
  options: ReplayCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { listen = options.listenTls, speed, wait: waitMs } = options;
  const endpoint = address === undefined ? undefined : parseEndpoint(address);
  const target = endpoint ?? listen;
  if (target === undefined || (endpoint !== undefined && listen !== undefined)) {
    throw new InvalidArgumentError('say where: HOST:PORT of a service, or --listen HOST:PORT to be the dialer');
  }
  const tls = chosenTls(options, terminal);
  const listenTls = chosenListenTls(options, terminal);
  const { encoding } = await readCaptureHead(file, terminal);
  const signal = terminal.interrupted;
  let summary: ReplaySummary;
  if (endpoint !== undefined) {
    const own = { endpoint, tls: tls === undefined ? undefined : await tlsDialOptions(tls), waitMs };
    summary = await replayAsClient({ file, encoding, signal, ...own }, new Pace(speed, signal), terminal);
  } else {
    const connections = await countConnections(file, terminal);
    summary = await replayAsDialer({ file, encoding, signal, listen: target, listenTls, speed, connections }, terminal);
  }
  say(terminal, summaryLine(summary));
  return summary.unanswered > 0 ? 1 : 0;
}

async function countConnections(file: string, terminal: Terminal): Promise<number> {
  let connections = 0;
  for await (const { connection } of readCapture(file, terminal)) connections = Math.max(connections, connection);
  return connections;
}

function summaryLine({ connections, sent, received, captured, unanswered, omitted }: ReplaySummary): string {
  return [
    `${countOf(connections, 'connection')}, ${countOf(sent, 'frame')} sent, ${received} received (${captured} in the capture)`,
    ...(unanswered > 0 ? [`${countOf(unanswered, 'request')} NOT ANSWERED`] : []),
    ...(omitted > 0 ? [`${countOf(omitted, 'line')} of the capture left out: they hold nothing to send`] : []),
  ].join('; ');
}
