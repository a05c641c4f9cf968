import { JournalError } from '../journal-error.ts';

/** What every call on a closed journal rejects with. `why` ends the sentence when it was not the caller who closed it. */
export function journalClosed(why?: unknown): JournalError {
  if (why instanceof JournalError) return why;
  return new JournalError('JOURNAL_CLOSED', 'The journal is closed: open it again to use it.', { cause: why });
}
