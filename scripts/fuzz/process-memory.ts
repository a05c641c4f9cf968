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
  /** How many of each kind there are. */
  readonly handlesOf: Readonly<Record<string, number>>;
}

const collections = 3;
const betweenMs = 50;

export async function settledMemory(): Promise<ProcessMemory> {
  for (let round = 0; round < collections; round++) {
    globalThis.gc?.();
    await delay(betweenMs);
  }
  const { heapUsed, heapTotal, external, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const handlesOf: Record<string, number> = {};
  for (const kind of resources) handlesOf[kind] = (handlesOf[kind] ?? 0) + 1;
  return {
    heapBytes: heapUsed,
    heapTotalBytes: heapTotal,
    externalBytes: external,
    residentBytes: rss,
    handles: resources.length,
    handlesOf,
  };
}
