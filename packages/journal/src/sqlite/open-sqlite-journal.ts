import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckpointEvent, publishCheckpoint } from '../engine/diagnostics.ts';
import { type JournalEventLog, quietEvents, reportWentBack } from '../engine/journal-events.ts';
import {
  type BatchOptions,
  batchLimits,
  compactAfter,
  defaultCacheBytes,
  defaultPendingBytes,
  defaultReserveBytes,
} from '../engine/journal-limits.ts';
import { JournalError } from '../journal-error.ts';
import type { Journal } from '../journal.ts';
import { type ClockOptions, clockSettings } from '../retention/journal-clock.ts';
import { JournalReader } from './reader/journal-reader.ts';
import { makeDirectory } from './file/make-directory.ts';
import { isOpenToOthers, refuseLinks } from './file/own-files.ts';
import type { CheckpointNote, OpenedWriter, WriterNote } from './writer/messages.ts';
import { ReadOnlyJournal } from './reader/read-only-journal.ts';
import { databaseFile } from './file/schema.ts';
import { SqliteJournal, type SqliteJournalSettings } from './sqlite-journal.ts';
import { WriterThread } from './writer/writer-thread.ts';

/** Options of `openSqliteJournal`. */
export interface SqliteJournalOptions extends BatchOptions, ClockOptions {
  /** Where the journal's files are. Made, for its owner alone, when it is not there. On a local disk. */
  readonly directory: string;
  /** Bytes handed in and not yet on disk, from which on `append` rejects with `JOURNAL_OVERLOADED`. Default 64 MiB. */
  readonly maxPendingBytes?: number;
  /** Memory for the newest batches, so that live readers need no disk, bytes; 0 keeps none. Default 8 MiB. */
  readonly cacheBytes?: number;
  /**
   * Neighbouring small batches, as a live feed leaves them behind, are merged in the background when this number has
   * gathered, 2 to 255; 0 leaves them as they are. Default 64.
   */
  readonly compactAfter?: number;
  /**
   * Room that is kept for retention on a full disk, in a file of its own, from the first prune or checkpoint on and
   * where there is four times as much; 0 keeps none. Default 16 MiB.
   */
  readonly reserveBytes?: number;
  /** Only reads, beside a writer in this or another process; `append`, `prune` and cursor changes reject. Default false. */
  readonly readOnly?: boolean;
  /** Whether to begin a journal where there is none; if not, `JOURNAL_NOT_FOUND`. Default true. */
  readonly create?: boolean;
  /** Counts, logs and publishes what an operator must hear of: `new EventLog(journalEvents, { logger })`. Default: one without a logger. */
  readonly events?: JournalEventLog;
  /** Gives up opening. An open journal is ended by `close`. */
  readonly signal?: AbortSignal;
}

/** Memory for batches read from disk, so that a paced reader does not read its batch again for each step, bytes. */
const recentBytes = 4 * 1024 * 1024;

/**
 * Opens the journal in a directory. One writer at a time; any number of readers with `readOnly`.
 *
 * @throws JournalError `JOURNAL_UNWRITABLE`, `JOURNAL_IN_USE` (after two seconds; retryable), `JOURNAL_NEWER`,
 * `JOURNAL_DAMAGED`, `JOURNAL_NOT_FOUND`. Rejects with the signal's reason when that is aborted.
 */
export async function openSqliteJournal(options: SqliteJournalOptions): Promise<Journal> {
  const { directory, signal, create = true, readOnly = false } = options;
  signal?.throwIfAborted();
  const cacheBytes = options.cacheBytes ?? defaultCacheBytes;
  const file = join(directory, databaseFile);
  const openReader = (): JournalReader => new JournalReader(file, Math.min(cacheBytes, recentBytes));
  if (readOnly) return new ReadOnlyJournal(openReader(), directory);

  if (create) makeDirectory(directory);
  else if (!existsSync(file)) throw notFound(file);
  refuseLinks(directory);
  const settings = {
    ...batchLimits(options),
    maxPendingBytes: options.maxPendingBytes ?? defaultPendingBytes,
    cacheBytes,
    compactAfter: compactAfter(options.compactAfter),
    ...clockSettings(options),
  };
  return openWriter(options, settings, openReader);
}

async function openWriter(
  {
    directory,
    signal,
    create = true,
    reserveBytes = defaultReserveBytes,
    events = quietEvents(),
  }: SqliteJournalOptions,
  settings: SqliteJournalSettings,
  openReader: () => JournalReader,
): Promise<Journal> {
  let journal: SqliteJournal | undefined;
  let id = '';
  const { maxBatchRecords, maxBatchBytes, compactAfter: mergedAfter } = settings;
  const writer = new WriterThread(
    { directory, create, compaction: { maxBatchRecords, maxBatchBytes, compactAfter: mergedAfter }, reserveBytes },
    {
      onNote: (note) => {
        reportNote(events, note);
        if (note.kind === 'checkpoint') publishCheckpoint(checkpointEvent(id, note));
        else if (note.kind !== 'reserve') journal?.compacted(note);
      },
      onDeath: (failure) => {
        events.report('writerDeaths', { reason: failure.message });
        journal?.fail(failure);
      },
    },
  );
  const opened: OpenedWriter = await abortable(writer, signal);
  id = opened.id;
  if (isOpenToOthers(directory)) events.report('foldersExposed', { directory });
  if (opened.wasMarked) {
    const evidence = `${join(directory, databaseFile)}, a copy or an import,`;
    reportWentBack(events, opened.end - 1, { evidence });
  }
  try {
    journal = new SqliteJournal(settings, { writer, reader: openReader(), opened, events });
  } catch (error) {
    await writer.close();
    throw error;
  }
  return journal;
}

/** Reports what the writer could not do. */
function reportNote(events: JournalEventLog, note: WriterNote): void {
  if (note.kind === 'checkpoint' && note.error !== undefined) {
    events.report('checkpointFailures', { cause: note.error });
  } else if (note.kind === 'not compacted') {
    events.report('compactionFailures', { cause: note.error });
  } else if (note.kind === 'reserve') {
    const { bytes } = note;
    if (note.error === undefined) events.report('reserveReleases', { bytes });
    else events.report('reserveFailures', { bytes, cause: note.error });
  }
}

function checkpointEvent(journal: string, { durationMs, heldMs, error }: CheckpointNote): CheckpointEvent {
  return { journal, durationMs, heldMs, ...(error === undefined ? {} : { error }) };
}

/** The first answer of the writer; when the signal is aborted before, the thread is ended and the lock released. */
async function abortable(writer: WriterThread, signal: AbortSignal | undefined): Promise<OpenedWriter> {
  const stop = (): void => void writer.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await writer.opened();
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function notFound(file: string): JournalError {
  return new JournalError('JOURNAL_NOT_FOUND', `${file} does not exist: check the directory, or open it with create.`);
}
