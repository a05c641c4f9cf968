import { once } from 'node:events';
import { describeOpenness, listeningLine, say, type Terminal } from '@sdmp/terminal';
import { type Bridge, startBridge } from './bridge.ts';
import { loadConfig } from './config/load-config.ts';
import { createLogger } from './log/logger.ts';

/** Runs the bridge of a configuration file until interrupted. Rejects when it cannot start, or cannot record any more. */
export async function runBridge(file: string, terminal: Terminal): Promise<void> {
  const { interrupted } = terminal;
  const config = await loadConfig(file);
  const logger = createLogger(config.log, (line) => say(terminal, line));
  const openness = describeOpenness(config.listen);
  if (openness !== undefined) logger.warn(`No users are set and ${openness}`);
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
  const lines = addresses.map((address) => `${listeningLine(address)}\n`);
  if (httpUrl !== undefined) lines.push(`http ${httpUrl}\n`);
  return lines.join('');
}
