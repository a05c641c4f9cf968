import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Measurement, perSecond, spread } from './measurement.ts';

const block = new Uint8Array(4096).fill(1);

/** No durable record can be acknowledged sooner than this disk syncs a small write. */
export const measureDisk: Measurement = {
  title: 'syncing the disk',
  run: async (bench) => {
    const times: number[] = [];
    await using file = await open(join(bench.directory, 'sync'), 'w');
    await perSecond(bench, async () => {
      const began = performance.now();
      await file.write(block);
      await file.datasync();
      times.push(performance.now() - began);
      return 1;
    });
    return spread('disk alone: sync of 4 KiB', times);
  },
};
