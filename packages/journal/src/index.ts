export { DamagedBatchError } from './damaged-batch-error.ts';
export { packBatch } from './batch/pack-batch.ts';
export { unpackBatch } from './batch/unpack-batch.ts';
export type { CheckpointEvent, CommitEvent, CompactEvent, EraseEvent, PruneEvent } from './engine/diagnostics.ts';
export type { Branch, JournalPlace, Loss } from './history/branch.ts';
export type { JournalHistory, Resolved, Restored } from './history/journal-history.ts';
export { noticeRestore, readSeenHistory, seeHistory, type SeenHistory } from './history/seen-history.ts';
export { type JournalEventLog, journalEvents } from './engine/journal-events.ts';
export type { BatchOptions } from './engine/journal-limits.ts';
export { describeFiles, type JournalFiles } from './export/describe-files.ts';
export { type ExamineOptions, examineJournal, type TimedDamage } from './export/examine-journal.ts';
export { exportArchive, type ExportArchiveOptions } from './export/export-archive.ts';
export { importArchive, type ImportArchiveOptions } from './export/import-archive.ts';
export type { Imported } from './export/read-archive.ts';
export type {
  AppendOptions,
  Appended,
  Claim,
  ClaimStore,
  ClockDoubt,
  Cursor,
  CursorKey,
  CursorStore,
  DamagedBatch,
  Erased,
  EraseOptions,
  Journal,
  JournalRecord,
  JournalStats,
  PositionRange,
  Pruned,
  RecordBatch,
  RecordColumns,
  RecordFilter,
  RetentionPolicy,
  Scope,
  Slice,
  StoredRecord,
  TimeRange,
  UnorderedBatch,
  UnorderedPart,
} from './journal.ts';
export { RetryingAppender, type RetryDelays, type RetryingAppenderOptions } from './append/retrying-appender.ts';
export {
  callsCursor,
  type CursorOwner,
  isOwnPosition,
  ownerOf,
  sinkCursor,
  subscriberCursor,
  type UpstreamCursor,
  upstreamCursor,
} from './reader/cursor-names.ts';
export { giveWay, readBatches, type ReadBatchesOptions } from './reader/read-batches.ts';
export {
  type BatchStep,
  type CaughtUpStep,
  type Gap,
  type GapReason,
  type GapStep,
  missingIn,
  type PassedStep,
  type ReadStep,
} from './reader/read-step.ts';
export {
  type FoundRecord,
  type MissingRecord,
  type ReadableJournal,
  RecordReader,
  retentionGap,
  type StepOptions,
} from './reader/record-reader.ts';
export {
  type BatchPart,
  bodyOf,
  createSelection,
  type Matcher,
  matcherOf,
  matchesScope,
  recordAt,
  recordsIn,
  select,
  type Selection,
  type SelectionLimits,
  startOf,
} from './reader/records.ts';
export { unordered, type UnorderedJournal } from './reader/unordered.ts';
export { CursorSaver, type CursorSaverOptions, type SavedPosition } from './reader/saved-cursor.ts';
export { resolveStart, type ResolvedStart, type StartPlace } from './reader/start-place.ts';
export { makeOwnDirectory } from './own-directory.ts';
export { JournalError, type JournalErrorCode } from './journal-error.ts';
export { BelievedClock, earliestBelievedMs } from './retention/believed-clock.ts';
export { ClockSteps, type ClockStepsOptions } from './retention/clock-steps.ts';
export { type ClockOptions, clockSettings } from './retention/journal-clock.ts';
export { openSqliteJournal, type SqliteJournalOptions } from './sqlite/open-sqlite-journal.ts';
export { type MemoryJournalOptions, openMemoryJournal } from './memory/memory-journal.ts';
