import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { LinkConditions } from './link-conditions.ts';

/** Chunks per second on a throttled lane; enough for a steady flow. */
const piecesPerSecond = 20;

function pieceSize({ bytesPerSecond, chunkSize }: LinkConditions): number {
  const throttled =
    bytesPerSecond === undefined ? Number.POSITIVE_INFINITY : Math.ceil(bytesPerSecond / piecesPerSecond);
  return Math.min(throttled, chunkSize ?? Number.POSITIVE_INFINITY);
}

/** Waits until the next chunk may be sent. */
async function spaceOut(bytes: number, conditions: LinkConditions, signal: AbortSignal): Promise<void> {
  const { bytesPerSecond, chunkSize } = conditions;
  if (bytesPerSecond !== undefined) await delay((bytes / bytesPerSecond) * 1000, undefined, { signal });
  else if (chunkSize !== undefined) await nextTurn(undefined, { signal });
}

/**
 * Carries bytes one way until the source ends, then ends the sink; while the link is silent it discards both. Calls
 * `carried` with the number of bytes passed or discarded. Rejects when either socket fails or the signal is aborted.
 */
export async function carry(
  source: Socket,
  sink: Socket,
  conditions: LinkConditions,
  carried: (bytes: number, hasVanished: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const piece = chunk.subarray(start, start + pieceSize(conditions));
      start += piece.length;
      carried(piece.length, conditions.isSilent);
      if (conditions.isSilent) continue;
      if (!sink.write(piece)) await once(sink, 'drain', { signal });
      await spaceOut(piece.length, conditions, signal);
    }
  }
  if (!conditions.isSilent) sink.end();
}
