/**
 * Codes of `JournalError`. They are stable.
 *
 * - `JOURNAL_CLAIM_TAKEN`, `JOURNAL_CLAIM_LOST`: the name is wanted by another holder; it could not be kept
 * - `JOURNAL_CLOSED`: the journal was closed, or its writer has ended
 * - `JOURNAL_CURSOR_TAKEN`: another process has saved the cursor
 * - `JOURNAL_DAMAGED`: what is stored does not agree with its checksum, or is not a journal
 * - `JOURNAL_IN_USE`: another process writes this journal
 * - `JOURNAL_INVALID_RECORD`: an argument is out of range, such as a body above 256 MiB
 * - `JOURNAL_NEWER`: it was written by a newer version in a format that this one does not know
 * - `JOURNAL_NOT_FOUND`: there is no journal at that place
 * - `JOURNAL_OVERLOADED`: `maxPendingBytes` wait to be written; retryable
 * - `JOURNAL_UNREACHABLE`: the servers of JetStream do not answer
 * - `JOURNAL_UNWRITABLE`: it was opened for reading, or the rights of the folder do not allow writing
 * - `JOURNAL_WRITE_FAILED`: the disk or the servers refused a write, such as a full disk
 */
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
