import { setTimeout as sleep, setImmediate as nextTurn } from 'node:timers/promises';
import { DamagedBatchError, type Journal, type RecordBatch, type Scope } from '@sdmp/journal';
import { type CountedOutcome, RecordCounter } from '@sdmp/outcomes/statistics';

/** Records counted without a break: about a millisecond, so that sockets do not wait. */
const recordsPerTurn = 512;
const readRetryMs = 1000;

export interface FollowerOptions {
  readonly journal: Pick<Journal, 'first' | 'end' | 'read' | 'grownBeyond'>;
  /** Called before records are counted that lie together: what `count` looked up for the last ones may be out of date. */
  readonly onTurn: () => void;
  /** Gets each outcome, in order. `scope` is the same object for all of a scope in a turn. */
  readonly count: (outcome: CountedOutcome, scope: Scope, position: number) => void;
  /** Everything recorded by then is counted. */
  readonly onCaughtUp: () => void;
  readonly onTrouble: (cause: unknown) => void;
  readonly signal: AbortSignal;
}

/** Counts every record from `from` on, and goes on with what comes, until aborted. */
export async function followJournal(from: number, options: FollowerOptions): Promise<void> {
  const { journal, onCaughtUp, onTrouble, signal } = options;
  const counter = new RecordCounter();
  let at = from;
  while (!signal.aborted) {
    try {
      const { batch, next } = await journal.read(Math.max(at, journal.first));
      if (batch !== undefined) await countBatch(batch, at, counter, options);
      at = next;
      if (at >= journal.end) {
        onCaughtUp();
        await journal.grownBeyond(at, signal);
      }
    } catch (cause) {
      if (signal.aborted) return;
      if (cause instanceof DamagedBatchError && cause.next > at) {
        at = cause.next;
        continue;
      }
      onTrouble(cause);
      await sleep(readRetryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function countBatch(
  batch: RecordBatch,
  from: number,
  counter: RecordCounter,
  { count, onTurn, signal }: FollowerOptions,
): Promise<void> {
  const { first, scopes, scopeOf, times, ends, bodies: bytes } = batch;
  for (let index = Math.max(0, from - first), done = 0; index < batch.count; index++, done++) {
    if (done % recordsPerTurn === 0) {
      if (done > 0) await nextTurn(undefined, { signal });
      onTurn();
    }
    const classes = batch.classes[index] ?? 0;
    const scope = scopes[scopeOf[index] ?? 0];
    // Erased: what it was is not known any more.
    if (classes === 0 || scope === undefined) continue;
    const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
    const record = { time: times[index] ?? 0, classes, bytes, start, end: ends[index] ?? start };
    count(counter.counted(record), scope, first + index);
  }
}
