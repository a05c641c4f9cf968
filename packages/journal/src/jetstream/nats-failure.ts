import { setTimeout as sleep } from 'node:timers/promises';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { JournalError } from '../journal-error.ts';

const firstRetryMs = 20;
const longestRetryMs = 500;

/** Whether a message was refused because another one came before it. */
export function isOutOfTurn(error: unknown): boolean {
  return (
    error instanceof JetStreamApiError &&
    (error.code === JetStreamApiCodes.StreamWrongLastSequence ||
      error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown)
  );
}

/** Whether the stream asked for is not there. */
export function isStreamMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

/** Codes of the server for a stream whose name or subjects are taken, also by the same stream while it is being made. */
const nameInUse = 10058;
const subjectsOverlap = 10065;

/** Whether a stream was refused that another process may be making at this moment. */
export function isBeingMade(error: unknown): boolean {
  return error instanceof JetStreamApiError && [nameInUse, subjectsOverlap].includes(error.code);
}

/** An answer that stays the same when it is asked for again: what was asked is wrong, or not allowed. */
export function isFinal(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.status >= 400 && error.status < 500 && error.status !== 408;
}

/**
 * Asks until there is an answer: while a cluster chooses a leader nobody answers. Rejects with the reason of `closed`, and
 * with an answer that will stay the same.
 */
export async function persist<Answer>(ask: () => Promise<Answer>, closed: AbortSignal): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    closed.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (isFinal(error)) throw error;
      await pause(attempt, closed);
    }
  }
}

/** Waits the longer, the more attempts there were. Rejects with the reason of `closed`. */
export async function pause(attempt: number, closed: AbortSignal): Promise<void> {
  const delayMs = Math.min(firstRetryMs * 2 ** Math.min(attempt, 10), longestRetryMs);
  await sleep(delayMs * (0.5 + Math.random() / 2), undefined, { signal: closed }).catch(() => undefined);
  closed.throwIfAborted();
}

export function unreachable(what: string, cause: unknown): JournalError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new JournalError('JOURNAL_UNREACHABLE', `${what}: ${reason}. See that the servers run and can be reached.`, {
    retryable: true,
    cause,
  });
}
