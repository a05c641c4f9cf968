import { setTimeout as sleep, setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BatchStep,
  type Gap,
  readBatches,
  type StartPlace,
  unordered,
  type UnorderedBatch,
  type UnorderedJournal,
  type UnorderedPart,
} from '@sdmp/journal';

/** Records counted without a break: about a millisecond, so that sockets do not wait. */
const recordsPerTurn = 2048;
const readRetryMs = 1000;

/** Records of one part of a batch that are to be counted. Erased ones are among them: they have no class. */
export interface CountedStretch {
  readonly part: UnorderedPart;
  /** Indexes in the part: from this one on and before `endIndex`. */
  readonly startIndex: number;
  readonly endIndex: number;
  /** Position of the record at place 0, or at index 0 where the part has no places. */
  readonly first: number;
  /** Only positions from `from` on and before `to` count. */
  readonly from: number;
  readonly to: number;
}

export interface FollowerOptions {
  readonly journal: UnorderedJournal;
  /** Called before the first record of a batch, also when it is read again after a failure. */
  readonly onBatch: () => void;
  /** Called before records are counted without a break. */
  readonly onTurn: () => void;
  /** Counts records. Those of a part come one after the other; within a batch there is no order. */
  readonly count: (stretch: CountedStretch) => void;
  /** Everything before this position is counted. Nothing is counted before what it returns has resolved. */
  readonly onCounted: (position: number) => Promise<void> | undefined;
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
  const { onCaughtUp, onCounted, onGap, onTrouble, signal } = options;
  const journal = unordered(options.journal);
  let at = from;
  let hasFailed = false;
  while (!signal.aborted) {
    try {
      for await (const step of readBatches(journal, { from: at, follow: true, signal, givesBack: true })) {
        if (step.kind === 'batch') await countRecords(step, options);
        else if (step.kind === 'gap') onGap(step);
        else if (step.kind === 'caughtUp') onCaughtUp();
        at = step.to;
        await onCounted(at);
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
  { batch: { first, parts }, from, to }: BatchStep<UnorderedBatch>,
  { count, onBatch, onTurn, signal }: FollowerOptions,
): Promise<void> {
  onBatch();
  onTurn();
  let left = recordsPerTurn;
  for (const part of parts) {
    const isOrdered = part.places === undefined;
    const end = isOrdered ? to - first : part.count;
    for (let startIndex = isOrdered ? from - first : 0; startIndex < end; ) {
      if (left === 0) {
        await nextTurn(undefined, { signal });
        onTurn();
        left = recordsPerTurn;
      }
      const endIndex = Math.min(end, startIndex + left);
      count({ part, startIndex, endIndex, first, from, to });
      left -= endIndex - startIndex;
      startIndex = endIndex;
    }
  }
}
