import type { ClientStatus, Logger } from '@sdmp/runtime';
import type { FullLogger } from '../log/logger.ts';

/** Says in the log what happens to an upstream; what fails is an event of its client. */
export function logStatus(logger: FullLogger, upstream: string, status: ClientStatus): void {
  switch (status.kind) {
    case 'subscribed':
      logger.info(`Upstream ${upstream} is connected`, { upstream });
      break;
    case 'live':
      logger.info(`Upstream ${upstream} is live`, { upstream });
      break;
    case 'rollingForward':
      logger.info(`Upstream ${upstream} rolls its backlog forward, at most ${status.rateLimit} outcomes a second`, {
        upstream,
      });
      break;
    case 'newToken':
      logger.info(`Upstream ${upstream} did not know the persist token: there is no backlog`, { upstream });
      break;
    case 'gap':
      logger.warn(`Upstream ${upstream} lost its state while the bridge was away: outcomes may be missing`, {
        upstream,
      });
      break;
    default:
      logger.debug(`Upstream ${upstream}: ${status.kind}`, { upstream });
  }
}

/** A logger for an upstream's client: names the upstream, and leaves its status to `logStatus`. */
export function clientLogger(logger: FullLogger, upstream: string): Logger {
  const named =
    (log: FullLogger['info']): FullLogger['info'] =>
    (message, details = {}) => {
      if (!('kind' in details)) log(`Upstream ${upstream}: ${message}`, { upstream, ...details });
    };
  return { debug: named(logger.debug), info: named(logger.info), warn: named(logger.warn), error: named(logger.error) };
}
