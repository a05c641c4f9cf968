import { crc32 } from 'node:zlib';
import { stampFirst } from '../../batch/layout.ts';
import { unpackBatch } from '../../batch/unpack-batch.ts';
import type { RecordBatch } from '../../journal.ts';

/*
 * A part of a batch, in the byte order of the machine: records of neighbouring campaigns, packed as a batch of their own,
 * and for each its place in the batch that it is a part of.
 *
 *   0  u32 checksum of all that follows   4 u32 number of the part   8 u32 bytes packed   12 u32 count
 *  16  the packed records, then zeros up to a multiple of 2
 *      u16 place per record
 */
const headBytes = 16;
const placeBytes = 2;

export interface Part {
  readonly crc: number;
  /** Its `first` is that of the batch; it is the places that say where the records belong. */
  readonly records: RecordBatch;
  readonly places: Uint16Array;
}

/** Bytes of a part beside its packed records. */
export function partOverhead(count: number): number {
  return headBytes + 1 + count * placeBytes;
}

export function packPart(first: number, number: number, packed: Uint8Array, places: Uint16Array): Uint8Array {
  stampFirst(packed, first);
  const placesAt = Math.ceil((headBytes + packed.length) / placeBytes) * placeBytes;
  const data = new Uint8Array(placesAt + places.byteLength);
  const head = new Uint32Array(data.buffer, 0, headBytes / 4);
  head.set([0, number, packed.length, places.length]);
  data.set(packed, headBytes);
  new Uint16Array(data.buffer, placesAt, places.length).set(places);
  head[0] = crc32(data.subarray(4));
  return data;
}

/** Throws when it is not that part of the batch at `first`. */
export function unpackPart(given: Uint8Array, first: number, number: number): Part {
  const data = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  if (data.length < headBytes) throw new RangeError('a part of it is shorter than its head');
  const [crc = 0, found, packed = 0, count = 0] = new Uint32Array(data.buffer, data.byteOffset, headBytes / 4);
  if (crc32(data.subarray(4)) !== crc) throw new RangeError('a part of it does not agree with its checksum');
  const placesAt = Math.ceil((headBytes + packed) / placeBytes) * placeBytes;
  if (found !== number || placesAt + count * placeBytes !== data.length)
    throw new RangeError('a part of it is another one');
  const records = unpackBatch(data.subarray(headBytes, headBytes + packed));
  if (records.first !== first || records.count !== count) throw new RangeError('a part of it is of another batch');
  return { crc, records, places: new Uint16Array(data.buffer, data.byteOffset + placesAt, count) };
}
