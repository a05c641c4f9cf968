import { type BatchPart, bodyOf, type JournalHistory, matcherOf, type RecordBatch } from '@sdmp/journal';
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
export function outcomeAt(batch: RecordBatch, index: number, history: Pick<JournalHistory, 'nameAt'>): FoundOutcome {
  const position = batch.first + index;
  const body = utf8.decode(bodyOf(batch, index));
  const journal = history.nameAt(position);
  const outcome = outcomeFromRecord(body, { journal, position, time: batch.times[index] ?? 0 });
  return { position, source: batch.scopes[batch.scopeOf[index] ?? 0]?.source, outcome };
}

/** The outcomes of a part of a batch that match, in order. */
export function* matchingOutcomes(
  { batch, from, to }: Pick<BatchPart, 'batch' | 'from' | 'to'>,
  filter: OutcomeFilter,
  history: Pick<JournalHistory, 'nameAt'>,
): Generator<FoundOutcome> {
  const matches = matcherOf(batch, filter.record);
  for (let index = from - batch.first; index < to - batch.first; index++) {
    if (!matches(index) || !filter.wantsTime(batch.times[index] ?? 0)) continue;
    const found = outcomeAt(batch, index, history);
    if (!filter.looksInside || filter.wantsOutcome(found.outcome)) yield found;
  }
}
