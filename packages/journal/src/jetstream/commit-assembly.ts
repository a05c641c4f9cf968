import { follows, type PartHeader } from './part-header.ts';
import { type LogEntry, unpackEntry } from './packed-entry.ts';

/** One message of the log. */
export interface LogPart {
  readonly sequence: number;
  /** When it was stored, Unix milliseconds. */
  readonly time: number;
  readonly header: PartHeader;
  readonly data: Uint8Array;
}

/** A batch of a whole commit. */
export interface StoredBatch {
  /** Of its first message. */
  readonly sequence: number;
  readonly time: number;
  readonly header: PartHeader;
  /** Undefined when it is damaged. */
  readonly entry: LogEntry | undefined;
}

export interface Commit {
  readonly header: PartHeader;
  readonly batches: readonly StoredBatch[];
}

/** Puts commits together from their parts. What was cut off by another commit never counts, and is dropped. */
export class CommitAssembly {
  #parts: LogPart[] = [];
  /** The first message read may stand in the middle of a commit whose beginning was removed. */
  #isFirst = true;

  /** The commit that this part completes, if any. */
  add(part: LogPart): Commit | undefined {
    const { header } = part;
    const previous = this.#parts.at(-1);
    if (previous !== undefined && follows(previous.header, header)) this.#parts.push(part);
    else this.#parts = header.part === 0 || this.#isFirst ? [part] : [];
    this.#isFirst = false;
    if (this.#parts.length === 0 || header.part < header.parts - 1) return undefined;
    const parts = this.#parts;
    this.#parts = [];
    return { header, batches: batchesIn(parts) };
  }

  /** A message without records came between. */
  interrupt(): void {
    this.#parts = [];
    this.#isFirst = false;
  }
}

function batchesIn(parts: readonly LogPart[]): readonly StoredBatch[] {
  const batches: StoredBatch[] = [];
  for (const [index, { sequence, time, header }] of parts.entries()) {
    if (header.chunk > 0) continue;
    const chunks = parts.slice(index, index + header.chunks);
    batches.push({ sequence, time, header, entry: readEntry(header, chunks) });
  }
  return batches;
}

function readEntry(header: PartHeader, chunks: readonly LogPart[]): LogEntry | undefined {
  try {
    return unpackEntry(header, joinChunks(chunks.map(({ data }) => data)));
  } catch {
    // A reader of these positions gets the damage from the stream itself.
    return undefined;
  }
}

export function joinChunks(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const joined = new Uint8Array(chunks.reduce((bytes, { length }) => bytes + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
