import type { JournalEventLog } from '../engine/journal-events.ts';
import type { BranchList } from '../history/branch-list.ts';
import type { ArrivalLog } from '../retention/arrival-log.ts';
import type { BatchLoader } from './batch-loader.ts';
import type { LogEraser } from './log-eraser.ts';
import type { LogPruner } from './log-pruner.ts';
import type { LogState } from './log-state.ts';
import type { LogTail } from './log-tail.ts';
import type { LogWriter } from './log-writer.ts';
import type { RecordTimes } from './record-times.ts';
import type { ReplacedBatches } from './replaced-batches.ts';
import type { SharedClaims } from './shared-claims.ts';
import type { SharedCursors } from './shared-cursors.ts';
import type { StateTable } from './state-table.ts';

/** What a journal in JetStream is made of. */
export interface JournalParts {
  readonly events: JournalEventLog;
  readonly state: LogState;
  readonly history: BranchList;
  /** Saves the history up to a message of the log, so that the log need not be there to know it. */
  readonly saveHistory: (sequence: number) => Promise<void>;
  readonly tail: LogTail;
  readonly writer: LogWriter;
  readonly loader: BatchLoader;
  readonly arrival: ArrivalLog;
  readonly pruner: LogPruner;
  readonly eraser: LogEraser;
  readonly replaced: ReplacedBatches;
  readonly cursors: SharedCursors;
  readonly claims: SharedClaims;
  readonly table: StateTable;
  readonly times: RecordTimes;
  /** Ends everything that waits, with this reason. */
  readonly abort: (reason: unknown) => void;
  /** Waits for what was handed in within the limit, then disconnects from the servers. */
  readonly close: (drained: Promise<void>) => Promise<void>;
}
