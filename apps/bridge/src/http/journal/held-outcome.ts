import { DamagedBatchError, type Journal } from '@sdmp/journal';
import { type FoundOutcome, outcomeAt } from './matching-outcomes.ts';

/** What of a record decides whether somebody wants it. */
export interface Traits {
  readonly tenant: string;
  readonly campaign: string;
  readonly classes: number;
}

export interface HeldOutcome {
  readonly found: FoundOutcome;
  readonly traits: Traits;
  /** When it was recorded, Unix milliseconds. */
  readonly time: number;
}

/** Why an outcome that was recorded is not there. */
export type Loss = 'pruned' | 'erased' | 'unreadable';

/** The outcome at a position before the journal's end, or what became of it. */
export async function readHeld(journal: Journal, position: number): Promise<HeldOutcome | Loss> {
  let batch: Awaited<ReturnType<Journal['read']>>['batch'];
  try {
    ({ batch } = await journal.read(position));
  } catch (error) {
    if (error instanceof DamagedBatchError) return 'unreadable';
    throw error;
  }
  const index = batch === undefined ? -1 : position - batch.first;
  if (position < journal.first || batch === undefined || index < 0) return 'pruned';
  const classes = batch.classes[index] ?? 0;
  if (classes === 0) return 'erased';
  const { tenant = '', campaign = '' } = batch.scopes[batch.scopeOf[index] ?? 0] ?? {};
  return {
    found: outcomeAt(batch, index, journal.id),
    traits: { tenant, campaign, classes },
    time: batch.times[index] ?? 0,
  };
}
