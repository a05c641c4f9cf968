import { cellSize, encodeText, type WireEncoding } from '@sdmp/codec';
import { startOf } from '@sdmp/journal';
import { formatRunHead, maxRunBytes, maxRunHeadLength, maxRunRecords, runNumberBytes } from '@sdmp/protocol';
import { isLittleEndian } from '../byte-order.ts';
import { wordBytes } from './copy-bytes.ts';
import { OutcomeWriter, type SelectedRecords, type StoredRecords, type TakeBuffer } from './outcome-writer.ts';

export interface RunWriterOptions {
  readonly encoding: WireEncoding;
  readonly isRouted: boolean;
  readonly transactionIdentifier: string;
  /** Journal of the places, or '' where the connection's is meant. */
  readonly placeJournal: string;
}

/** Fewer records than this take less room and time as OZ, unless they are what is left behind a run. */
const minRunRecords = 16;

/** Whether outcomes can be written in runs to a socket of this encoding: heads and bodies are bytes, one for a character. */
export function canWriteRuns(encoding: WireEncoding): boolean {
  return isLittleEndian && cellSize(encoding) === 1;
}

/** Selected records `from` to before `to`, and the total length of their bodies, bytes. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly isRun: boolean;
}

/** Writes stored outcomes in runs: as they lie in the journal, copied in stretches, behind one head for all of them. */
export class RunWriter {
  readonly #options: RunWriterOptions;
  readonly #frames: OutcomeWriter;

  constructor(options: RunWriterOptions) {
    this.#options = options;
    this.#frames = new OutcomeWriter(options);
  }

  /** The selected records as bytes ready for the socket, in a buffer of sufficient size from `take`. */
  write(batch: StoredRecords, selection: SelectedRecords, take: TakeBuffer): Uint8Array {
    const pieces = piecesOf(batch, selection);
    const [only] = pieces;
    if (pieces.length === 1 && only?.isRun === false) return this.#frames.write(batch, selection, take);
    const parts = pieces.map((piece) => (piece.isRun ? this.#sizeOf(piece) : this.#framesOf(batch, selection, piece)));
    const target = take(parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part : part.length), 0));
    let at = 0;
    for (const [index, piece] of pieces.entries()) {
      const part = parts[index];
      if (part instanceof Uint8Array) {
        target.set(part, at);
        at += part.length;
      } else {
        at = this.#writeRun(batch, selection, piece, target, at);
      }
    }
    return target.subarray(0, at);
  }

  #sizeOf({ from, to, bytes }: Piece): number {
    return maxRunHeadLength + runNumberBytes({ count: to - from, isSparse: true }) + bytes + wordBytes;
  }

  #framesOf(batch: StoredRecords, { indexes }: SelectedRecords, { from, to, bytes }: Piece): Uint8Array {
    return this.#frames.write(batch, { indexes: indexes.subarray(from, to), count: to - from, bodyBytes: bytes });
  }

  #writeRun(
    batch: StoredRecords,
    { indexes }: SelectedRecords,
    { from, to, bytes }: Piece,
    target: Uint8Array,
    begin: number,
  ): number {
    const { first, times, ends, bodies } = batch;
    const { transactionIdentifier, placeJournal, isRouted, encoding } = this.#options;
    const count = to - from;
    const base = indexes[from] ?? 0;
    const beyond = (indexes[to - 1] ?? 0) + 1;
    const isSparse = beyond - base > count;
    const start = isSparse ? 0 : startOf(batch.ends, base);
    const head = encodeText(
      formatRunHead({
        transaction: transactionIdentifier,
        journal: placeJournal,
        first: first + base,
        count,
        start,
        bytes,
        isSparse,
        isRouted,
      }),
      encoding,
    );
    target.set(head, begin);
    let at = begin + head.length;
    target[at++] = 0;
    if (!isSparse) {
      at = copy(target, at, times.subarray(base, beyond));
      at = copy(target, at, ends.subarray(base, beyond));
      return copy(target, at, bodies.subarray(start, start + bytes));
    }
    const chosen = indexes.subarray(from, to);
    at = copy(
      target,
      at,
      Float64Array.from(chosen, (index) => times[index] ?? 0),
    );
    at = copy(target, at, newEnds(batch, chosen));
    at = copy(
      target,
      at,
      Uint32Array.from(chosen, (index) => index - base),
    );
    return copyStretches(target, at, batch, chosen);
  }
}

function copy(target: Uint8Array, at: number, { buffer, byteOffset, byteLength }: ArrayBufferView): number {
  target.set(new Uint8Array(buffer, byteOffset, byteLength), at);
  return at + byteLength;
}

/** Ends of the chosen bodies when they lie one behind the other. */
function newEnds(batch: StoredRecords, chosen: Uint32Array): Uint32Array {
  const result = new Uint32Array(chosen.length);
  let end = 0;
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    end += (batch.ends[index] ?? 0) - startOf(batch.ends, index);
    result[at] = end;
  }
  return result;
}

/** Copies the chosen bodies; those that are neighbours in one piece. */
function copyStretches(target: Uint8Array, begin: number, batch: StoredRecords, chosen: Uint32Array): number {
  const { bodies, ends } = batch;
  let at = begin;
  for (let from = 0, to = 1; from < chosen.length; from = to++) {
    while (to < chosen.length && chosen[to] === (chosen[to - 1] ?? 0) + 1) to++;
    const start = startOf(batch.ends, chosen[from] ?? 0);
    const end = ends[chosen[to - 1] ?? 0] ?? start;
    target.set(bodies.subarray(start, end), at);
    at += end - start;
  }
  return at;
}

/** Cuts a selection into runs within their limits, and what is sent as OZ: bodies too long for a run, and a few alone. */
function piecesOf(batch: StoredRecords, { indexes, count }: SelectedRecords): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let bytes = 0;
  const close = (to: number): void => {
    const isRun = to - from >= minRunRecords || pieces.at(-1)?.isRun === true;
    if (to > from) pieces.push({ from, to, bytes, isRun });
    from = to;
    bytes = 0;
  };
  for (let at = 0; at < count; at++) {
    const index = indexes[at] ?? 0;
    const length = (batch.ends[index] ?? 0) - startOf(batch.ends, index);
    if (bytes + length > maxRunBytes || at - from === maxRunRecords) close(at);
    bytes += length;
    if (length > maxRunBytes) {
      pieces.push({ from: at, to: at + 1, bytes: length, isRun: false });
      from = at + 1;
      bytes = 0;
    }
  }
  close(count);
  return pieces;
}
