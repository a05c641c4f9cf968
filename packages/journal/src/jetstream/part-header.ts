import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { damaged } from '../batch/layout.ts';

/**
 * What the header of each message of the log says. A commit is stored as one message per batch, or several when a batch is
 * larger than a message may be; it counts once all of its parts stand in the stream, one behind the other.
 */
export interface PartHeader {
  /** Names the commit, and which try to store it this is. */
  readonly commit: string;
  readonly attempt: number;
  /** Which part of the commit, from 0, of how many. */
  readonly part: number;
  readonly parts: number;
  /** Which piece of the batch, from 0, of how many. */
  readonly chunk: number;
  readonly chunks: number;
  /** Position of the commit's first record. */
  readonly base: number;
  /** Position of the batch's first record. */
  readonly first: number;
  readonly count: number;
  readonly minTime: number;
  readonly maxTime: number;
  /** Length of the packed batch, then of what stands behind it. */
  readonly bytes: number;
  readonly summary: number;
  readonly ids: number;
  readonly cursors: number;
  /** CRC-32 of all pieces of the batch together. */
  readonly crc: number;
  /** Bytes and batches stored since the journal was made, up to and with this batch. */
  readonly totalBytes: number;
  readonly totalBatches: number;
  /** Tag of the branch that the commit belongs to; empty in messages of the first layout. */
  readonly tag: string;
  /** The commit's only record stands for a restore: positions from here on may have been others before. */
  readonly since?: number | undefined;
  /** With `since`: records that are known to be missing. */
  readonly atLeast?: number | undefined;
}

/** Layout of header and body; a later one is refused. The second has the branch and the restore, behind the numbers. */
const headerVersion = 2;
const firstVersion = 1;
const noTag = '-';
const headerName = 'Sdmp-Journal';
const numberFields = [
  'attempt',
  'part',
  'parts',
  'chunk',
  'chunks',
  'base',
  'first',
  'count',
  'minTime',
  'maxTime',
  'bytes',
  'summary',
  'ids',
  'cursors',
  'crc',
  'totalBytes',
  'totalBatches',
] as const satisfies readonly (keyof PartHeader)[];

export function writePartHeader(header: PartHeader): MsgHdrs {
  const written = headers();
  const { commit, tag, since, atLeast } = header;
  const restore = since === undefined ? [] : [since, atLeast ?? 0];
  const words = [
    headerVersion,
    commit,
    ...numberFields.map((name) => header[name]),
    tag === '' ? noTag : tag,
    ...restore,
  ];
  written.set(headerName, words.join(' '));
  return written;
}

/** Undefined for a message without records, as stands at the beginning of each log. */
export function readPartHeader(read: MsgHdrs | undefined): PartHeader | undefined {
  const text = read?.get(headerName) ?? '';
  if (text === '') return undefined;
  const [version, commit = '', ...words] = text.split(' ');
  const isFirst = version === String(firstVersion);
  if (!isFirst && version !== String(headerVersion))
    throw damaged(`its layout is version ${version}, only ${headerVersion} is known here`);
  const [tag = '', since, atLeast] = words.splice(numberFields.length);
  if (!isFirst && tag === '') throw damaged('its header names no branch');
  const numbers = words.map(Number);
  if (numbers.length !== numberFields.length || !numbers.every(Number.isSafeInteger))
    throw damaged('its header is broken');
  const at = (index: number): number => numbers[index] ?? 0;
  return {
    commit,
    attempt: at(0),
    part: at(1),
    parts: at(2),
    chunk: at(3),
    chunks: at(4),
    base: at(5),
    first: at(6),
    count: at(7),
    minTime: at(8),
    maxTime: at(9),
    bytes: at(10),
    summary: at(11),
    ids: at(12),
    cursors: at(13),
    crc: at(14),
    totalBytes: at(15),
    totalBatches: at(16),
    tag: tag === noTag ? '' : tag,
    ...(since === undefined ? {} : { since: Number(since), atLeast: Number(atLeast) }),
  };
}

/** Whether `later` stands in the commit of `earlier`, one part behind it. */
export function follows(earlier: PartHeader, later: PartHeader): boolean {
  return isOfSameAttempt(earlier, later) && later.part === earlier.part + 1;
}

export function isOfSameAttempt(one: PartHeader, other: PartHeader): boolean {
  return one.commit === other.commit && one.attempt === other.attempt;
}
