import { stampFirst } from '../batch/layout.ts';
import { repack } from '../batch/repack.ts';
import { DamagedBatchError } from '../damaged-batch-error.ts';
import type { Journal, Slice } from '../journal.ts';
import { ARCHIVE_MARK, packJson, packSection, sectionKinds } from './archive-sections.ts';
import { batchFrom } from './batch-from.ts';
import { placeholders } from './placeholders.ts';

export interface ExportArchiveOptions {
  /** Ends it with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Called with records that cannot be read, instead of rejecting: the archive then holds erased records at their
   * positions. Absent: the first damage rejects with a `DamagedBatchError`.
   */
  readonly onDamage?: (damage: DamagedBatchError) => void;
}

/** What an archive says of itself. */
export interface ArchiveHead {
  /** Id of the journal. */
  readonly journal: string;
  /** Of the records: batches and cursors have a form of their own. */
  readonly version: number;
}

export const ARCHIVE_VERSION = 1;

/**
 * A journal as a stream of bytes that `importArchive` makes the same journal of: id, positions, times, erasures and
 * cursors, with checksums. Holds one batch in memory. Beside a writer it takes what is on disk when it begins; what
 * retention removes meanwhile is not in the copy. Cursors are read first, so that none is ahead of the records.
 */
export async function* exportArchive(
  journal: Pick<Journal, 'id' | 'first' | 'end' | 'cursors' | 'read'>,
  options: ExportArchiveOptions = {},
): AsyncGenerator<Uint8Array> {
  const head: ArchiveHead = { journal: journal.id, version: ARCHIVE_VERSION };
  const cursors = await journal.cursors.load();
  let { end } = journal;
  yield ARCHIVE_MARK;
  yield* packJson(sectionKinds.head, head);
  yield* packJson(sectionKinds.cursors, cursors);
  for (let at = journal.first; at < end; ) {
    options.signal?.throwIfAborted();
    const { batch, next } = await readOrReplace(journal, at, end, options);
    if (batch !== undefined) {
      // The writer may have merged it with what has been taken already, or with what came later.
      const rest = batchFrom(batch, at);
      const { data } = repack([rest]);
      stampFirst(data, rest.first);
      yield* packSection(sectionKinds.batch, data);
      end = Math.max(end, rest.first + rest.count);
    }
    at = next;
  }
  yield* packJson(sectionKinds.end, { end });
}

async function readOrReplace(
  journal: Pick<Journal, 'first' | 'read'>,
  at: number,
  end: number,
  { onDamage }: ExportArchiveOptions,
): Promise<Slice> {
  try {
    const slice = await journal.read(at);
    return { ...slice, next: Math.max(slice.next, at + 1) };
  } catch (error) {
    if (!(error instanceof DamagedBatchError) || onDamage === undefined) throw error;
    onDamage(error);
    return placeholders(at, Math.min(error.next, end));
  }
}
