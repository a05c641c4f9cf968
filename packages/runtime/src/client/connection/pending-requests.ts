import { format, type Message, type MessageParts } from '@sdmp/codec';
import { codeOf, SdmpError, verifyStatus } from '@sdmp/protocol';
import type { Clock } from '../clock.ts';
import { type Rejection, RequestRejectedError } from './rejection.ts';

/** Options of `Client.request`. */
export interface RequestOptions {
  /** How long to wait for the answer, milliseconds. Default: `requestTimeoutMs` of the client. */
  readonly timeoutMs?: number;
  /** Aborting stops waiting; what was written is not taken back. */
  readonly signal?: AbortSignal;
}

interface Pending {
  readonly frame: string;
  readonly settle: (outcome: Message | SdmpError) => void;
  isSent: boolean;
}

/** The same on every message that has one. */
const tokenCode = codeOf(verifyStatus, 'token');
const tokenPrefix = 'request:';

/** Requests that wait for their MV or ER, by token. */
export class PendingRequests {
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a token to a message that has none. Throws `INVALID_ARGUMENT` when its token waits for an answer already. */
  add(message: MessageParts, timeoutMs: number, signal: AbortSignal | undefined): Promise<Message> {
    const own = message.fields.findIndex((code, at) => at % 2 === 0 && code === tokenCode);
    const token = own < 0 ? tokenPrefix + String(++this.#count) : (message.fields[own + 1] ?? '');
    if (this.#pending.has(token)) {
      throw new SdmpError('INVALID_ARGUMENT', `a request with the token ${token} waits for its answer already`);
    }
    const frame = format(own < 0 ? { ...message, fields: [...message.fields, tokenCode, token] } : message);
    return new Promise((resolve, reject) => {
      const cancelTimer = this.#clock.after(timeoutMs, () => {
        settle(new SdmpError('REQUEST_TIMEOUT', `no answer within ${String(timeoutMs)} ms`, { retryable: true }));
      });
      const onAbort = (): void => {
        settle(new SdmpError('ABORTED', 'the request was aborted', { cause: signal?.reason }));
      };
      const settle = (outcome: Message | SdmpError): void => {
        if (!this.#pending.delete(token)) return;
        cancelTimer();
        signal?.removeEventListener('abort', onAbort);
        if (outcome instanceof SdmpError) reject(outcome);
        else resolve(outcome);
      };
      this.#pending.set(token, { frame, settle, isSent: false });
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted === true) onAbort();
    });
  }

  /** Frames that were not written yet; from now on they count as written. */
  takeUnsent(): string[] {
    const frames: string[] = [];
    for (const pending of this.#pending.values()) {
      if (pending.isSent) continue;
      pending.isSent = true;
      frames.push(pending.frame);
    }
    return frames;
  }

  /** Whether a request waited for this answer. */
  accepted(token: string, answer: Message): boolean {
    const pending = this.#pending.get(token);
    pending?.settle(answer);
    return pending !== undefined;
  }

  rejected(rejection: Rejection): boolean {
    const pending = rejection.token === undefined ? undefined : this.#pending.get(rejection.token);
    pending?.settle(new RequestRejectedError(rejection));
    return pending !== undefined;
  }

  /** The connection is gone: whether what was written was acted on is not known, so it is not written again. */
  connectionLost(): void {
    for (const { isSent, settle } of this.#pending.values()) {
      if (isSent) settle(new SdmpError('CLOSED', 'the connection was lost before the answer', { retryable: true }));
    }
  }

  failAll(error: SdmpError): void {
    for (const { settle } of this.#pending.values()) settle(error);
  }
}
