import type { Outcome } from '@sdmp/outcomes';
import { csvLine as lineOfRow } from '@sdmp/outcomes/columns';

/** Returns an outcome as a line of CSV, as all programs write it. `source` is known where the outcome comes from a journal. */
export function csvLine(outcome: Outcome, source?: string): string {
  const { id, place } = outcome;
  return lineOfRow({ id, position: place?.position, source, outcome });
}
