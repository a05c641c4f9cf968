import { Buffer } from 'node:buffer';
import type { Operation } from './parse-trace.ts';

const sectorBytes = 512;

type Change = Extract<Operation, { kind: 'write' | 'truncate' }>;

interface DiskFile {
  /** Content that survives a power cut. */
  synced: Buffer;
  /** Changes since the last sync, in order. */
  pending: Change[];
  /** Whether the directory entry has been synced, by itself or with the file. */
  isNamed: boolean;
  /** Name before a rename, which a power cut can bring back until the directory is synced. */
  formerName?: string | undefined;
}

/** How much of the unsynced data a power cut loses. */
export type Loss = 'all' | 'none' | 'some';

/** Simulates a disk that has executed the operations followed so far: synced content and pending changes. */
export class Disk {
  readonly #files = new Map<string, DiskFile>();
  /** Unlinked files, which a power cut can bring back until the directory is synced. */
  readonly #removed = new Map<string, DiskFile>();

  follow(operation: Operation): void {
    switch (operation.kind) {
      case 'printed':
        return;
      case 'create':
        if (!this.#files.has(operation.file)) {
          this.#files.set(operation.file, { synced: Buffer.alloc(0), pending: [], isNamed: false });
        }
        return;
      case 'syncDirectory':
        for (const file of this.#files.values()) {
          file.isNamed = true;
          file.formerName = undefined;
        }
        this.#removed.clear();
        return;
      case 'unlink':
        return this.#unlink(operation.file);
      case 'rename':
        return this.#rename(operation.file, operation.to);
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

  /** Returns the files as they may be after a power cut now. */
  cut(loss: Loss, random: (below: number) => number): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>();
    const keep = (): boolean => loss === 'none' || (loss === 'some' && random(2) === 0);
    for (const [name, file] of this.#removed) {
      if (loss !== 'none' && !keep()) found.set(name, this.#image(file, loss, random));
    }
    for (const [name, file] of this.#files) {
      const { formerName } = file;
      const lasting = formerName === undefined || keep() ? name : formerName;
      if (file.isNamed || keep()) found.set(lasting, this.#image(file, loss, random));
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

  #rename(name: string, to: string): void {
    const file = this.#file(name);
    this.#files.delete(name);
    file.formerName = name;
    this.#files.set(to, file);
  }

  #file(name: string): DiskFile {
    const file = this.#files.get(name);
    if (file === undefined) throw new Error(`${name} is used before it was opened: the recording is incomplete`);
    return file;
  }
}

/** Keeps a change, drops it, or keeps some of its sectors; a single sector is written whole or not at all. */
function tear(change: Change, random: (below: number) => number): readonly Change[] {
  const fate = random(3);
  if (fate === 0) return [];
  if (fate === 1 || change.kind === 'truncate') return [change];
  const parts: Change[] = [];
  const { file, at, bytes } = change;
  for (let start = 0; start < bytes.length; ) {
    const end = Math.min(bytes.length, start + sectorBytes - ((at + start) % sectorBytes));
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
