import { type BatchOptions, batchLimits, defaultMemoryBytes, defaultPendingBytes } from '../engine/journal-limits.ts';
import type { Journal } from '../journal.ts';
import { type ClockOptions, clockSettings } from '../retention/journal-clock.ts';
import { MemoryJournal } from './memory-journal.ts';

export interface MemoryJournalOptions extends BatchOptions, ClockOptions {
  /** Memory that the records may take, bytes; past it the oldest batches go, the newest always stays. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Bytes handed in and not yet stored, from which on `append` rejects with `JOURNAL_OVERLOADED`. Default 64 MiB. */
  readonly maxPendingBytes?: number;
}

/** A journal that is gone with the process: for tests, and for those who say that they need no more. */
export async function openMemoryJournal(options: MemoryJournalOptions = {}): Promise<Journal> {
  return new MemoryJournal({
    ...batchLimits(options),
    maxBytes: options.maxBytes ?? defaultMemoryBytes,
    maxPendingBytes: options.maxPendingBytes ?? defaultPendingBytes,
    ...clockSettings(options),
  });
}
