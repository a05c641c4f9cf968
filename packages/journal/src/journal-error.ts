export type JournalErrorCode =
  | 'JOURNAL_CLAIM_LOST'
  | 'JOURNAL_CLAIM_TAKEN'
  | 'JOURNAL_CLOSED'
  | 'JOURNAL_CURSOR_TAKEN'
  | 'JOURNAL_DAMAGED'
  | 'JOURNAL_IN_USE'
  | 'JOURNAL_INVALID_RECORD'
  | 'JOURNAL_NEWER'
  | 'JOURNAL_NOT_FOUND'
  | 'JOURNAL_OVERLOADED'
  | 'JOURNAL_UNREACHABLE'
  | 'JOURNAL_UNWRITABLE'
  | 'JOURNAL_WRITE_FAILED';

/** Every error this package throws. `code` is stable; `message` is one line for people. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;
  /** Whether the same call can succeed later without a change of its arguments. */
  readonly retryable: boolean;

  constructor(code: JournalErrorCode, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
