import type { WireEncoding } from '@sdmp/codec';
import type { TlsListenOptions } from '@sdmp/runtime/server';
import { type Endpoint, isLoopback, listeningLine, say, type Terminal } from '@sdmp/terminal';
import { startSimulatedDialer } from '@sdmp/testkit';
import { campaignsOf } from './campaigns.ts';

export interface RunDialerOptions {
  readonly listen: Endpoint;
  /** How it listens by TLS; undefined: in the clear. */
  readonly tls?: TlsListenOptions | undefined;
  readonly encoding: WireEncoding;
  readonly seed: number;
  /** Outcomes a second. */
  readonly rate: number;
  readonly campaigns?: number;
  readonly signal: AbortSignal;
}

/** Is a dialer on a socket until the signal is aborted. */
export async function runDialer(options: RunDialerOptions, terminal: Terminal): Promise<void> {
  const { listen, tls, encoding, seed, rate, signal } = options;
  if (!isLoopback(listen.host)) say(terminal, `WARNING: ${listen.host} can be reached from other machines.`);
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const server =
    tls === undefined ? undefined : await (await import('../tls/tls-server.ts')).openTlsServer(tls, encoding, terminal);
  const dialer = await startSimulatedDialer({
    ...listen,
    ...(server === undefined ? {} : { secure: server.secure }),
    encoding,
    seed,
    campaigns: campaignsOf(options.campaigns),
    outcomesPerSecond: rate,
  });
  try {
    const secure = server === undefined ? {} : { tls: true as const };
    await terminal.output.write(`${listeningLine({ host: dialer.host, port: dialer.port, encoding, ...secure })}\n`);
    if (!signal.aborted) await ended;
  } finally {
    await dialer.stop();
    server?.close();
  }
}
