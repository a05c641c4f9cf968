import type { LookUp } from '@sdmp/dial';
import { SinkError } from '../sink-error.ts';
import { type SinkClock, systemClock } from '../sink-clock.ts';

/** `all`: one request after the other; `session`: in order within a session; `none`: in any order. */
export type WebhookOrder = 'all' | 'session' | 'none';

/** Options of `webhookSink`. */
export interface WebhookOptions {
  /** Where outcomes are posted to; `https:` unless it is this machine or a network you trust. */
  readonly url: string;
  /**
   * Secrets that every request is signed with (Standard Webhooks): `whsec_` and base64, or base64 alone. More than one
   * while a receiver goes from one to the next. Without any, requests are not signed.
   */
  readonly secrets?: readonly string[];
  /** Files with a secret each; read again every minute, so that they can be exchanged. */
  readonly secretFiles?: readonly string[];
  /** Sent with every request, for example `authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `batched`: many events a request (`application/cloudevents-batch+json`); `structured`: one. Default `batched`. */
  readonly mode?: 'batched' | 'structured';
  /** Events of a batched request, at most. Default 500. */
  readonly batch?: number;
  /** Default `session`. */
  readonly ordered?: WebhookOrder;
  /** Requests under way at once, 1 to 64; 1 when ordered is `all`. Default 4. */
  readonly parallel?: number;
  /** How long the receiver may take for one request, milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** PEM of the authorities that the receiver's certificate is checked against. Default: those of Node. */
  readonly ca?: string;
  /** Gives the addresses of the receiver. Default: the system. Whichever of them answers first is used. */
  readonly lookUp?: LookUp;
  /** Clock and timers. Default: those of the system. */
  readonly clock?: SinkClock;
}

export interface WebhookSettings {
  readonly url: URL;
  readonly secrets: readonly string[];
  readonly secretFiles: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly isBatched: boolean;
  /** Events of one request. */
  readonly eventsPerRequest: number;
  readonly ordered: WebhookOrder;
  readonly parallel: number;
  readonly timeoutMs: number;
  readonly ca: string | undefined;
  readonly lookUp: LookUp | undefined;
  readonly clock: SinkClock;
  /** Outcomes of one delivery. */
  readonly preferredOutcomes: number;
}

const mostParallel = 64;

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SinkError('INVALID_ARGUMENT', `${name} of a webhook must be a whole number from ${least} to ${most}`);
}

function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  const message = 'url of a webhook must begin with https:// or http:// and hold no user; put credentials into headers';
  throw new SinkError('INVALID_ARGUMENT', message);
}

/** Fills in the defaults. Throws `INVALID_ARGUMENT`. */
export function webhookSettings(options: WebhookOptions): WebhookSettings {
  const { mode = 'batched', ordered = 'session' } = options;
  const isBatched = mode === 'batched';
  const batch = wholeNumber('batch', options.batch ?? 500, 1, 100_000);
  const parallel = ordered === 'all' ? 1 : wholeNumber('parallel', options.parallel ?? 4, 1, mostParallel);
  return {
    url: webAddress(options.url),
    secrets: options.secrets ?? [],
    secretFiles: options.secretFiles ?? [],
    headers: options.headers ?? {},
    isBatched,
    eventsPerRequest: isBatched ? batch : 1,
    ordered,
    parallel,
    timeoutMs: wholeNumber('timeoutMs', options.timeoutMs ?? 10_000, 1, 2 ** 31 - 1),
    ca: options.ca,
    lookUp: options.lookUp,
    clock: options.clock ?? systemClock,
    preferredOutcomes: batch * parallel,
  };
}
