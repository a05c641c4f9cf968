import { pieceBytes } from '../input.ts';
import { FeedReader, type FeedReaderOptions } from './feed-reader.ts';
import type { FeedReports } from './feed-reports.ts';
import type { OrderedAppender } from './ordered-appender.ts';

export interface FeedOptions extends FeedReaderOptions {
  readonly appender: OrderedAppender;
  readonly reports?: FeedReports | undefined;
  /** Called with the number of reports that are on disk by now. */
  readonly onReports?: (total: number) => void;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Once aborted, an unfinished last line is no line: its rest was never read. */
  readonly stopping: AbortSignal;
}

/**
 * Records each line of a feed: an OZ frame, a JSON outcome, or a JSON report where those are taken. Resolves when all of it is on disk. The pieces are its own: it
 * frees each when it has been read.
 */
export async function recordFeed(pieces: AsyncIterable<Uint8Array>, options: FeedOptions): Promise<void> {
  const { appender, reports, onReports, now, stopping } = options;
  const reader = new FeedReader(options);
  let reported = 0;
  const settleReports = async (): Promise<void> => {
    if (reports === undefined || reports.waiting === 0) return;
    // An update may mean an outcome of a line before; and when the reports count, those outcomes are on disk too.
    await appender.flush();
    reported += await reports.handIn(stopping, options.onBadLine);
    onReports?.(reported);
  };
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += pieceBytes) {
      const part = piece.subarray(at, at + pieceBytes);
      await appender.add((outcomes) => reader.push(part, outcomes, now()));
      await settleReports();
    }
    giveBack(piece);
  }
  if (!stopping.aborted) await appender.add((outcomes) => reader.end(outcomes, now()));
  await settleReports();
  await appender.flush();
}

/** Its memory is free at once: left to the collector, a fast feed would make it run all the time. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
