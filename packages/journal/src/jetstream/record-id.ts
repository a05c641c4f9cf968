import { hash } from 'node:crypto';
import { Buffer } from 'node:buffer';

/** Bytes that are kept of an id: two ids that share them come up less often than disks err. */
export const recordIdBytes = 16;

/** What is kept of an id, as a string of single bytes; undefined for none. */
export type RecordId = string | undefined;

export function recordId(id: string | undefined): RecordId {
  if (id === undefined) return undefined;
  return Buffer.from(hash('sha256', id, 'buffer').subarray(0, recordIdBytes)).toString('latin1');
}
