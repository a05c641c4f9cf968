import { open } from 'node:fs/promises';
import { fdatasyncSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { type LatencyFigures, LatencyHistogram } from './latency-histogram.ts';

const syncs = 300;
const block = Buffer.alloc(4096, 1);
const pauseMs = 5;

/** Measures a small write and sync on the idle disk: the lower limit for every durable log. */
export async function measureDiskAlone(): Promise<LatencyFigures> {
  await using folder = await temporaryFolder();
  await using file = await open(join(folder.path, 'sync'), 'w');
  const histogram = new LatencyHistogram();
  for (let index = 0; index < syncs; index++) {
    const began = performance.now();
    writeSync(file.fd, block);
    fdatasyncSync(file.fd);
    histogram.add((performance.now() - began) * 1000);
    await delay(pauseMs);
  }
  return histogram.figures();
}
