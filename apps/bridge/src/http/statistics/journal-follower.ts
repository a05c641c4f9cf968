import { setTimeout as sleep, setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BatchStep,
  type Gap,
  matcherOf,
  readBatches,
  type ReadableJournal,
  type Scope,
  type StartPlace,
  startOf,
} from '@sdmp/journal';
import { type CountedOutcome, RecordCounter } from '@sdmp/outcomes/statistics';

/** Records counted without a break: about a millisecond, so that sockets do not wait. */
const recordsPerTurn = 512;
const readRetryMs = 1000;

export interface FollowerOptions {
  readonly journal: ReadableJournal;
  /** Called before records of a batch are counted: numbers of scopes mean something else from here on. */
  readonly onBatch: () => void;
  /** Called before records are counted without a break. */
  readonly onTurn: () => void;
  /** Gets each outcome, in order. `scopeNumber` is the same for all of a scope in a batch, counted from 0. */
  readonly count: (outcome: CountedOutcome, scope: Scope, position: number, scopeNumber: number) => void;
  /** Everything recorded by then is counted. */
  readonly onCaughtUp: () => void;
  /** Records that cannot be counted. */
  readonly onGap: (gap: Gap) => void;
  /** Called when the journal cannot be read, once until it can be read again. */
  readonly onTrouble: (cause: unknown) => void;
  readonly signal: AbortSignal;
}

/** Counts every record from `from` on, those to come included, until aborted. */
export async function followJournal(from: StartPlace, options: FollowerOptions): Promise<void> {
  const { journal, onCaughtUp, onGap, onTrouble, signal } = options;
  const counter = new RecordCounter();
  let at = from;
  let hasFailed = false;
  while (!signal.aborted) {
    try {
      for await (const step of readBatches(journal, { from: at, follow: true, signal, givesBack: true })) {
        if (step.kind === 'batch') await countRecords(step, counter, options);
        else if (step.kind === 'gap') onGap(step);
        else if (step.kind === 'caughtUp') onCaughtUp();
        at = step.to;
        hasFailed = false;
      }
    } catch (cause) {
      if (signal.aborted) return;
      if (!hasFailed) onTrouble(cause);
      hasFailed = true;
      await sleep(readRetryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function countRecords(
  { batch, from, to, filter }: BatchStep,
  counter: RecordCounter,
  { count, onBatch, onTurn, signal }: FollowerOptions,
): Promise<void> {
  const { first, scopes, scopeOf, times, ends, bodies: bytes } = batch;
  // Erased: what it was is not known any more.
  const isKnown = matcherOf(batch, filter);
  onBatch();
  for (let index = from - first, done = 0; index < to - first; index++, done++) {
    if (done % recordsPerTurn === 0) {
      if (done > 0) await nextTurn(undefined, { signal });
      onTurn();
    }
    const scopeNumber = scopeOf[index] ?? 0;
    const scope = scopes[scopeNumber];
    if (scope === undefined || !isKnown(index)) continue;
    const start = startOf(ends, index);
    const record = {
      time: times[index] ?? 0,
      classes: batch.classes[index] ?? 0,
      bytes,
      start,
      end: ends[index] ?? start,
    };
    count(counter.counted(record), scope, first + index, scopeNumber);
  }
}
