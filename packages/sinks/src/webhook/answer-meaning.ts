import { describeNetworkCode } from '@sdmp/dial/errors';
import { refused, type SinkError, unavailable, wrongSettings } from '../sink-error.ts';
import type { PostAnswer } from './http-post.ts';

/** Statuses that say nothing of the outcomes: the receiver or our settings have to be changed. */
const settingsStatuses = new Set([401, 402, 403, 404, 405, 406, 407, 410, 411, 415, 417, 421, 426, 431, 451]);

/** Statuses that go away by themselves. */
const busyStatuses = new Set([408, 425, 429]);

/** How soon a receiver that wants other settings is asked again at the earliest, milliseconds. */
const settingsRetryMs = 60_000;

/** `Retry-After`, in seconds or as a date, as milliseconds from now. */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/**
 * What an answer means: undefined when the events were taken, otherwise an error. One that is not retryable speaks of
 * the events: 413 of their number, others of what they hold.
 */
export function answerError(
  { status, retryAfter, text }: PostAnswer,
  host: string,
  nowMs: number,
): SinkError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const askedMs = retryAfterMs(retryAfter, nowMs);
  const answered = `${host} answered ${status}`;
  const answer = text === '' ? undefined : text;
  if (status >= 500 || busyStatuses.has(status)) {
    return unavailable(`${answered}: it is tried again`, { retryAfterMs: askedMs, answer });
  }
  if (status < 400) {
    return wrongSettings(`${answered}: redirects are not followed, set the address it names`, {
      retryAfterMs: askedMs ?? settingsRetryMs,
      answer,
    });
  }
  if (settingsStatuses.has(status)) {
    return wrongSettings(`${answered}: check the address, the secret and what the receiver takes`, {
      retryAfterMs: askedMs ?? settingsRetryMs,
      answer,
    });
  }
  return refused(answered, { answer });
}

/** What a request that had no answer means. */
export function noAnswer(cause: unknown, host: string): SinkError {
  const { code, name, message }: NodeJS.ErrnoException = cause instanceof Error ? cause : new Error(String(cause));
  const reason = name === 'TimeoutError' ? message : (describeNetworkCode(code ?? '') ?? code ?? name);
  const isOfCertificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(String(code));
  if (isOfCertificates) return wrongSettings(`${host} cannot be trusted (${reason}): check its certificate`, { cause });
  return unavailable(`${host} cannot be reached (${reason}): check the address and the network`, { cause });
}
