import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { readUtf8Escaped } from '@sdmp/codec';
import { type RunHead, runNumberBytes } from '@sdmp/protocol';
import { FrameRun } from './frame-run.ts';
import { RunColumns } from './run-columns.ts';

/** Reads what stands behind the head of a run; undefined when that is not as its head says. The bytes may be overwritten afterwards. */
export function readRecordRun(head: RunHead, payload: Uint8Array): FrameRun | undefined {
  const { count, start, bytes, isSparse } = head;
  const numberBytes = runNumberBytes(head);
  const numbers = new Uint8Array(numberBytes);
  numbers.set(payload.subarray(0, numberBytes));
  const times = new Float64Array(numbers.buffer, 0, count);
  const ends = new Uint32Array(numbers.buffer, times.byteLength, count);
  const offsets = isSparse ? new Uint32Array(numbers.buffer, times.byteLength + ends.byteLength, count) : undefined;
  const starts = startsOf(ends, start, bytes);
  if (starts === undefined || (offsets !== undefined && !areRising(offsets))) return undefined;
  const columns = new RunColumns(head, times, offsets);
  const bodies = Buffer.from(payload.buffer, payload.byteOffset + numberBytes, bytes);
  if (isAscii(bodies)) return new FrameRun(bodies.toString('latin1'), starts, 0, count, undefined, columns);
  const text = textOf(bodies, starts);
  return new FrameRun(text, starts, 0, count, undefined, columns);
}

/** Where each body begins, and behind them where the last one ends. */
function startsOf(ends: Uint32Array, start: number, bytes: number): Int32Array | undefined {
  const { length } = ends;
  const starts = new Int32Array(length + 1);
  let last = 0;
  for (let at = 0; at < length; at++) {
    const end = (ends[at] ?? 0) - start;
    if (end < last || end > bytes) return undefined;
    starts[at + 1] = end;
    last = end;
  }
  return last === bytes ? starts : undefined;
}

function areRising(offsets: Uint32Array): boolean {
  for (let at = 1; at < offsets.length; at++) if ((offsets[at] ?? 0) <= (offsets[at - 1] ?? 0)) return false;
  return true;
}

/** Text of bodies in UTF-8. `starts` count bytes, and afterwards characters. */
function textOf(bodies: Buffer, starts: Int32Array): string {
  if (!isUtf8(bodies) || isCutInCharacter(bodies, starts)) return textOfEach(bodies, starts);
  let at = 0;
  let units = 0;
  for (let record = 1; record < starts.length; record++) {
    const end = starts[record] ?? 0;
    for (; at < end; at++) {
      const byte = bodies[at] ?? 0;
      if (!isContinuation(byte)) units += byte < firstOfPair ? 1 : 2;
    }
    starts[record] = units;
  }
  return bodies.toString('utf8');
}

/** From this byte on a sequence is a character beyond U+FFFF, which is two units of text. */
const firstOfPair = 0xf0;

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** Whether a body ends within a character that the next one completes: neither of them is UTF-8 then. */
function isCutInCharacter(bodies: Buffer, starts: Int32Array): boolean {
  return starts.some((start) => isContinuation(bodies[start] ?? 0));
}

function textOfEach(bodies: Buffer, starts: Int32Array): string {
  const texts: string[] = [];
  let begin = 0;
  let units = 0;
  for (let record = 1; record < starts.length; record++) {
    const end = starts[record] ?? 0;
    const text = readUtf8Escaped(bodies.subarray(begin, end));
    texts.push(text);
    units += text.length;
    starts[record] = units;
    begin = end;
  }
  return texts.join('');
}
