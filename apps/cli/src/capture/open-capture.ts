import type { Terminal } from '@sdmp/terminal';
import { readInput } from '../input.ts';
import { LineSplitter } from '../lines.ts';
import { type CaptureEvent, type CaptureHead, newerVersionIn, readEvent, readHead } from './capture-line.ts';

/** A line of a capture of a frame of 1 MiB, each character of it escaped. */
const maxLineLength = 16 * 1024 * 1024;

/** A capture file was read, and its content is wrong. */
export class InvalidCaptureError extends Error {
  override readonly name = 'InvalidCaptureError';
}

/** Reads the first line of a capture. Throws `InvalidCaptureError`. */
export async function readCaptureHead(file: string, terminal: Terminal): Promise<CaptureHead> {
  for await (const { text } of linesOf(file, terminal)) {
    const head = readHead(text);
    if (head !== undefined) return head;
    const newer = newerVersionIn(text);
    if (newer === undefined) break;
    throw new InvalidCaptureError(`${file} was written by a newer version (${newer}): use that version, or newer`);
  }
  throw new InvalidCaptureError(`${file} is no capture: its first line is not what 'sdmp capture' writes`);
}

/** Yields the events of a capture in their order. Throws `InvalidCaptureError` with the number of the line. */
export async function* readCapture(file: string, terminal: Terminal): AsyncGenerator<CaptureEvent> {
  for await (const { number, text } of linesOf(file, terminal)) {
    if (number === 1 || text.trim() === '') continue;
    const event = readEvent(text);
    if (event === undefined) throw new InvalidCaptureError(`${file}, line ${number}: this is no line of a capture`);
    yield event;
  }
}

async function* linesOf(file: string, terminal: Terminal): AsyncGenerator<{ number: number; text: string }> {
  const splitter = new LineSplitter(maxLineLength);
  for await (const piece of readInput(file, terminal)) yield* splitter.push(piece);
  yield* splitter.end();
}
