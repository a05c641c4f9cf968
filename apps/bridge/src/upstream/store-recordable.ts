import type { Cursor } from '@sdmp/journal';
import { type Outcome, outcomeRecord } from '@sdmp/outcomes';
import { SdmpError } from '@sdmp/protocol';

/** Stores the outcomes of a batch with the cursors; resolves with how many they were when all of it is on disk. */
export type Store = (fresh: readonly Outcome[], cursors: readonly Cursor[]) => Promise<number>;

/** Called with an outcome that cannot be recorded exactly as it was given (OZ-8), and why; holds none of its values. */
export type OnRefused = (outcome: Outcome, reason: string) => void;

function isInvalidOutcome(error: unknown): error is SdmpError {
  return error instanceof SdmpError && error.code === 'INVALID_OUTCOME';
}

function isRecordable(outcome: Outcome, onRefused: OnRefused): boolean {
  try {
    outcomeRecord(outcome.message, { time: outcome.time });
    return true;
  } catch (error) {
    if (!isInvalidOutcome(error)) throw error;
    onRefused(outcome, error.message);
    return false;
  }
}

/** Stores a batch but for what cannot be recorded. Costs nothing while every outcome can. */
export async function storeRecordable(
  store: Store,
  fresh: readonly Outcome[],
  cursors: readonly Cursor[],
  onRefused: OnRefused,
): Promise<number> {
  try {
    return await store(fresh, cursors);
  } catch (error) {
    if (!isInvalidOutcome(error)) throw error;
    return store(
      fresh.filter((outcome) => isRecordable(outcome, onRefused)),
      cursors,
    );
  }
}
