import type { CursorChanges } from '../engine/cursor-changes.ts';
import type { RecordId } from './record-id.ts';

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
