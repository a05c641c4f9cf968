import type { JournalPlace } from '../history/branch.ts';
import type { Journal } from '../journal.ts';
import type { GapStep } from './read-step.ts';

/** Where a reader continues: a position of the present history, or a place as it was given out, which may be of another one. */
export type StartPlace = number | JournalPlace;

/** Result of `resolveStart`: where reading begins, and what is missing before it. */
export interface ResolvedStart {
  /** Position to begin at. */
  readonly position: number;
  /** There when the place belongs to another history: what the reader must be told before the first record. */
  readonly gap?: GapStep;
}

/**
 * Says where reading begins for a place that was given out earlier; its position is the next one wanted. A reader from
 * another history, or from beyond the end, is told so and continues where the two histories part, so that it misses nothing
 * of this one.
 */
export function resolveStart({ end, history }: Pick<Journal, 'end' | 'history'>, place: StartPlace): ResolvedStart {
  if (typeof place === 'number') return place <= end ? { position: place } : otherHistory(place, end);
  const resolved = history.resolve(place);
  return resolved.kind === 'here' ? { position: resolved.position } : otherHistory(place.position, resolved.at);
}

function otherHistory(from: number, to: number): ResolvedStart {
  return { position: to, gap: { kind: 'gap', from, to, reason: 'history' } };
}
