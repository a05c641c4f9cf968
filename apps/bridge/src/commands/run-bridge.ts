import { once } from 'node:events';
import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { Duplex, type Writable } from 'node:stream';
import { describeError, describeOpenness, letHeapGrow, listeningLine, say, type Terminal } from '@sdmp/terminal';
import { type Bridge, startBridge } from '../bridge.ts';
import type { BridgeConfig } from '../config/bridge-config.ts';
import { InvalidConfigError } from '../config/config-error.ts';
import { loadConfig } from '../config/load-config.ts';
import { createLogger } from '../log/logger.ts';
import { type ServiceManager, serviceManager } from '../service-manager/service-manager.ts';

/**
 * How long Node tries an address before it turns to the next, milliseconds, where a driver connects by itself (Kafka's): with
 * Node's own 250 a broker behind a slow link is never reached when its name has a dead address, too.
 */
const addressAttemptMs = 2500;

/**
 * Runs the bridge of a configuration file until interrupted; a hangup, or a request over HTTP, makes it read the file again. Rejects when it cannot
 * start, or cannot record any more.
 */
export async function runBridge(file: string, terminal: Terminal): Promise<void> {
  const { interrupted, environment } = terminal;
  setDefaultAutoSelectFamilyAttemptTimeout(addressAttemptMs);
  letHeapGrow();
  const { config } = await loadConfig(file, environment);
  const logger = createLogger(config.log, (line) => say(terminal, line));
  const openness = config.usersFile === undefined ? describeOpenness(config.listen.filter(letsInAnyone)) : undefined;
  if (openness !== undefined) logger.warn(`No users are set and ${openness}`);
  const managed = Promise.withResolvers<Managed>();
  const reload = reloader(managed.promise, file, terminal);
  const surroundings = { logger, signal: interrupted, output: writableOf(terminal.output), reload };
  startBridge(config, surroundings).then(
    (bridge) => managed.resolve({ bridge, manager: serviceManager({ environment, events: bridge.events }) }),
    managed.reject,
  );
  terminal.onHangup(() => void reload());
  const { bridge, manager } = await managed.promise;
  try {
    await terminal.output.write(addressLines(bridge)).catch(() => undefined);
    manager.ready();
    await Promise.race([bridge.finished, interruption(interrupted)]);
    manager.stopping();
    logger.info('The bridge stops: what was received is recorded and acknowledged first');
  } finally {
    await bridge.close();
  }
  logger.info('The bridge has stopped');
}

/** Whether a listener needs no certificate of its clients. */
function letsInAnyone({ tls }: BridgeConfig['listen'][number]): boolean {
  return tls?.clientCaFile === undefined || tls.clientCertificateOptional;
}

/** A bridge, and the service manager that is told of it. */
interface Managed {
  readonly bridge: Bridge;
  readonly manager: ServiceManager;
}

/**
 * Returns what reads the file again and takes it over, one reading after the other. It resolves to what is wrong with the file,
 * a line each; a file that is wrong changes nothing.
 */
function reloader(starting: Promise<Managed>, file: string, terminal: Terminal): () => Promise<readonly string[]> {
  let previous: Promise<unknown> = starting.catch(() => undefined);
  const read = async (): Promise<readonly string[]> => {
    if (terminal.interrupted.aborted) return ['the bridge is about to stop'];
    // What hinders the start ends the program.
    const managed = await starting.catch(() => undefined);
    if (managed === undefined) return ['the bridge has not started'];
    const { bridge, manager } = managed;
    manager.reloading();
    try {
      const { config } = await loadConfig(file, terminal.environment);
      await bridge.reload(config);
      return [];
    } catch (error) {
      const lines = error instanceof InvalidConfigError ? error.message.split('\n') : [describeError(error)];
      for (const line of lines) bridge.events.report('reloadsRefused', { reason: line });
      return lines;
    } finally {
      manager.reloaded();
    }
  };
  return () => {
    const reading = previous.then(read);
    previous = reading;
    return reading;
  };
}

/** Writes wait while the reader is behind. */
function writableOf(output: Terminal['output']): Writable {
  return Duplex.from(async (printed: AsyncIterable<Uint8Array>) => {
    for await (const chunk of printed) await output.write(chunk);
  });
}

async function interruption(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function addressLines({ addresses, httpUrl }: Bridge): string {
  const lines = addresses.map((address) => `${listeningLine(address)}\n`);
  if (httpUrl !== undefined) lines.push(`http ${httpUrl}\n`);
  return lines.join('');
}
