import type { CursorChanges } from '../engine/cursor-changes.ts';
import { hash } from 'node:crypto';
import { Buffer } from 'node:buffer';

/** Bytes that are kept of an id: two ids that share them come up less often than disks err. */
export const recordIdBytes = 16;

/** What is kept of an id, as a string of single bytes; undefined for none. */
export type RecordId = string | undefined;

export function recordId(id: string | undefined): RecordId {
  if (id === undefined) return undefined;
  return Buffer.from(hash('sha256', id, 'buffer').subarray(0, recordIdBytes)).toString('latin1');
}

/** The ids of the records that were handed in and not stored yet, by the group of the engine that they are in. */
export class GroupIds {
  readonly #groups = new WeakMap<CursorChanges, RecordId[]>();

  /** Notes `count` records that go into the group of these changes, in order. Ids that are not given are none. */
  note(group: CursorChanges, count: number, ids: readonly RecordId[]): void {
    const noted = this.#groups.get(group) ?? [];
    for (let index = 0; index < count; index++) noted.push(ids[index]);
    this.#groups.set(group, noted);
  }

  of(group: CursorChanges): readonly RecordId[] {
    return this.#groups.get(group) ?? [];
  }
}
