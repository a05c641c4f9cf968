import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { JournalError } from '../journal-error.ts';

/*
 * An archive: the mark, then sections of u32 kind, u32 bytes, u32 CRC-32 of the content, content; little-endian.
 * Head and cursors come first, then the batches in order, then the end: without it the archive was cut short.
 */
export const archiveMark = Buffer.from('SDMPARC1');

/** Head, cursors and end are JSON; a batch is as `packBatch` makes it. */
export const sectionKinds = { head: 1, cursors: 2, batch: 3, end: 4 } as const;

const headerBytes = 12;
/** A batch holds 65,536 records of one body each at most; longer than a buffer can be is damage. */
const longestSection = 2 ** 31;

export interface Section {
  readonly kind: number;
  readonly content: Uint8Array<ArrayBuffer>;
}

export function packSection(kind: number, content: Uint8Array): readonly Uint8Array[] {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(kind, 0);
  header.writeUInt32LE(content.length, 4);
  header.writeUInt32LE(crc32(content), 8);
  return [header, content];
}

export function packJson(kind: number, value: unknown): readonly Uint8Array[] {
  return packSection(kind, Buffer.from(JSON.stringify(value)));
}

/** Every section of an archive, checked. Throws `JOURNAL_DAMAGED` at what is not as it was written. */
export async function* readSections(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Section> {
  const bytes = new ByteQueue(pieces);
  const mark = await bytes.take(archiveMark.length);
  if (mark === undefined || !archiveMark.equals(mark)) throw damagedArchive('it does not begin as an archive does');
  for (;;) {
    const header = await bytes.take(headerBytes);
    if (header === undefined) return;
    const { buffer, byteOffset } = header;
    const view = new DataView(buffer, byteOffset, headerBytes);
    const length = view.getUint32(4, true);
    const content = length < longestSection ? await bytes.take(length) : undefined;
    if (content === undefined) throw damagedArchive('it ends too early');
    if (crc32(content) !== view.getUint32(8, true)) throw damagedArchive('a section does not agree with its checksum');
    yield { kind: view.getUint32(0, true), content };
  }
}

export function damagedArchive(reason: string, cause?: unknown): JournalError {
  return new JournalError('JOURNAL_DAMAGED', `The archive cannot be read: ${reason}. Nothing was imported.`, { cause });
}

/** Takes bytes off a stream by number. */
class ByteQueue {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** A copy of the next bytes; undefined when there are none any more. Throws when there are too few. */
  async take(count: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    while (this.#heldBytes < count) {
      const { done, value } = await this.#pieces.next();
      if (done === true) {
        if (this.#heldBytes === 0 && count > 0) return undefined;
        throw damagedArchive('it ends too early');
      }
      this.#held.push(value);
      this.#heldBytes += value.length;
    }
    return this.#cut(count);
  }

  #cut(count: number): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const [piece = new Uint8Array()] = this.#held;
      const part = piece.subarray(0, count - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === piece.length) this.#held.shift();
      else this.#held[0] = piece.subarray(part.length);
    }
    this.#heldBytes -= count;
    return taken;
  }
}
