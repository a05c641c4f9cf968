import type { Journal, JournalPlace } from '@sdmp/journal';

type Placed = Pick<Journal, 'id' | 'history'>;

/**
 * Returns the id of the event at `position`: the position alone in the first branch of the journal, otherwise behind the
 * name of its branch, so that a reader who comes back after a restore is told.
 */
export function eventId({ id, history }: Placed, position: number): string {
  const name = history.nameAt(position);
  return name === id ? String(position) : `${name}.${position}`;
}

/** Returns the place behind the event with this id; undefined when it is no id of an event. */
export function placeBehind({ id }: Pick<Journal, 'id'>, eventIdText: string): JournalPlace | undefined {
  const [, journal = id, digits] = /^(?:([\w-]{1,100})\.)?(\d{1,15})$/.exec(eventIdText) ?? [];
  return digits === undefined ? undefined : { journal, position: Number(digits) + 1 };
}
