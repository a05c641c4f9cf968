import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { listen } from '../listen.ts';
import { createShift } from '../shift/create-shift.ts';
import { Dialer } from './dialer.ts';
import type { SimulatedDialer, SimulatedDialerOptions } from './dialer-options.ts';
import { Generator } from './generator.ts';

const defaultSeed = 1;
/** Time after which a socket that does not end is destroyed, milliseconds. */
const endTimeoutMs = 1000;

async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, endTimeoutMs);
  await closed;
  clearTimeout(timer);
}

/**
 * Starts a CallGem-like dialer on a real TCP socket. It serves EO, EE, VS and SP by the rules of the catalogue, answers
 * enumerations with the present state of its shift, rejects everything else with an ER, keeps transactions with PS when links break, and generates the outcomes of a shift.
 *
 * Throws `ADDRESS_IN_USE` or `LISTEN_FAILED`.
 */
export async function startSimulatedDialer(options: SimulatedDialerOptions = {}): Promise<SimulatedDialer> {
  const { host = '127.0.0.1', port: wantedPort = 0, seed = defaultSeed, outcomesPerSecond = 0, signal } = options;
  const dialer = new Dialer(options);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const { secure } = options;
    if (secure === undefined) {
      dialer.accept(socket);
      return;
    }
    socket.on('error', () => undefined);
    secure(socket).then(
      (secured) => dialer.accept(secured),
      () => socket.destroy(),
    );
  });
  const { port } = await listen(server, host, wantedPort);
  const generator = new Generator({
    shift: createShift({ ...options, seed }),
    outcomesPerSecond,
    now: () => performance.now(),
    record: (batch) => dialer.record(batch),
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    if (stopped === undefined) {
      generator.pause();
      dialer.stop();
      stopped = close(server, sockets);
    }
    return stopped;
  };
  signal?.addEventListener('abort', () => void stop(), { once: true });
  if (signal?.aborted === true) await stop();
  return {
    host,
    port,
    address: `${host}:${port}`,
    get recorded() {
      return dialer.delivery.recorded;
    },
    stats: () => dialer.stats(),
    pause: () => generator.pause(),
    resume: () => {
      if (stopped === undefined) generator.resume();
    },
    record: (fields) => dialer.record([fields]),
    received: (code, waitSignal) => dialer.received.wait((message) => message.code === code, waitSignal),
    until: (isMet, waitSignal) => {
      const stats = dialer.stats();
      return isMet(stats) ? Promise.resolve(stats) : dialer.changed.wait(isMet, waitSignal);
    },
    stop,
  };
}
