import { logStart, type LogMark } from './log-state.ts';
import type { MessageStore } from './message-store.ts';

export interface LogBeginning {
  readonly mark: LogMark;
  /** The last message before the first one to be read. */
  readonly sequence: number;
}

/**
 * Where to begin reading a log that is opened: early enough to learn what the bucket does not know yet, at a commit's
 * beginning, and behind what retention removed.
 */
export async function startOfLog(
  store: MessageStore,
  floor: LogMark,
  folded: { readonly sequence: number; readonly from: number } | undefined,
): Promise<LogBeginning> {
  const wanted = folded === undefined ? 1 : Math.min(folded.sequence, folded.from);
  for (let at = Math.max(wanted, floor.sequence + 1); at > floor.sequence; ) {
    const found = await store.atOrAfter(at);
    const header = found?.header;
    if (found !== undefined && header !== undefined && header.part === 0 && header.base >= floor.position) {
      const { base: position, totalBytes, totalBatches, bytes } = header;
      const mark = { position, totalBytes: totalBytes - bytes, totalBatches: totalBatches - 1 };
      return { mark: { ...mark, sequence: found.sequence - 1 }, sequence: found.sequence - 1 };
    }
    // Erased, empty, or in the middle of a commit: a message before it says more.
    at = Math.min(at, found?.sequence ?? at) - (at > 64 && found === undefined ? 64 : 1);
  }
  return { mark: floor.position === 0 ? logStart : floor, sequence: floor.sequence };
}
