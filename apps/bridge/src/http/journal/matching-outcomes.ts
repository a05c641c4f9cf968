import type { RecordBatch } from '@sdmp/journal';
import { type Outcome, outcomeFromRecord } from '@sdmp/outcomes';
import type { OutcomeFilter } from './outcome-filter.ts';

/** An outcome with its place, as it was found. */
export interface FoundOutcome {
  readonly position: number;
  readonly source: string | undefined;
  readonly outcome: Outcome;
}

const utf8 = new TextDecoder();

/** The outcome at an index of a batch. */
export function outcomeAt(batch: RecordBatch, index: number, journalId: string): FoundOutcome {
  const position = batch.first + index;
  const start = index === 0 ? 0 : (batch.ends[index - 1] ?? 0);
  const body = utf8.decode(batch.bodies.subarray(start, batch.ends[index]));
  const outcome = outcomeFromRecord(body, { journal: journalId, position, time: batch.times[index] ?? 0 });
  return { position, source: batch.scopes[batch.scopeOf[index] ?? 0]?.source, outcome };
}

/** Outcomes that match among the positions from `from` on and before `to`, in order. */
export function* matchingOutcomes(
  batch: RecordBatch,
  range: { readonly from: number; readonly to: number },
  filter: OutcomeFilter,
  journalId: string,
): Generator<FoundOutcome> {
  const isScopeWanted = batch.scopes.map((scope) => filter.wantsScope(scope));
  const first = Math.max(0, range.from - batch.first);
  const end = Math.min(batch.count, range.to - batch.first);
  for (let index = first; index < end; index++) {
    if (isScopeWanted[batch.scopeOf[index] ?? 0] !== true) continue;
    if (!filter.wantsRecord(batch.classes[index] ?? 0, batch.times[index] ?? 0)) continue;
    const found = outcomeAt(batch, index, journalId);
    if (!filter.looksInside || filter.wantsOutcome(found.outcome)) yield found;
  }
}
