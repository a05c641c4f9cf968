import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const RESERVE_FILE = 'journal.reserve';

/** The reserve is made only where it is a small part of the free room, so that it never is what fills the disk. */
const SHARE_OF_FREE = 4;
const CHUNK = new Uint8Array(1024 * 1024);

/**
 * A file that takes room which nothing needs, to be let go of when a disk is full to the last page: even removing
 * records needs room in the log.
 */
export class Reserve {
  readonly #directory: string;
  readonly #file: string;
  readonly #bytes: number;

  constructor(directory: string, bytes: number) {
    this.#directory = directory;
    this.#file = join(directory, RESERVE_FILE);
    this.#bytes = bytes;
  }

  /** Takes the room, if there is plenty and it has not been taken yet. */
  take(): void {
    if (this.#bytes === 0 || this.#size() >= this.#bytes || this.#free() < this.#bytes * SHARE_OF_FREE) return;
    try {
      this.#fill();
    } catch {
      // Without a reserve everything works but retention on a full disk; it is tried again later.
      this.release();
    }
  }

  /** Whether the disk has less room left than the reserve takes. */
  get isNeeded(): boolean {
    return this.#free() < this.#bytes;
  }

  /** Gives the room back; true when there was some. */
  release(): boolean {
    const held = this.#size() > 0;
    rmSync(this.#file, { force: true });
    return held;
  }

  #fill(): void {
    const handle = openSync(this.#file, 'w', 0o600);
    try {
      for (let at = 0; at < this.#bytes; at += CHUNK.length) {
        writeSync(handle, CHUNK, 0, Math.min(CHUNK.length, this.#bytes - at));
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
