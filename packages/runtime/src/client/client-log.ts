import { channel } from 'node:diagnostics_channel';
import type { Message } from '@sdmp/codec';
import { codeLength, codeOf, outcomeData } from '@sdmp/protocol';
import type { ClientSettings } from './client-options.ts';
import type { Rejection } from './connection/rejection.ts';
import type { SubscriptionStatus } from './supervisor/status.ts';
import type { SupervisorStatus } from './supervisor/supervision.ts';

/** Channels of `node:diagnostics_channel` on which clients publish; silent unless someone subscribes. */
export const clientChannels = {
  /** Each `ClientStatus`, with `host` and `port`. */
  status: channel('sdmp.client.status'),
  /** A message that nobody waits for: `{ code, frame }`. Frames hold personal data. */
  unexpected: channel('sdmp.client.unexpected'),
  /** A frame above the size limit was skipped: `{ excerpt }`. */
  skipped: channel('sdmp.client.skipped'),
} as const;

type Status = SupervisorStatus | SubscriptionStatus;
const transactionCode = codeOf(outcomeData, 'transactionIdentifier');

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
  retrying: 'debug',
  refused: 'error',
  ended: 'info',
  disconnected: 'debug',
  closed: 'debug',
};

/** Tells the logger and the diagnostics channels what happens. Frames, which hold personal data, go to channels only. */
export class ClientLog {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  status(status: Status): void {
    const { events, host, port } = this.#settings;
    const address = `${host}:${port}`;
    const details = { host, port, ...status };
    this.#tell(levels[status.kind], `client ${status.kind}`, details);
    if (clientChannels.status.hasSubscribers) clientChannels.status.publish(details);
    if (status.kind === 'disconnected') {
      const { reason, failures, retryInMs } = status;
      events.report('disconnects', {
        address,
        reason: withoutAddress(reason, address),
        failures,
        retry: Math.round(retryInMs),
      });
    } else if (status.kind === 'retrying') {
      const { transactionIdentifier: transaction, retryInMs } = status;
      events.report('requestsPostponed', { transaction, retry: Math.round(retryInMs) });
    }
  }

  /** An outcome, or other data, that belongs to no subscription. */
  unclaimed(message: Message): void {
    const transaction = message.get(transactionCode) ?? '';
    this.#settings.events.report('outcomesUnclaimed', { transaction });
    this.#publishUnexpected(message);
  }

  /** Outcomes that a subscription had received before. */
  repeated(transaction: string, outcomes: number): void {
    this.#settings.events.report('outcomesRepeated', { transaction, outcomes }, outcomes);
  }

  /** A message that nobody waits for. */
  unexpected(message: Message): void {
    const { code, text } = message;
    const { events } = this.#settings;
    // What is no message may hold anything: it is not repeated.
    if (code.length === codeLength) events.report('messagesUnexpected', { code });
    else events.report('framesUnreadable', { characters: text.length });
    this.#publishUnexpected(message);
  }

  /** Closing reached its time limit: readers did not finish, or the service did not answer. */
  closeCut(): void {
    this.#settings.events.report('closesCut', { limit: this.#settings.closeTimeoutMs });
  }

  /** An ER that belongs to no request. */
  rejected({ errorCode: code }: Rejection): void {
    this.#settings.events.report('rejectionsUnclaimed', { code });
  }

  /** A frame above the size limit. */
  skipped(excerpt: string): void {
    this.#settings.events.report('framesSkipped', { limit: this.#settings.maxFrameBytes });
    if (clientChannels.skipped.hasSubscribers) clientChannels.skipped.publish({ excerpt });
  }

  #publishUnexpected({ code, text }: Message): void {
    if (clientChannels.unexpected.hasSubscribers) clientChannels.unexpected.publish({ code, frame: text });
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

/** Returns a reason without the address at its beginning, which the line names already; that of a host name's address stays. */
function withoutAddress(reason: string, address: string): string {
  const beginning = `${address}: `;
  return reason.startsWith(beginning) ? reason.slice(beginning.length) : reason;
}
