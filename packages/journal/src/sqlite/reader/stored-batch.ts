import { crc32 } from 'node:zlib';
import {
  type BatchSummary,
  type SummaryFilter,
  canMatch,
  scopesIn,
  summaryIsWhole,
} from '../../batch/batch-summary.ts';
import { ScopeTable } from '../../batch/scope-table.ts';
import { faultIn, unpackBatch } from '../../batch/unpack-batch.ts';
import type { RecordBatch } from '../../journal.ts';
import { isInParts, partsCanMatch, partsSummaryIsWhole } from '../writer/parts-summary.ts';
import { splitBatch } from '../writer/split-batch.ts';
import { bytesIn, numberIn, type Row } from '../file/columns.ts';
import { reasonOf } from '../file/sqlite-failure.ts';

/** A row of `batch`: all that is known of a batch without reading it. */
export interface BatchRow {
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
  readonly crc: number;
  readonly summary: BatchSummary;
}

/** Throws when a column does not hold what the schema says. */
export function toBatchRow(row: Row): BatchRow {
  const bytes = bytesIn(row, 'summary');
  return {
    first: numberIn(row, 'first'),
    count: numberIn(row, 'count'),
    bytes: numberIn(row, 'bytes'),
    crc: numberIn(row, 'crc'),
    summary: new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2),
  };
}

/** As many scopes as the summary of a batch that is not in parts names. */
export function scopesOf({ summary }: BatchRow): number {
  return scopesIn(summary);
}

/** A summary that is not whole says nothing: its batch is read, and the damage found. */
export function mayHold({ summary, first, count }: BatchRow, filter: SummaryFilter | undefined): boolean {
  if (filter === undefined) return true;
  if (isInParts(summary)) return !partsSummaryIsWhole(summary, first, count) || partsCanMatch(summary, filter);
  return !summaryIsWhole(summary, first, count) || canMatch(summary, filter);
}

export const summaryFault = 'its summary does not agree with its checksum';

export type Checked = { readonly batch: RecordBatch } | { readonly fault: string };

/** The batch, when it agrees with its row. */
export function checkBatch(row: BatchRow, data: Uint8Array | undefined): Checked {
  if (data === undefined) return { fault: 'its data is missing' };
  if (!summaryIsWhole(row.summary, row.first, row.count)) return { fault: summaryFault };
  if (crc32(data) !== row.crc) return { fault: 'its data does not agree with its checksum' };
  try {
    const batch = unpackBatch(data);
    if (batch.first !== row.first || batch.count !== row.count) return { fault: 'it is not the batch of its position' };
    return { batch };
  } catch (error) {
    return { fault: reasonOf(error) };
  }
}

/** What is wrong with a batch that passed `checkBatch`, or nothing: looks at every record. */
export function findFault(row: BatchRow, batch: RecordBatch): string | undefined {
  return faultIn(batch) ?? (summarizes(row.summary, batch) ? undefined : 'its summary does not agree with its records');
}

function summarizes(summary: BatchSummary, batch: RecordBatch): boolean {
  // Of one that is in parts, the places of its parts have shown themselves to be right when it was read.
  if (isInParts(summary)) return partsSummarize(summary, batch);
  const table = new ScopeTable();
  for (const scope of batch.scopes) table.note(scope, 0);
  for (const [index, scope] of batch.scopeOf.entries()) {
    table.note(batch.scopes[scope] ?? { tenant: '', campaign: '' }, batch.classes[index] ?? 0);
  }
  const expected = table.summary();
  return expected.length === summary.length && expected.every((word, index) => index === 0 || word === summary[index]);
}

function partsSummarize(summary: BatchSummary, batch: RecordBatch): boolean {
  const split = splitBatch(batch, batch.first);
  return split !== undefined && split.summary.every((word, index) => index === 0 || word === summary[index]);
}
