import type { Journal, JournalPlace } from '@sdmp/journal';

/**
 * Returns the id of the event at `position`: the position behind the name of its branch, so that a reader who comes back
 * after a restore, or to another journal in memory, is told.
 */
export function eventId({ history }: Pick<Journal, 'history'>, position: number): string {
  return `${history.nameAt(position)}.${position}`;
}

/**
 * Returns the place behind the event with this id; undefined when it is no id of an event. A position alone is one of the
 * first branch of the journal: ids were such before there were branches.
 */
export function placeBehind({ id }: Pick<Journal, 'id'>, eventIdText: string): JournalPlace | undefined {
  const [, journal = id, digits] = /^(?:([\w-]{1,100})\.)?(\d{1,15})$/.exec(eventIdText) ?? [];
  return digits === undefined ? undefined : { journal, position: Number(digits) + 1 };
}
