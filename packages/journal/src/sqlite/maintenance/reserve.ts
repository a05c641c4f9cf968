import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ReserveNote } from '../writer/messages.ts';

export const reserveFile = 'journal.reserve';

/** The reserve is made only where it is a small part of the free room, so that it never is what fills the disk. */
const shareOfFree = 4;
const zeroChunk = new Uint8Array(1024 * 1024);

/**
 * A file that holds room in reserve, to be released when a disk is full to the last page: even removing
 * records needs room in the log.
 */
export class Reserve {
  readonly #directory: string;
  readonly #file: string;
  readonly #bytes: number;
  readonly #tell: (note: ReserveNote) => void;

  constructor(directory: string, bytes: number, tell: (note: ReserveNote) => void = () => undefined) {
    this.#tell = tell;
    this.#directory = directory;
    this.#file = join(directory, reserveFile);
    this.#bytes = bytes;
  }

  /** Takes the room, if there is plenty and it has not been taken yet. */
  take(): void {
    if (this.#bytes === 0 || this.#size() >= this.#bytes || this.#free() < this.#bytes * shareOfFree) return;
    try {
      this.#fill();
    } catch (error) {
      // Without a reserve everything works but retention on a full disk; it is tried again later.
      this.#remove();
      this.#tell({ kind: 'reserve', bytes: this.#bytes, error });
    }
  }

  /** Whether the disk has less room left than the reserve takes. */
  get isNeeded(): boolean {
    return this.#free() < this.#bytes;
  }

  /** Gives the room back. */
  release(): void {
    const held = this.#size() > 0;
    this.#remove();
    if (held) this.#tell({ kind: 'reserve', bytes: this.#bytes });
  }

  #remove(): void {
    rmSync(this.#file, { force: true });
  }

  #fill(): void {
    const handle = openSync(this.#file, 'w', 0o600);
    try {
      for (let at = 0; at < this.#bytes; at += zeroChunk.length) {
        writeSync(handle, zeroChunk, 0, Math.min(zeroChunk.length, this.#bytes - at));
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  #size(): number {
    return statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
  }

  #free(): number {
    const { bavail, bsize } = statfsSync(this.#directory);
    return bavail * bsize;
  }
}
