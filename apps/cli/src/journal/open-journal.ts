import { type Journal, JournalError, openSqliteJournal } from '@sdmp/journal';

/** Opens a journal to look at it; a service may have it open. */
export async function openToRead(directory: string): Promise<Journal> {
  try {
    return await openSqliteJournal({ directory, readOnly: true });
  } catch (error) {
    throw inWords(error, directory);
  }
}

/** Opens a journal to change it. Nothing is merged meanwhile, and the clock is believed: a person is there to see to it. */
export async function openToChange(directory: string, signal: AbortSignal, now = Date.now): Promise<Journal> {
  try {
    const clock = { now, clockStepWaitMs: 0 };
    return await openSqliteJournal({ directory, create: false, compactAfter: 0, signal, ...clock });
  } catch (error) {
    throw inWords(error, directory);
  }
}

const words: Partial<Record<JournalError['code'], string>> = {
  JOURNAL_IN_USE: 'is held by a running service or another command: stop that first',
  JOURNAL_NOT_FOUND: 'holds no journal: check the path',
};

/** Returns the same error in words for a shell. */
export function inWords(error: unknown, directory: string): unknown {
  if (!(error instanceof JournalError)) return error;
  const { code, retryable } = error;
  const text = words[code];
  return text === undefined ? error : new JournalError(code, `${directory} ${text}`, { retryable, cause: error });
}
