/** Writes a small block and syncs it again and again: what the disk and the processors made any program wait meanwhile. */
import { open } from 'node:fs/promises';
import { fdatasyncSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type LatencyFigures, LatencyHistogram } from '../latency/latency-histogram.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { doJobs } from '../system/worker-process.ts';

export interface DiskJob {
  readonly do: 'measure';
  readonly seconds: number;
}

export type DiskReport = LatencyFigures;

const block = Buffer.alloc(4096, 1);
/** Seldom enough to be no load itself. */
const pauseMs = 20;

doJobs(async ({ seconds }: DiskJob): Promise<DiskReport> => {
  await using folder = await temporaryFolder();
  await using file = await open(join(folder.path, 'sync'), 'w');
  const histogram = new LatencyHistogram();
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const began = performance.now();
    writeSync(file.fd, block, 0, block.length, 0);
    fdatasyncSync(file.fd);
    histogram.add((performance.now() - began) * 1000);
    await delay(pauseMs);
  }
  return histogram.figures();
});
