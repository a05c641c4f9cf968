import { SdmpError, type SdmpErrorCode, type SdmpErrorOptions } from '@sdmp/protocol';

/**
 * `SINK_UNAVAILABLE` the receiver cannot be reached or is busy; `SINK_SETTINGS` it wants other settings or rights, which
 * may be over by the next attempt; `SINK_REFUSED` it will not take these outcomes; `SINK_STATE` our own state cannot
 * be read or written.
 */
export type SinkErrorCode = Extract<SdmpErrorCode, `SINK_${string}` | 'CLOSED' | 'INVALID_ARGUMENT'>;

/** Options of `SinkError`. */
export interface SinkErrorOptions extends SdmpErrorOptions {
  /** When the receiver wants to be asked again, milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
  /** What the receiver said, which may repeat something of the outcomes. */
  readonly answer?: string | undefined;
}

/** What a sink rejects with. The message holds nothing of the outcomes. */
export class SinkError extends SdmpError {
  override readonly name = 'SinkError';
  declare readonly code: SinkErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly answer: string | undefined;

  constructor(code: SinkErrorCode, message: string, options: SinkErrorOptions = {}) {
    super(code, message, options);
    this.retryAfterMs = options.retryAfterMs;
    this.answer = options.answer;
  }
}

/** The receiver cannot take anything now. */
export function unavailable(message: string, options: Omit<SinkErrorOptions, 'retryable'> = {}): SinkError {
  return new SinkError('SINK_UNAVAILABLE', message, { ...options, retryable: true });
}

/** The receiver takes nothing until settings or rights are changed, there or here; it is asked again all the same. */
export function wrongSettings(message: string, options: Omit<SinkErrorOptions, 'retryable'> = {}): SinkError {
  return new SinkError('SINK_SETTINGS', message, { ...options, retryable: true });
}

/** The receiver will not take this batch, however often it is sent. */
export function refused(message: string, options: Omit<SinkErrorOptions, 'retryable'> = {}): SinkError {
  return new SinkError('SINK_REFUSED', message, { ...options, retryable: false });
}

/** The sink was closed, or is not open. */
export function closedSink(kind: string): SinkError {
  return new SinkError('CLOSED', `The ${kind} sink is not open: open it before delivering`);
}
