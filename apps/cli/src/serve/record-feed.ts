import type { JournalRecord } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { describeError } from '@sdmp/terminal';
import { LineSplitter, type NumberedLine } from '../lines.ts';
import type { OrderedAppender } from './ordered-appender.ts';

export interface FeedOptions {
  readonly appender: OrderedAppender;
  /** Longest line, characters. */
  readonly maxLineLength: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** A line for people about a line that was skipped. Holds nothing of that line. */
  readonly onBadLine: (message: string) => void;
  /** Once aborted, an unfinished last line is no line: its rest was never read. */
  readonly stopping: AbortSignal;
}

/** Records each line of a feed: an OZ frame or a JSON outcome. Resolves when all of it is on disk. */
export async function recordFeed(pieces: AsyncIterable<Uint8Array>, options: FeedOptions): Promise<void> {
  const { appender, maxLineLength, stopping } = options;
  const splitter = new LineSplitter(maxLineLength);
  for await (const piece of pieces) {
    const lines = splitter.push(piece);
    if (lines.length > 0) await appender.add(recordsOf(lines, options));
  }
  if (!stopping.aborted) await appender.add(recordsOf(splitter.end(), options));
  await appender.flush();
}

function recordsOf(lines: readonly NumberedLine[], { maxLineLength, now, onBadLine }: FeedOptions): JournalRecord[] {
  const time = now();
  const records: JournalRecord[] = [];
  for (const { number, text, isTooLong } of lines) {
    if (isTooLong) {
      onBadLine(`feed line ${number} is skipped: it is longer than ${maxLineLength} characters`);
      continue;
    }
    try {
      records.push(parseOutcomeLine(text, { time }));
    } catch (error) {
      onBadLine(`feed line ${number} is skipped: ${describeError(error)}`);
    }
  }
  return records;
}
