import type { Journal, RecordBatch, Slice, UnorderedBatch } from '../journal.ts';
import type { ReadableJournal } from './record-reader.ts';

/** What `unordered` needs of a journal. */
export type UnorderedJournal = ReadableJournal & Pick<Journal, 'readUnordered'>;

/** Returns the journal for `readBatches` or a `RecordReader` that needs no order within a batch, as one who counts. */
export function unordered(journal: UnorderedJournal): ReadableJournal<UnorderedBatch> {
  return {
    get first() {
      return journal.first;
    },
    get end() {
      return journal.end;
    },
    get history() {
      return journal.history;
    },
    grownBeyond: (position, signal) => journal.grownBeyond(position, signal),
    onErased: (listener) => journal.onErased(listener),
    read: async (from, filter) => journal.readUnordered?.(from, filter) ?? inOnePart(await journal.read(from, filter)),
  };
}

/** The slice with its batch as one part. */
export function inOnePart({ batch, ...slice }: Slice): Slice<UnorderedBatch> {
  return batch === undefined ? slice : { ...slice, batch: partOf(batch) };
}

function partOf(batch: RecordBatch): UnorderedBatch {
  return { first: batch.first, count: batch.count, parts: [batch] };
}
