import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { SealedBatch } from '../batch/batch-builder.ts';
import type { BatchSummary } from '../batch/batch-summary.ts';
import { damaged, stampFirst } from '../batch/layout.ts';
import { unpackBatch } from '../batch/unpack-batch.ts';
import type { HeldBatch } from '../engine/batch-ring.ts';
import type { CursorChange } from '../engine/cursor-changes.ts';
import { readCursorChanges } from './cursor-json.ts';
import { recordIdBytes, type RecordId } from './record-id.ts';
import type { PartHeader } from './part-header.ts';

/*
 * A stored batch: the packed batch, its summary, the ids of its records (16 bytes each, zeros for none; left out when no
 * record has one), and the changes of cursors that were committed with it, as JSON.
 */

/** Sizes and checksum of a packed entry, as its header repeats them. */
export type EntryShape = Pick<
  PartHeader,
  'first' | 'count' | 'minTime' | 'maxTime' | 'bytes' | 'summary' | 'ids' | 'cursors' | 'crc'
>;

export interface PackedEntry {
  readonly shape: EntryShape;
  readonly data: Uint8Array;
}

/** What a stored batch holds. */
export interface LogEntry {
  readonly held: HeldBatch;
  /** Per record; empty when none has one. */
  readonly ids: readonly RecordId[];
  readonly changes: readonly CursorChange[];
}

export interface EntryExtras {
  readonly ids: readonly RecordId[];
  readonly changes: readonly CursorChange[];
}

const overheadBytes = 2048;
const noId = '\0'.repeat(recordIdBytes);

/** Packs a batch for `first`. Its buffer is stamped with the position. */
export function packEntry(sealed: SealedBatch, first: number, { ids, changes }: EntryExtras): PackedEntry {
  const { shape, summary, minTime, maxTime, data } = sealed;
  stampFirst(data, first);
  const idBytes = ids.some((id) => id !== undefined) ? Buffer.from(ids.map((id) => id ?? noId).join(''), 'latin1') : '';
  const cursorBytes = changes.length === 0 ? '' : Buffer.from(JSON.stringify(changes));
  const summaryBytes = new Uint8Array(summary.buffer, summary.byteOffset, summary.byteLength);
  const pieces = [data, summaryBytes, Buffer.from(idBytes), Buffer.from(cursorBytes)];
  const all = Buffer.concat(pieces);
  return {
    data: all,
    shape: {
      first,
      count: shape.count,
      minTime,
      maxTime,
      bytes: data.length,
      summary: summaryBytes.length,
      ids: idBytes.length,
      cursors: cursorBytes.length,
      crc: crc32(all),
    },
  };
}

/** Throws `JOURNAL_DAMAGED` when the data is not what the header says. */
export function unpackEntry(shape: EntryShape, data: Uint8Array): LogEntry {
  if (data.length !== shape.bytes + shape.summary + shape.ids + shape.cursors) throw damaged('its length is wrong');
  if (crc32(data) !== shape.crc) throw damaged('its data does not agree with its checksum');
  // A copy, so that the columns are aligned and the client's buffer is not kept.
  const batch = unpackBatch(data.slice(0, shape.bytes));
  if (batch.first !== shape.first || batch.count !== shape.count) throw damaged('it is not the batch of its position');
  const afterSummary = shape.bytes + shape.summary;
  const afterIds = afterSummary + shape.ids;
  return {
    held: {
      batch,
      summary: summaryIn(data.slice(shape.bytes, afterSummary)),
      minTime: shape.minTime,
      maxTime: shape.maxTime,
      bytes: shape.bytes,
      footprint: shape.bytes + overheadBytes,
    },
    ids: idsIn(Buffer.from(data.buffer, data.byteOffset + afterSummary, shape.ids)),
    changes: shape.cursors === 0 ? [] : readCursorChanges(data.subarray(afterIds)),
  };
}

function summaryIn(bytes: Uint8Array): BatchSummary {
  const words = new Uint32Array(bytes.length >>> 2);
  new Uint8Array(words.buffer).set(bytes.subarray(0, words.byteLength));
  return words;
}

function idsIn(bytes: Buffer): readonly RecordId[] {
  const text = bytes.toString('latin1');
  return Array.from({ length: bytes.length / recordIdBytes }, (_, index) => {
    const id = text.slice(index * recordIdBytes, (index + 1) * recordIdBytes);
    return id === noId ? undefined : id;
  });
}
