/** Codes of the errors thrown by SDMP packages. Codes are stable, texts are not. */
export type SdmpErrorCode =
  | 'ABORTED'
  | 'ADDRESS_IN_USE'
  | 'AUTHENTICATION_REFUSED'
  | 'CALL_UNKNOWN'
  | 'CLOSED'
  | 'CONNECT_FAILED'
  | 'ENCODING_UNSUPPORTED'
  | 'FRAME_INVALID'
  | 'INVALID_ARGUMENT'
  | 'INVALID_OUTCOME'
  | 'LISTEN_FAILED'
  | 'RELEASE_UNKNOWN'
  | 'REQUEST_REJECTED'
  | 'REQUEST_TIMEOUT'
  | 'SINK_REFUSED'
  | 'SINK_SETTINGS'
  | 'SINK_STATE'
  | 'SINK_UNAVAILABLE'
  | 'TLS_FAILED'
  | 'TLS_SETTINGS'
  | 'TRANSACTION_ENDED'
  | 'USERS_INVALID';

/** Options of `SdmpError`. */
export interface SdmpErrorOptions {
  /** Whether the same call may succeed later. Default false. */
  readonly retryable?: boolean;
  /** The error behind it. */
  readonly cause?: unknown;
}

/** Base class of all errors. `message` is a one-line description, `code` is for programs. */
export class SdmpError extends Error {
  override readonly name: string = 'SdmpError';
  readonly code: SdmpErrorCode;
  readonly retryable: boolean;

  constructor(code: SdmpErrorCode, message: string, options: SdmpErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
