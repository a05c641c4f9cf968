import { Buffer } from 'node:buffer';
import { JournalError } from '../journal-error.ts';
import type { Cursor, JournalRecord, RecordColumns } from '../journal.ts';
import { faultInColumns, faultInSize, maxBodyBytes } from './check-columns.ts';

/** Throws `JOURNAL_INVALID_RECORD` naming the first record that cannot be stored. */
export function checkRecords(records: readonly JournalRecord[] | RecordColumns): void {
  if ('count' in records) {
    const fault = faultInColumns(records);
    if (fault !== undefined) throw invalid(`Columns of records cannot be stored: ${fault}.`);
    return;
  }
  for (let index = 0; index < records.length; index++) {
    const record = records[index];
    const fault = record === undefined ? 'it is missing' : faultInRecord(record);
    if (fault !== undefined) throw invalid(`Record ${index} of ${records.length} cannot be stored: ${fault}.`);
  }
}

/** UTF-8 does not have it: it would be stored as another character. */
const halfOfPair = 'it holds half of a surrogate pair';

function isWellFormed(...texts: readonly unknown[]): boolean {
  return texts.every((text) => typeof text !== 'string' || text.isWellFormed());
}

function faultInRecord({ time, tenant, campaign, source, classes, body }: JournalRecord): string | undefined {
  if (!Number.isSafeInteger(time)) return `time must be whole milliseconds, not ${time}`;
  if (typeof tenant !== 'string') return 'tenant must be a string';
  if (typeof campaign !== 'string') return 'campaign must be a string';
  if (!isWellFormed(tenant, campaign, source, body)) return halfOfPair;
  if (source !== undefined && (typeof source !== 'string' || source === ''))
    return 'source must be a string with something in it';
  if (!(classes >= 1 && classes <= 255 && Number.isInteger(classes))) return `classes must be 1 to 255, not ${classes}`;
  if (typeof body === 'string')
    return body.length * 3 > maxBodyBytes ? faultInSize(Buffer.byteLength(body)) : undefined;
  if (!(body instanceof Uint8Array)) return 'body must be a string or a Uint8Array';
  return faultInSize(body.length);
}

/** Throws `JOURNAL_INVALID_RECORD` naming the first cursor that cannot be stored. */
export function checkCursors(cursors: readonly Cursor[]): void {
  for (const { name, tenant, position, touched } of cursors) {
    const named = `Cursor ${JSON.stringify(name)} of tenant ${JSON.stringify(tenant)}`;
    if (typeof name !== 'string' || typeof tenant !== 'string') throw invalid(`${named} must be named by strings.`);
    if (!isWellFormed(name, tenant)) throw invalid(`${named} cannot be stored: ${halfOfPair}.`);
    checkPosition(position, `${named} cannot be stored`);
    if (!Number.isFinite(touched)) throw invalid(`${named} cannot be stored: touched must be a time, not ${touched}.`);
  }
}

/** Throws `JOURNAL_INVALID_RECORD` unless `position` is a whole number from 0 on. */
export function checkPosition(position: number, what: string): void {
  if (!Number.isSafeInteger(position) || position < 0) {
    throw invalid(`${what}: a position is a whole number from 0 on, not ${position}.`);
  }
}

function invalid(message: string): JournalError {
  return new JournalError('JOURNAL_INVALID_RECORD', message);
}
