import { once } from 'node:events';
import { connect } from 'node:net';
import { sharedNow } from './fuzz-messages.ts';
import { victim } from './hostile-frames.ts';

/** An outcome as it arrived: when it was recorded and how long it took, milliseconds. */
interface Arrival {
  readonly recordedAt: number;
  readonly took: number;
}

export interface HonestSubscriber {
  /** Number of the newest outcome; they are numbered from one. */
  readonly newest: () => number;
  /** Faults in words: an outcome out of order, an answer that was not expected, the end of the socket. */
  readonly faults: readonly string[];
  /** The share `share` of the outcomes recorded between two times arrived within this many milliseconds. */
  readonly quantile: (share: number, from: number, until: number) => number;
  readonly count: (from: number, until: number) => number;
  readonly close: () => void;
}

const acknowledgeMs = 500;

/** Subscribes to every outcome over a plain socket, acknowledges, and notes order and latency. */
export async function subscribeHonestly(port: number, login: string): Promise<HonestSubscriber> {
  const socket = connect({ host: '127.0.0.1', port }).setEncoding('latin1');
  const faults: string[] = [];
  const arrivals: Arrival[] = [];
  let newest = 0;
  let isClosing = false;
  let rest = '';
  const take = (frame: string): void => {
    const number = Number(/\\SI(\d+)/.exec(frame)?.[1]);
    if (!frame.startsWith(`OZ\\TX${victim}\\`)) {
      if (!/^(?:MV|DA|WP|US)/.test(frame)) faults.push(`unexpected: ${frame.slice(0, 100)}`);
      return;
    }
    // The first is whatever was recorded next.
    if (arrivals.length > 0 && number !== newest + 1)
      faults.push(`outcome ${String(number)} came after ${String(newest)}`);
    newest = number;
    const recordedAt = Number(/\\ZZ([\d.]+)/.exec(frame)?.[1]);
    arrivals.push({ recordedAt, took: sharedNow() - recordedAt });
  };
  socket.on('data', (text: string) => {
    const frames = (rest + text).split('\0');
    rest = frames.pop() ?? '';
    for (const frame of frames) take(frame);
  });
  socket.on('error', ({ message }) => faults.push(message));
  socket.on('close', () => {
    clearInterval(acknowledging);
    if (!isClosing) faults.push('its socket was closed');
  });
  const acknowledging = setInterval(() => socket.write(`VS\\TKack:${String(arrivals.length)}\0`), acknowledgeMs);
  await once(socket, 'connect');
  socket.write(`${login}\0`);
  await once(socket, 'data');
  socket.write(`EO\\TX${victim}\\PS${victim}\\CS1000000\\FO\\SO\\TKack:eo:1\0`);
  await once(socket, 'data');
  const between = (from: number, until: number): readonly number[] =>
    arrivals.filter(({ recordedAt }) => recordedAt >= from && recordedAt < until).map(({ took }) => took);
  return {
    newest: () => newest,
    faults,
    quantile: (share, from, until) => {
      const sorted = between(from, until).toSorted((one, other) => one - other);
      return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    },
    count: (from, until) => between(from, until).length,
    close: () => {
      isClosing = true;
      socket.destroy();
    },
  };
}
