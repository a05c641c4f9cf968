import { statSync } from 'node:fs';
import { JournalError } from '../../journal-error.ts';
import { reasonOf } from './sqlite-failure.ts';

/**
 * Knows whether files that are held open are still where they were opened. The system lets a process continue writing to
 * files that were removed or moved away: everything would seem to be stored, and be gone with the process.
 */
export class FilePresence {
  readonly #files = new Map<string, bigint | undefined>();

  constructor(files: readonly string[]) {
    for (const file of files) this.#files.set(file, undefined);
  }

  /** Throws a retryable `JOURNAL_WRITE_FAILED` naming the first file that is not the one it was, or cannot be looked at. */
  check(): void {
    for (const [file, known] of this.#files) {
      const found = identityOf(file);
      if (known === undefined) this.#files.set(file, found);
      else if (found !== known) throw gone(file);
    }
  }
}

/** Undefined when it is not there. */
function identityOf(file: string): bigint | undefined {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
  } catch (cause) {
    throw new JournalError(
      'JOURNAL_WRITE_FAILED',
      `${file}: nothing was written, it cannot be looked at (${reasonOf(cause)}): check the rights of its folder.`,
      { cause, retryable: true },
    );
  }
}

function gone(file: string): JournalError {
  return new JournalError(
    'JOURNAL_WRITE_FAILED',
    `${file}: nothing was written, the file is not there any more: put it back, or end the program and restore a copy.`,
    { retryable: true },
  );
}
