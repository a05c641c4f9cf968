import { shortPlaceTokenPrefix, placeCode } from './extensions.ts';
import { separator } from './transport.ts';

/*
 * A run: outcomes of one transaction as the journal holds them, behind one head. Only a subscriber that asked for runs gets
 * them; everybody else gets an OZ for each outcome. Layout of a run, numbers in little-endian order:
 *
 *   ZR\TX<transaction>\ZP<journal>.<first>\ZL<count>.<start>.<bytes>.<sparse>.<routed>   and a NUL, as every frame
 *   f64 time per record, Unix milliseconds
 *   u32 end of the body per record; bodies begin at <start>, the end of the last one is <start> + <bytes>
 *   u32 position per record, counted from <first>, where <sparse> is 1; else they follow one another
 *   <bytes> of bodies in UTF-8, one behind the other
 */

/**
 * An EO whose TK starts so asks for short places, and takes outcomes in runs where the service writes them. A service that
 * does not know runs reads it as `shortPlaceTokenPrefix`.
 */
export const runTokenPrefix = `${shortPlaceTokenPrefix}run:`;

/** Code that the head of a run begins with; no documented message has it. */
export const runCode = 'ZR';

/** Bodies of a run at the most, bytes. A longer body is sent as an OZ. Text of this size is no large object to V8. */
export const maxRunBytes = 64 * 1024;

/** Records of a run at the most. */
export const maxRunRecords = 4096;

/** Characters of a head at the most, its NUL left out. */
export const maxRunHeadLength = 1024;

const timeBytes = 8;
const endBytes = 4;
const offsetBytes = 4;

/** What the head of a run says. */
export interface RunHead {
  readonly transaction: string;
  /** Journal of the places; '' when it is the one that the service named for the connection. */
  readonly journal: string;
  /** Position of the first record. */
  readonly first: number;
  readonly count: number;
  /** Where the first body begins, by what the ends count from. */
  readonly start: number;
  /** All bodies together, bytes. */
  readonly bytes: number;
  /** Whether positions are given for each record. */
  readonly isSparse: boolean;
  /** Whether the outcomes are those of a request with service and interface. */
  readonly isRouted: boolean;
}

/** How many bytes of numbers stand between head and bodies. */
export function runNumberBytes({ count, isSparse }: Pick<RunHead, 'count' | 'isSparse'>): number {
  return count * (timeBytes + endBytes + (isSparse ? offsetBytes : 0));
}

/** What stands behind the head of a run, at the most, bytes. */
export const maxRunPayloadBytes = runNumberBytes({ count: maxRunRecords, isSparse: true }) + maxRunBytes;

/** Formats the head of a run, without its NUL. */
export function formatRunHead(head: RunHead): string {
  const { transaction, journal, first, count, start, bytes, isSparse, isRouted } = head;
  const layout = `${count}.${start}.${bytes}.${isSparse ? 1 : 0}.${isRouted ? 1 : 0}`;
  return `${runCode}${separator}TX${transaction}${separator}${placeCode}${journal}.${first}${separator}ZL${layout}`;
}

const headForm = /^ZR\\TX([^\\]*)\\ZP([^\\]*)\.(\d{1,16})\\ZL(\d{1,4})\.(\d{1,10})\.(\d{1,5})\.([01])\.([01])$/;

/** Reads the head of a run; undefined when the frame is none, or goes beyond the limits of a run. */
export function parseRunHead(frame: string): RunHead | undefined {
  const match = headForm.exec(frame);
  if (match === null) return undefined;
  const [, transaction = '', journal = '', ...numbers] = match;
  const [first = 0, count = 0, start = 0, bytes = 0, sparse = 0, routed = 0] = numbers.map(Number);
  if (!Number.isSafeInteger(first + maxRunRecords) || count < 1 || count > maxRunRecords || bytes > maxRunBytes) {
    return undefined;
  }
  return { transaction, journal, first, count, start, bytes, isSparse: sparse === 1, isRouted: routed === 1 };
}
