import { Buffer } from 'node:buffer';
import type { Operation } from './parse-trace.ts';

const SECTOR_BYTES = 512;

type Change = Extract<Operation, { kind: 'write' | 'truncate' }>;

interface DiskFile {
  /** What a power cut cannot take any more. */
  synced: Buffer;
  /** Asked for since, in order. */
  pending: Change[];
  /** Whether the directory's entry has been synced, by itself or with the file. */
  isNamed: boolean;
}

/** How a power cut treats what was not synced: nothing of it got to the disk, all of it, or any part of it. */
export type Loss = 'all' | 'none' | 'some';

/** What is on the disk and what is still on its way, as far as the operations have been followed. */
export class Disk {
  readonly #files = new Map<string, DiskFile>();
  /** Removed, but a power cut may bring them back until the directory is synced. */
  readonly #removed = new Map<string, DiskFile>();

  follow(operation: Operation): void {
    switch (operation.kind) {
      case 'said':
        return;
      case 'create':
        if (!this.#files.has(operation.file)) {
          this.#files.set(operation.file, { synced: Buffer.alloc(0), pending: [], isNamed: false });
        }
        return;
      case 'syncDirectory':
        for (const file of this.#files.values()) file.isNamed = true;
        this.#removed.clear();
        return;
      case 'unlink':
        return this.#unlink(operation.file);
      case 'sync': {
        const file = this.#file(operation.file);
        file.synced = file.pending.reduce(apply, file.synced);
        file.pending = [];
        file.isNamed = true;
        return;
      }
      default:
        this.#file(operation.file).pending.push(operation);
    }
  }

  /** The files as they may be found after a power cut at this moment. */
  cut(loss: Loss, random: (below: number) => number): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>();
    const keep = (): boolean => loss === 'none' || (loss === 'some' && random(2) === 0);
    for (const [name, file] of this.#removed) {
      if (loss !== 'none' && !keep()) found.set(name, this.#image(file, loss, random));
    }
    for (const [name, file] of this.#files) {
      if (file.isNamed || keep()) found.set(name, this.#image(file, loss, random));
    }
    return found;
  }

  #image(file: DiskFile, loss: Loss, random: (below: number) => number): Buffer {
    const arrived =
      loss === 'all' ? [] : file.pending.flatMap((each) => (loss === 'none' ? [each] : tear(each, random)));
    return arrived.reduce(apply, file.synced);
  }

  #unlink(name: string): void {
    const file = this.#file(name);
    this.#files.delete(name);
    if (file.isNamed) this.#removed.set(name, file);
  }

  #file(name: string): DiskFile {
    const file = this.#files.get(name);
    if (file === undefined) throw new Error(`${name} is used before it was opened: the recording is not whole.`);
    return file;
  }
}

/** Whole, not at all, or some of the sectors it touches: a sector is written whole or not. */
function tear(change: Change, random: (below: number) => number): readonly Change[] {
  const fate = random(3);
  if (fate === 0) return [];
  if (fate === 1 || change.kind === 'truncate') return [change];
  const parts: Change[] = [];
  const { file, at, bytes } = change;
  for (let start = 0; start < bytes.length; ) {
    const end = Math.min(bytes.length, start + SECTOR_BYTES - ((at + start) % SECTOR_BYTES));
    if (random(2) === 0) parts.push({ kind: 'write', file, at: at + start, bytes: bytes.subarray(start, end) });
    start = end;
  }
  return parts;
}

function apply(content: Buffer, change: Change): Buffer {
  const size = change.kind === 'truncate' ? change.size : Math.max(content.length, change.at + change.bytes.length);
  const changed = Buffer.alloc(size);
  content.copy(changed, 0, 0, Math.min(size, content.length));
  if (change.kind === 'write') change.bytes.copy(changed, change.at);
  return changed;
}
