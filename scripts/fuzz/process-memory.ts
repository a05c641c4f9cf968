import { setTimeout as delay } from 'node:timers/promises';

/** What a process holds, once its garbage is collected; needs `--expose-gc`. */
export interface ProcessMemory {
  readonly heapBytes: number;
  /** What V8 has taken for its heap, in use or not. */
  readonly heapTotalBytes: number;
  /** Buffers outside of the heap. */
  readonly externalBytes: number;
  readonly residentBytes: number;
  /** Open handles: sockets, timers, files. */
  readonly handles: number;
}

const collections = 3;
const betweenMs = 50;

export async function settledMemory(): Promise<ProcessMemory> {
  for (let round = 0; round < collections; round++) {
    globalThis.gc?.();
    await delay(betweenMs);
  }
  const { heapUsed, heapTotal, external, rss } = process.memoryUsage();
  return {
    heapBytes: heapUsed,
    heapTotalBytes: heapTotal,
    externalBytes: external,
    residentBytes: rss,
    handles: process.getActiveResourcesInfo().length,
  };
}
