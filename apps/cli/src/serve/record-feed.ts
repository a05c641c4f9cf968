import { pieceBytes } from '../input.ts';
import { FeedReader, type FeedReaderOptions } from './feed-reader.ts';
import type { OrderedAppender } from './ordered-appender.ts';

export interface FeedOptions extends FeedReaderOptions {
  readonly appender: OrderedAppender;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Once aborted, an unfinished last line is no line: its rest was never read. */
  readonly stopping: AbortSignal;
}

/**
 * Records each line of a feed: an OZ frame or a JSON outcome. Resolves when all of it is on disk. The pieces are its own: it
 * frees each when it has been read.
 */
export async function recordFeed(pieces: AsyncIterable<Uint8Array>, options: FeedOptions): Promise<void> {
  const { appender, now, stopping } = options;
  const reader = new FeedReader(options);
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += pieceBytes) {
      const part = piece.subarray(at, at + pieceBytes);
      await appender.add((outcomes) => reader.push(part, outcomes, now()));
    }
    giveBack(piece);
  }
  if (!stopping.aborted) await appender.add((outcomes) => reader.end(outcomes, now()));
  await appender.flush();
}

/** Its memory is free at once: left to the collector, a fast feed would make it run all the time. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
