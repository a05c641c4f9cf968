import { JournalError, type JournalErrorCode } from '../../journal-error.ts';

/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const sqliteBusy = 5;
const sqliteLocked = 6;
const sqliteIoErr = 10;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const sqliteNotADb = 26;

/** SQLite's primary result code, or 0 when the error did not come from SQLite. */
function resultCode(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 0;
  return error.errcode & 0xff;
}

export function isBusy(error: unknown): boolean {
  return [sqliteBusy, sqliteLocked].includes(resultCode(error));
}

/** Whether it failed for want of room; what SQLite maps into memory fails with an error of its own. */
export function isOutOfRoom(error: unknown): boolean {
  return [sqliteFull, sqliteIoErr].includes(resultCode(error instanceof JournalError ? error.cause : error));
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Why the files cannot be opened, in one line with what to do. */
export function openFailure(file: string, cause: unknown): JournalError {
  if (cause instanceof JournalError) return cause;
  if (isBusy(cause)) return inUse(file, cause);
  if ([sqliteCorrupt, sqliteNotADb].includes(resultCode(cause)) || cause instanceof TypeError) {
    return failure(
      'JOURNAL_DAMAGED',
      `${file} is not a journal or is damaged (${reasonOf(cause)}): restore it from a copy, or move it away to begin anew.`,
      cause,
    );
  }
  return failure(
    'JOURNAL_UNWRITABLE',
    `${file} cannot be opened for writing (${reasonOf(cause)}): check the path, its permissions and the room on the disk.`,
    cause,
  );
}

export function inUse(file: string, cause: unknown): JournalError {
  return new JournalError(
    'JOURNAL_IN_USE',
    `${file}: another writer holds this journal: close that one first, or open this one with readOnly.`,
    { cause, retryable: true },
  );
}

/** Why a transaction was not stored. Nothing of it is in the file. */
export function writeFailure(file: string, cause: unknown): JournalError {
  if ([sqliteCorrupt, sqliteNotADb].includes(resultCode(cause))) {
    return failure(
      'JOURNAL_DAMAGED',
      `${file} is damaged, nothing was written (${reasonOf(cause)}): stop, keep a copy, and run verify.`,
      cause,
    );
  }
  return new JournalError(
    'JOURNAL_WRITE_FAILED',
    `${file}: nothing was written (${reasonOf(cause)}): make room or repair the disk, then append again.`,
    { cause, retryable: true },
  );
}

function failure(code: JournalErrorCode, message: string, cause: unknown): JournalError {
  return new JournalError(code, message, { cause });
}
