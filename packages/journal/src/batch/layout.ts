import { JournalError } from '../journal-error.ts';
import type { RecordBatch, Scope } from '../journal.ts';

/*
 * A stored batch, version 1, in the byte order of the machine; in the other order the magic does not fit:
 *
 *   0  u32 magic   4 u16 version   6 u16 zero   8 f64 first position
 *  16  u32 count  20 u32 bytes of bodies       24 u32 bytes of scopes  28 u32 zero
 *  32  bodies, one after the other, then zeros up to a multiple of 8
 *      f64 time per record, u32 end of body per record, u16 scope per record, u8 classes per record
 *      scopes: a JSON list of [tenant, campaign] or [tenant, campaign, source]
 *
 * Bodies come first so that they can be written where they stay before the number of records is known; the columns
 * follow from the widest to the narrowest, so that each can be viewed in place.
 */
export const headerBytes = 32;
const batchMagic = 0x424a4453;
const formatVersion = 1;
const firstAt = 8;
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Sizes from which every offset in a batch follows. */
export interface BatchShape {
  readonly count: number;
  readonly bodyBytes: number;
  readonly scopeBytes: number;
}

interface Offsets {
  readonly times: number;
  readonly ends: number;
  readonly scopeOf: number;
  readonly classes: number;
  readonly scopes: number;
  readonly total: number;
}

export function offsetsOf(shape: BatchShape): Offsets {
  const times = Math.ceil((headerBytes + shape.bodyBytes) / 8) * 8;
  const ends = times + shape.count * 8;
  const scopeOf = ends + shape.count * 4;
  const classes = scopeOf + shape.count * 2;
  const scopes = classes + shape.count;
  return { times, ends, scopeOf, classes, scopes, total: scopes + shape.scopeBytes };
}

export function writeHeader(data: Uint8Array, shape: BatchShape): void {
  const header = new DataView(data.buffer, data.byteOffset, headerBytes);
  header.setUint32(0, batchMagic, littleEndian);
  header.setUint16(4, formatVersion, littleEndian);
  header.setUint16(6, 0, littleEndian);
  header.setFloat64(firstAt, 0, littleEndian);
  header.setUint32(16, shape.count, littleEndian);
  header.setUint32(20, shape.bodyBytes, littleEndian);
  header.setUint32(24, shape.scopeBytes, littleEndian);
  header.setUint32(28, 0, littleEndian);
}

/** The position is known only once the batch's turn to be written has come. */
export function stampFirst(data: Uint8Array, first: number): void {
  new DataView(data.buffer, data.byteOffset, headerBytes).setFloat64(firstAt, first, littleEndian);
}

/** Views on the columns; copies nothing. `data` must start at a multiple of 8 in its buffer. */
export function viewBatch(data: Uint8Array, first: number, shape: BatchShape, scopes: readonly Scope[]): RecordBatch {
  const at = offsetsOf(shape);
  const { buffer, byteOffset } = data;
  const { count } = shape;
  return {
    first,
    count,
    scopes,
    scopeOf: new Uint16Array(buffer, byteOffset + at.scopeOf, count),
    classes: new Uint8Array(buffer, byteOffset + at.classes, count),
    times: new Float64Array(buffer, byteOffset + at.times, count),
    ends: new Uint32Array(buffer, byteOffset + at.ends, count),
    bodies: new Uint8Array(buffer, byteOffset + headerBytes, shape.bodyBytes),
  };
}

/** Reads the header; throws `JOURNAL_DAMAGED` when it does not describe exactly `data`. */
export function readHeader(data: Uint8Array): { readonly first: number; readonly shape: BatchShape } {
  if (data.byteLength < headerBytes) throw damaged('it is shorter than its header');
  const header = new DataView(data.buffer, data.byteOffset, headerBytes);
  if (header.getUint32(0, littleEndian) !== batchMagic) throw damaged('it does not begin as a batch does');
  const version = header.getUint16(4, littleEndian);
  if (version !== formatVersion) throw damaged(`its layout is version ${version}, only ${formatVersion} is known here`);
  const shape = {
    count: header.getUint32(16, littleEndian),
    bodyBytes: header.getUint32(20, littleEndian),
    scopeBytes: header.getUint32(24, littleEndian),
  };
  if (offsetsOf(shape).total !== data.byteLength) throw damaged('its length is not what its header says');
  return { first: header.getFloat64(firstAt, littleEndian), shape };
}

export function damaged(reason: string, cause?: unknown): JournalError {
  return new JournalError('JOURNAL_DAMAGED', `A stored batch cannot be read: ${reason}.`, { cause });
}
