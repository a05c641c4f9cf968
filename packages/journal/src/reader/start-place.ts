import type { Journal } from '../journal.ts';
import type { GapStep } from './read-step.ts';

/** A place in a journal as a reader remembers it: a position of the journal's present history. */
export type StartPlace = number;

export interface ResolvedStart {
  /** Position to begin at. */
  readonly position: number;
  /** There when the place belongs to another history: what the reader must be told before the first record. */
  readonly gap?: GapStep;
}

/**
 * Says where reading begins for a place that was given out earlier. A position beyond the end was given out by a history
 * that held more than this journal does: the reader is told, and goes on at the end.
 */
export async function resolveStart(journal: Pick<Journal, 'end'>, place: StartPlace): Promise<ResolvedStart> {
  const { end } = journal;
  if (place <= end) return { position: place };
  return { position: end, gap: { kind: 'gap', from: place, to: end, reason: 'history' } };
}
