import { setTimeout as sleep, setImmediate as nextTurn } from 'node:timers/promises';
import { DamagedBatchError, type Journal, type RecordBatch, type Scope } from '@sdmp/journal';
import { countedOutcome, type CountedOutcome } from '@sdmp/outcomes/statistics';

/** Records counted without a break: about a millisecond, so that sockets do not wait. */
const recordsPerTurn = 512;
const readRetryMs = 1000;

const utf8 = new TextDecoder();

export interface FollowerOptions {
  readonly journal: Pick<Journal, 'first' | 'end' | 'read' | 'grownBeyond'>;
  /** Gets each outcome, in order. */
  readonly count: (outcome: CountedOutcome, scope: Scope, position: number) => void;
  /** Everything recorded by then is counted. */
  readonly onCaughtUp: () => void;
  readonly onTrouble: (cause: unknown) => void;
  readonly signal: AbortSignal;
}

/** Counts every record from `from` on, and goes on with what comes, until aborted. */
export async function followJournal(from: number, options: FollowerOptions): Promise<void> {
  const { journal, onCaughtUp, onTrouble, signal } = options;
  let at = from;
  while (!signal.aborted) {
    try {
      const { batch, next } = await journal.read(Math.max(at, journal.first));
      if (batch !== undefined) await countBatch(batch, at, options);
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

async function countBatch(batch: RecordBatch, from: number, { count, signal }: FollowerOptions): Promise<void> {
  for (let index = Math.max(0, from - batch.first), done = 0; index < batch.count; index++, done++) {
    if (done % recordsPerTurn === recordsPerTurn - 1) await nextTurn(undefined, { signal });
    const classes = batch.classes[index] ?? 0;
    const scope = batch.scopes[batch.scopeOf[index] ?? 0];
    // Erased: what it was is not known any more.
    if (classes === 0 || scope === undefined) continue;
    const start = index === 0 ? 0 : (batch.ends[index - 1] ?? 0);
    const body = utf8.decode(batch.bodies.subarray(start, batch.ends[index]));
    count(countedOutcome({ time: batch.times[index] ?? 0, classes, body }), scope, batch.first + index);
  }
}
