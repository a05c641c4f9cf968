import { once } from 'node:events';
import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { Duplex, type Writable } from 'node:stream';
import { describeError, describeOpenness, listeningLine, say, type Terminal } from '@sdmp/terminal';
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
 * Runs the bridge of a configuration file until interrupted; a hangup makes it read the file again. Rejects when it cannot
 * start, or cannot record any more.
 */
export async function runBridge(file: string, terminal: Terminal): Promise<void> {
  const { interrupted, environment } = terminal;
  setDefaultAutoSelectFamilyAttemptTimeout(addressAttemptMs);
  const { config } = await loadConfig(file, environment);
  const logger = createLogger(config.log, (line) => say(terminal, line));
  const openness = config.usersFile === undefined ? describeOpenness(config.listen.filter(letsInAnyone)) : undefined;
  if (openness !== undefined) logger.warn(`No users are set and ${openness}`);
  const starting = startBridge(config, { logger, signal: interrupted, output: writableOf(terminal.output) });
  const managed = starting.then((bridge) => ({
    bridge,
    manager: serviceManager({ environment, events: bridge.events }),
  }));
  reloadAtHangup(managed, file, terminal);
  const { bridge, manager } = await managed;
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

/** One reading after the other; a file that is wrong changes nothing. */
function reloadAtHangup(starting: Promise<Managed>, file: string, terminal: Terminal): void {
  // The caller reports what prevents the start.
  let previous: Promise<void> = starting.then(
    () => undefined,
    () => undefined,
  );
  const reload = async (): Promise<void> => {
    if (terminal.interrupted.aborted) return;
    // What hinders the start ends the program.
    const managed = await starting.catch(() => undefined);
    if (managed === undefined) return;
    const { bridge, manager } = managed;
    manager.reloading();
    try {
      const { config } = await loadConfig(file, terminal.environment);
      await bridge.reload(config);
    } catch (error) {
      const lines = error instanceof InvalidConfigError ? error.message.split('\n') : [describeError(error)];
      for (const line of lines) bridge.events.report('reloadsRefused', { reason: line });
    }
    manager.reloaded();
  };
  terminal.onHangup(() => {
    previous = previous.then(reload);
  });
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
