import { createReadStream } from 'node:fs';
import type { LineShape } from './line-shape.ts';

/** A line that is whole, and where it ends in the file. */
export interface FoundLine {
  readonly position: number;
  readonly text: string;
  readonly end: number;
}

const lineFeed = 0x0a;
const quote = 0x22;

/**
 * Reads a file of ours up to the first line that is not whole: what a crash left behind it is worth nothing. A file
 * without its whole header has no lines, unless files of an earlier version had none; `onHeader` gets the header.
 */
export async function* readLines(
  file: string,
  format: LineShape,
  onHeader?: (header: string) => void,
): AsyncGenerator<FoundLine> {
  let end = 0;
  for await (const line of splitLines(file, format.hasQuotes)) {
    const isFirst = end === 0;
    end += line.length;
    const text = line.toString();
    if (isFirst && format.isHeader?.(text) === true) {
      onHeader?.(text);
      continue;
    }
    if (isFirst && format.isHeader !== undefined && format.mayLackHeader !== true) return;
    const position = line.includes(0) ? undefined : format.positionOf(text);
    if (position === undefined) return;
    yield { position, text, end };
  }
}

async function* splitLines(file: string, hasQuotes: boolean): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = lineEnd(bytes, start, hasQuotes); end > 0; end = lineEnd(bytes, start, hasQuotes)) {
      yield bytes.subarray(start, end);
      start = end;
    }
    rest = bytes.subarray(start);
  }
}

/** Where the line that begins at `start` ends; 0 when its end is not here. */
function lineEnd(bytes: Buffer, start: number, hasQuotes: boolean): number {
  let isQuoted = false;
  for (let from = start, counted = start; ; ) {
    const at = bytes.indexOf(lineFeed, from);
    if (at < 0) return 0;
    if (!hasQuotes) return at + 1;
    // A quote within quotes is doubled, so that their number tells inside from outside.
    for (let next = bytes.indexOf(quote, counted); next >= 0 && next < at; next = bytes.indexOf(quote, next + 1)) {
      isQuoted = !isQuoted;
    }
    if (!isQuoted) return at + 1;
    counted = at + 1;
    from = at + 1;
  }
}
