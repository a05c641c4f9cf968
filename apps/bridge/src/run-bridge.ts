import { once } from 'node:events';
import { type Bridge, startBridge } from './bridge.ts';
import type { BridgeConfig } from './config/bridge-config.ts';
import { loadConfig } from './config/load-config.ts';
import { createLogger } from './log/logger.ts';
import { say, type Terminal } from './terminal/terminal.ts';

/** Runs the bridge of a configuration file until interrupted. Rejects when it cannot start, or cannot record any more. */
export async function runBridge(file: string, terminal: Terminal): Promise<void> {
  const { interrupted } = terminal;
  const config = await loadConfig(file);
  const logger = createLogger(config.log, (line) => say(terminal, line));
  const warning = opennessWarning(config);
  if (warning !== undefined) logger.warn(warning);
  const bridge = await startBridge(config, logger, interrupted);
  try {
    await terminal.output.write(addressLines(bridge)).catch(() => undefined);
    await Promise.race([bridge.finished, interruption(interrupted)]);
    logger.info('The bridge stops: what was received is recorded and acknowledged first');
  } finally {
    await bridge.close();
  }
  logger.info('The bridge has stopped');
}

async function interruption(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function addressLines({ addresses, httpUrl }: Bridge): string {
  const lines = addresses.map(
    ({ host, port, encoding }) =>
      `listening ${encoding === 'utf-16le' ? 'unicode' : 'ascii'} ${hostPort(host, port)}\n`,
  );
  if (httpUrl !== undefined) lines.push(`http ${httpUrl}\n`);
  return lines.join('');
}

function hostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** What to say about a bridge that asks nobody who he is. */
function opennessWarning({ listen }: BridgeConfig): string | undefined {
  const open = listen.filter(({ host }) => !isLoopback(host)).map(({ host, port }) => hostPort(host, port));
  if (open.length === 0) return undefined;
  return `No users are set and ${open.join(', ')} can be reached from other machines: whoever reaches it may subscribe to every outcome`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
