import { invalidUtf8At, readUtf8, streamDecoder } from '@sdmp/codec';

/** How lines of text are written in bytes. */
export const lineEncodings = ['utf-8', 'windows-1252', 'utf-16le'] as const;
export type LineEncoding = (typeof lineEncodings)[number];

/** A line of text and its number, which counts from 1. */
export interface NumberedLine {
  readonly number: number;
  /** Without its end; the beginning only when the line is too long. */
  readonly text: string;
  readonly isTooLong: boolean;
  /** Set when the line is no text in its encoding: what is wrong. Its `text` is then only like it. */
  readonly damage?: LineDamage;
}

/** Why bytes are no text. */
export interface LineDamage {
  /** Character of `text` from which on it is damaged. */
  readonly at: number;
  /** For people; says the byte and where in the line it stands. */
  readonly message: string;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** UTF-8 takes no more bytes for a UTF-16 unit. */
const mostBytesPerCharacter = 3;
const firstBytes = 4096;
const replaced = '\ufffd';
const windows1252 = streamDecoder('windows-1252');

/** Splits bytes into lines; LF or CR LF ends one. Holds no more of a line than the limit, in characters. */
export class LineSplitter {
  readonly #maxLength: number;
  readonly #encoding: LineEncoding;
  readonly #cell: 1 | 2;
  readonly #maxBytes: number;
  /** The line that no piece has ended yet: its first `#length` bytes are kept. */
  #bytes = Buffer.alloc(0);
  #length = 0;
  /** Bytes of the unfinished line, those beyond the limit included. */
  #lineBytes = 0;
  #count = 0;

  constructor(maxLength: number, encoding: LineEncoding = 'utf-8') {
    this.#maxLength = maxLength;
    this.#encoding = encoding;
    this.#cell = encoding === 'utf-16le' ? 2 : 1;
    // One more than the limit still shows that the line is too long; one more again may be the CR of its end.
    this.#maxBytes = (maxLength + 2) * (encoding === 'utf-8' ? mostBytesPerCharacter : this.#cell);
  }

  /** Returns the lines that this piece completes. */
  push(piece: Uint8Array): NumberedLine[] {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const lines: NumberedLine[] = [];
    let start = 0;
    for (let end = this.#endOfLine(bytes, start); end >= 0; end = this.#endOfLine(bytes, start)) {
      if (this.isInsideLine || end - start > this.#maxBytes) {
        this.#keep(bytes.subarray(start, end));
        lines.push(this.#takeKept());
      } else {
        lines.push(this.#take(bytes, start, end));
      }
      start = end;
    }
    if (start < bytes.length) this.#keep(bytes.subarray(start));
    return lines;
  }

  /** Whether a line has begun that no piece has ended yet. */
  get isInsideLine(): boolean {
    return this.#lineBytes > 0;
  }

  /** Adds lines that were read elsewhere to the number of lines, so that later ones are numbered right. */
  countLines(lines: number): void {
    this.#count += lines;
  }

  /** Returns the last line, when the input does not end with LF. */
  end(): NumberedLine[] {
    return this.isInsideLine ? [this.#takeKept()] : [];
  }

  /** Where the line that continues at `start` ends, behind its LF; -1 when the piece does not end it. */
  #endOfLine(piece: Buffer, start: number): number {
    if (this.#cell === 1) return piece.indexOf(lineFeed, start) + 1 || -1;
    // Halves of cells are told apart by their distance from the beginning of the line.
    const isHalf = this.#lineBytes % 2 === 1;
    if (isHalf && start < piece.length && piece[start] === 0 && this.#lastByte === lineFeed) return start + 1;
    for (let at = isHalf ? start + 1 : start; at + 1 < piece.length; at += 2) {
      if (piece[at] === lineFeed && piece[at + 1] === 0) return at + 2;
    }
    return -1;
  }

  get #lastByte(): number {
    return this.#bytes[this.#length - 1] ?? -1;
  }

  #keep(rest: Uint8Array): void {
    this.#lineBytes += rest.length;
    const kept = rest.subarray(0, Math.max(0, this.#maxBytes - this.#length));
    const needed = this.#length + kept.length;
    if (needed > this.#bytes.length) {
      const roomier = Buffer.alloc(Math.max(needed, this.#bytes.length * 2, firstBytes));
      this.#bytes.copy(roomier, 0, 0, this.#length);
      this.#bytes = roomier;
    }
    this.#bytes.set(kept, this.#length);
    this.#length = needed;
  }

  #takeKept(): NumberedLine {
    const isCut = this.#lineBytes > this.#length;
    const line = this.#take(this.#bytes, 0, this.#length);
    this.#length = 0;
    this.#lineBytes = 0;
    return isCut ? { ...line, isTooLong: true } : line;
  }

  #take(bytes: Buffer, start: number, end: number): NumberedLine {
    this.#count++;
    const number = this.#count;
    const { text, damage } = decodeLine(bytes, start, endOfText(bytes, start, end, this.#cell), this.#encoding);
    const isTooLong = text.length > this.#maxLength;
    if (isTooLong) return { number, text: text.slice(0, this.#maxLength), isTooLong };
    return damage === undefined ? { number, text, isTooLong } : { number, text, isTooLong, damage };
  }
}

/** Where a line ends without its LF or CR LF. */
function endOfText(bytes: Buffer, start: number, end: number, cell: 1 | 2): number {
  const isUnit = (at: number, unit: number): boolean =>
    at >= start && bytes[at] === unit && (cell === 1 || bytes[at + 1] === 0);
  // With half a character at its end it has no line end.
  if ((end - start) % cell !== 0 || !isUnit(end - cell, lineFeed)) return end;
  return isUnit(end - 2 * cell, carriageReturn) ? end - 2 * cell : end - cell;
}

interface DecodedLine {
  readonly text: string;
  readonly damage?: LineDamage;
}

function decodeLine(bytes: Buffer, start: number, end: number, encoding: LineEncoding): DecodedLine {
  if (encoding === 'windows-1252') return { text: windows1252(bytes.subarray(start, end)) };
  if (encoding === 'utf-16le') return decodeUtf16(bytes, start, end);
  // The quickest reader puts U+FFFD for what is not UTF-8, and for itself.
  const text = bytes.toString('utf8', start, end);
  return text.includes(replaced) ? decodeDoubtful(bytes.subarray(start, end)) : { text };
}

function decodeDoubtful(bytes: Buffer): DecodedLine {
  const text = readUtf8(bytes);
  if (text !== undefined) return { text };
  const at = invalidUtf8At(bytes);
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const damage = { at: bytes.toString('utf8', 0, at).length, message: `byte ${at + 1} of it, 0x${byte}, is not UTF-8` };
  return { text: bytes.toString(), damage };
}

function decodeUtf16(bytes: Buffer, start: number, end: number): DecodedLine {
  const text = bytes.toString('utf16le', start, end);
  if ((end - start) % 2 === 0) return { text };
  return { text, damage: { at: Math.max(0, text.length - 1), message: 'it ends with half a character of UTF-16' } };
}
