import { Buffer, isAscii } from 'node:buffer';
import { cellSize, encodeText, hasCharacters, type WireEncoding } from '@sdmp/codec';
import { type RecordBatch, type Selection, startOf } from '@sdmp/journal';
import { codeOf, outcomeData, placeCode, separator } from '@sdmp/protocol';
import { copyWords, viewOf, wordBytes } from './copy-bytes.ts';
import { writeDigits } from './decimal-digits.ts';
import { maxPlaceDigits, RecordHead } from './record-head.ts';

export interface OutcomeWriterOptions {
  readonly encoding: WireEncoding;
  /** Whether OZ say their service and interface (SDMP 2). */
  readonly isRouted: boolean;
  readonly transactionIdentifier: string;
  /** Put the place of each outcome behind TX; the journal's id, or '' for places without it. Absent: no place. */
  readonly placeJournal?: string | undefined;
  /** Called for each outcome with characters that the encoding does not have: they are written as `?`. */
  readonly onReplaced?: () => void;
}

/** What of a batch is written. */
export type StoredRecords = Pick<RecordBatch, 'first' | 'times' | 'ends' | 'bodies'>;
export type SelectedRecords = Pick<Selection, 'indexes' | 'count' | 'bodyBytes'>;

/** Returns a buffer of at least `bytes` bytes. */
export type TakeBuffer = (bytes: number) => Buffer;

const allocate: TakeBuffer = (bytes) => Buffer.allocUnsafe(bytes);

const transactionCode = codeOf(outcomeData, 'transactionIdentifier');

const dot = 0x2e;

/** Turns stored outcomes into OZ frames: code and TX in front, terminator behind, the body copied as it stands. */
export class OutcomeWriter {
  readonly #encoding: WireEncoding;
  readonly #cell: 1 | 2;
  readonly #hasPlace: boolean;
  readonly #onReplaced: (() => void) | undefined;
  /** Everything in front of the body, or of the place's digits. */
  readonly #prefix: Uint8Array;
  /** The same with the place behind, for bodies that are copied. */
  readonly #head: RecordHead;

  constructor(options: OutcomeWriterOptions) {
    const { encoding, isRouted, transactionIdentifier, placeJournal } = options;
    const { service, interface: layer, code } = outcomeData;
    const head = isRouted ? `${service}:${layer}:${code}` : code;
    const place = placeJournal === undefined ? '' : `${separator}${placeCode}${placeJournal}.`;
    this.#encoding = encoding;
    this.#cell = cellSize(encoding);
    this.#hasPlace = placeJournal !== undefined;
    this.#onReplaced = options.onReplaced;
    this.#prefix = encodeText(`${head}${separator}${transactionCode}${transactionIdentifier}${place}`, encoding);
    this.#head = new RecordHead(this.#prefix);
  }

  /** The selected records as bytes ready for the socket, in a buffer of sufficient size from `take`. */
  write(batch: StoredRecords, selection: SelectedRecords, take: TakeBuffer = allocate): Uint8Array {
    const { bodies, ends } = batch;
    const perRecord = this.#prefix.length + this.#cell * (1 + (this.#hasPlace ? maxPlaceDigits : 0));
    const target = take(selection.count * perRecord + selection.bodyBytes * this.#cell + wordBytes);
    const source = Buffer.from(bodies.buffer, bodies.byteOffset, bodies.byteLength);
    if (this.#encoding === 'utf-8') return this.#copy(batch, selection, target);
    // Bodies are UTF-8: what is ASCII is the same in every 8-bit encoding.
    const isPlain = isAscii(spanOf(batch, selection));
    if (this.#cell === 1 && isPlain) return this.#copy(batch, selection, target);
    const textEncoding = isPlain ? 'latin1' : 'utf8';
    let at = 0;
    for (let selected = 0; selected < selection.count; selected++) {
      const index = selection.indexes[selected] ?? 0;
      const start = startOf(ends, index);
      const end = ends[index] ?? 0;
      target.set(this.#prefix, at);
      at += this.#prefix.length;
      if (this.#hasPlace) at = this.#writePlace(target, at, batch.first + index, batch.times[index] ?? 0);
      at = this.#writeText(target, at, source.toString(textEncoding, start, end));
      target[at++] = 0;
      if (this.#cell === 2) target[at++] = 0;
    }
    return target.subarray(0, at);
  }

  /** Bodies as they stand, each cell a byte. */
  #copy(batch: StoredRecords, { indexes, count }: SelectedRecords, target: Buffer): Uint8Array {
    const { first, times, ends, bodies } = batch;
    const view = viewOf(target);
    const source = viewOf(bodies);
    const head = this.#head;
    let at = 0;
    for (let selected = 0; selected < count; selected++) {
      const index = indexes[selected] ?? 0;
      if (this.#hasPlace) head.moveTo(first + index, times[index] ?? 0);
      at = copyWords(view, at, head.view, 0, head.length);
      at = copyWords(view, at, source, startOf(ends, index), ends[index] ?? 0);
      target[at++] = 0;
    }
    return target.subarray(0, at);
  }

  #writePlace(target: Buffer, at: number, position: number, time: number): number {
    let end = writeDigits(target, at, position, this.#cell);
    target[end++] = dot;
    if (this.#cell === 2) target[end++] = 0;
    return writeDigits(target, end, time, this.#cell);
  }

  #writeText(target: Buffer, at: number, text: string): number {
    if (this.#cell === 2) return at + target.write(text, at, 'utf16le');
    if (!hasCharacters(text, this.#encoding)) this.#onReplaced?.();
    const bytes = encodeText(text, this.#encoding);
    target.set(bytes, at);
    return at + bytes.length;
  }
}

/** The bodies from the first selected one to the last. */
function spanOf({ bodies, ends }: StoredRecords, { indexes, count }: SelectedRecords): Uint8Array {
  return bodies.subarray(startOf(ends, indexes[0] ?? 0), ends[indexes[count - 1] ?? 0]);
}
