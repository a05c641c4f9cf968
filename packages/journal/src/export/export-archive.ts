import { erasedRecords } from '../batch/erased-record.ts';
import { stampFirst } from '../batch/layout.ts';
import { unpackBatch } from '../batch/unpack-batch.ts';
import type { Journal, RecordBatch } from '../journal.ts';
import { startOf } from '../reader/records.ts';
import { repack } from '../batch/repack.ts';
import type { DamagedBatchError } from '../damaged-batch-error.ts';
import { readBatches } from '../reader/read-batches.ts';
import type { ReadStep } from '../reader/read-step.ts';
import type { ReadableJournal } from '../reader/record-reader.ts';
import { archiveMark, packJson, packSection, sectionKinds } from './archive-sections.ts';

const mostRecords = 65_536;

/** Erased records in the place of some that cannot be read, as many to a batch as it takes. */
function* placeholders(from: number, to: number): Generator<RecordBatch> {
  for (let first = from; first < to; first += mostRecords) {
    const count = Math.min(to - first, mostRecords);
    const { data } = erasedRecords(count, 0);
    stampFirst(data, first);
    yield unpackBatch(data);
  }
}

/** The batch without what comes before `position`. */
function batchFrom(batch: RecordBatch, position: number): RecordBatch {
  const skipped = position - batch.first;
  if (skipped <= 0) return batch;
  const start = startOf(batch.ends, skipped);
  return {
    first: position,
    count: batch.count - skipped,
    scopes: batch.scopes,
    scopeOf: batch.scopeOf.subarray(skipped),
    classes: batch.classes.subarray(skipped),
    times: batch.times.subarray(skipped),
    ends: batch.ends.subarray(skipped).map((end) => end - start),
    bodies: batch.bodies.subarray(start),
  };
}

/** Options of `exportArchive`. */
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

export const archiveVersion = 1;

/**
 * A journal as a stream of bytes that `importArchive` makes the same journal of: id, positions, times, erasures and
 * cursors, with checksums. Holds one batch in memory. Beside a writer it takes what is on disk when it begins; what
 * retention removes meanwhile is not in the copy. Cursors are read first, so that none is ahead of the records.
 */
export async function* exportArchive(
  journal: ReadableJournal & Pick<Journal, 'id' | 'cursors'>,
  options: ExportArchiveOptions = {},
): AsyncGenerator<Uint8Array> {
  const { signal, onDamage } = options;
  const head: ArchiveHead = { journal: journal.id, version: archiveVersion };
  const cursors = await journal.cursors.load();
  const { first, end } = journal;
  let written = end;
  yield archiveMark;
  yield* packJson(sectionKinds.head, head);
  yield* packJson(sectionKinds.cursors, cursors);
  for await (const step of readBatches(journal, { from: first, ...(signal === undefined ? {} : { signal }) })) {
    if (step.from >= end) break;
    for (const batch of batchesOf(step, end, onDamage)) {
      const { data } = repack([batch]);
      stampFirst(data, batch.first);
      yield* packSection(sectionKinds.batch, data);
      written = Math.max(written, batch.first + batch.count);
    }
  }
  const { branches, losses } = journal.history;
  yield* packJson(sectionKinds.end, { end: written, branches, losses });
}

/** What of a step goes into the archive. What retention has removed does not. */
function* batchesOf(step: ReadStep, end: number, onDamage: ExportArchiveOptions['onDamage']): Generator<RecordBatch> {
  if (step.kind === 'batch') {
    // The writer may have merged it with what has been taken already, or with what came later.
    yield batchFrom(step.batch, step.from);
  } else if (step.kind === 'gap' && step.damage !== undefined) {
    if (onDamage === undefined) throw step.damage;
    onDamage(step.damage);
    yield* placeholders(step.from, Math.min(step.to, end));
  } else if (step.kind === 'gap' && step.reason === 'history') {
    // The position of a restore, which holds nothing.
    yield* placeholders(step.from, step.to);
  }
}
