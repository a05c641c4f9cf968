import type { Message } from '@sdmp/codec';
import type { ClientSettings } from './client-options.ts';
import { clientChannels } from './diagnostics.ts';
import type { Rejection } from './rejection.ts';
import type { SubscriptionStatus } from './status.ts';
import type { SupervisorStatus } from './supervision.ts';

type Status = SupervisorStatus | SubscriptionStatus;
type Level = 'debug' | 'info' | 'warn' | 'error';

const levels: Readonly<Record<Status['kind'], Level>> = {
  idle: 'debug',
  connecting: 'debug',
  authenticating: 'debug',
  authenticationRefused: 'error',
  subscribed: 'info',
  newToken: 'info',
  gap: 'warn',
  rollingForward: 'info',
  live: 'info',
  retrying: 'warn',
  refused: 'error',
  ended: 'info',
  disconnected: 'warn',
  closed: 'debug',
};

/** Tells the logger and the diagnostics channels what happens. Frames, which hold personal data, go to channels only. */
export class ClientLog {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  status(status: Status): void {
    const { host, port } = this.#settings;
    const details = { host, port, ...status };
    this.#tell(levels[status.kind], `client ${status.kind}`, details);
    if (clientChannels.status.hasSubscribers) clientChannels.status.publish(details);
  }

  /** A message that nobody waits for. */
  unexpected({ code, text }: Message): void {
    this.#tell('debug', 'a message that nobody waits for', { code });
    if (clientChannels.unexpected.hasSubscribers) clientChannels.unexpected.publish({ code, frame: text });
  }

  /** An ER that belongs to no request. */
  rejected({ errorCode, explanation }: Rejection): void {
    this.#tell('warn', 'the service rejected a message', { errorCode, explanation });
  }

  /** A frame above the size limit. */
  skipped(excerpt: string): void {
    this.#tell('warn', 'a frame above the size limit was skipped');
    if (clientChannels.skipped.hasSubscribers) clientChannels.skipped.publish({ excerpt });
  }

  /** A logger that throws does so as an event listener would: by itself, not in the midst of what the client is doing. */
  #tell(level: Level, message: string, details?: Readonly<Record<string, unknown>>): void {
    try {
      this.#settings.logger[level]?.(message, details);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
