import type { WireEncoding } from '@sdmp/codec';
import { type Endpoint, isLoopback, listeningLine, say, type Terminal } from '@sdmp/terminal';
import { startSimulatedDialer } from '@sdmp/testkit';
import { campaignsOf } from './campaigns.ts';

export interface RunDialerOptions {
  readonly listen: Endpoint;
  readonly encoding: WireEncoding;
  readonly seed: number;
  /** Outcomes a second. */
  readonly rate: number;
  readonly campaigns?: number;
  readonly signal: AbortSignal;
}

/** Is a dialer on a socket until the signal is aborted. */
export async function runDialer(options: RunDialerOptions, terminal: Terminal): Promise<void> {
  const { listen, encoding, seed, rate, signal } = options;
  if (!isLoopback(listen.host)) say(terminal, `WARNING: ${listen.host} can be reached from other machines.`);
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const dialer = await startSimulatedDialer({
    ...listen,
    encoding,
    seed,
    campaigns: campaignsOf(options.campaigns),
    outcomesPerSecond: rate,
  });
  try {
    await terminal.output.write(`${listeningLine({ host: dialer.host, port: dialer.port, encoding })}\n`);
    if (!signal.aborted) await ended;
  } finally {
    await dialer.stop();
  }
}
