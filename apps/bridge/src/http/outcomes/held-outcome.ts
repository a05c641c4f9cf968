import { type Journal, type MissingRecord, RecordReader } from '@sdmp/journal';
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
export type Loss = MissingRecord['reason'];

/** The outcome at a position before the journal's end, or what became of it. */
export async function readHeld(journal: Journal, position: number): Promise<HeldOutcome | Loss> {
  const reader = new RecordReader(journal);
  try {
    const held = await reader.at(position);
    if (held.kind === 'missing') return held.reason;
    const { batch, index } = held;
    const { tenant = '', campaign = '' } = batch.scopes[batch.scopeOf[index] ?? 0] ?? {};
    return {
      found: outcomeAt(batch, index, journal.history),
      traits: { tenant, campaign, classes: batch.classes[index] ?? 0 },
      time: batch.times[index] ?? 0,
    };
  } finally {
    reader.close();
  }
}
