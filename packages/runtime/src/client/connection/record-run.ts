import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { readUtf8Escaped } from '@sdmp/codec';
import { type RunHead, runNumberBytes } from '@sdmp/protocol';
import { FrameRun } from './frame-run.ts';
import { RunColumns } from './run-columns.ts';

/** Reads what stands behind the head of a run; undefined when that is not as its head says. The bytes may be overwritten afterwards. */
export function readRecordRun(head: RunHead, payload: Uint8Array): FrameRun | undefined {
  const { count, start, bytes, isSparse } = head;
  const numberBytes = runNumberBytes(head);
  // One buffer for all: there is room for a start more than there are ends, so that these become starts where they are.
  const numbers = new Uint8Array(numberBytes + Int32Array.BYTES_PER_ELEMENT);
  const { buffer } = numbers;
  const times = new Float64Array(buffer, 0, count);
  numbers.set(payload.subarray(0, times.byteLength));
  const starts = new Int32Array(buffer, times.byteLength, count + 1);
  numbers.set(payload.subarray(times.byteLength, numberBytes), times.byteLength + Int32Array.BYTES_PER_ELEMENT);
  const offsets = isSparse ? new Uint32Array(buffer, times.byteLength + starts.byteLength, count) : undefined;
  if (!becomeStarts(starts, start, bytes) || (offsets !== undefined && !areRising(offsets))) return undefined;
  const columns = new RunColumns(head, times, offsets);
  const bodies = Buffer.from(payload.buffer, payload.byteOffset + numberBytes, bytes);
  if (isAscii(bodies)) return new FrameRun(bodies.toString('latin1'), starts, 0, count, undefined, columns);
  const text = textOf(bodies, starts);
  return new FrameRun(text, starts, 0, count, undefined, columns);
}

/** Makes of the ends behind the first number: where each body begins, and last where the last one ends. False where they cannot be. */
function becomeStarts(starts: Int32Array, start: number, bytes: number): boolean {
  let last = 0;
  starts[0] = 0;
  for (let at = 1; at < starts.length; at++) {
    const end = ((starts[at] ?? 0) >>> 0) - start;
    if (end < last || end > bytes) return false;
    starts[at] = end;
    last = end;
  }
  return last === bytes;
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
