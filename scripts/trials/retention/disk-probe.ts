import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { LongestDuration } from './longest-duration.ts';

const intervalMs = 20;
const block = new Uint8Array(4096).fill(1);

/** Measures how long a small write and its sync take, repeatedly, to show pauses of the disk itself. */
export async function probeDisk(file: string, longest: LongestDuration, signal: AbortSignal): Promise<void> {
  await using handle = await open(file, 'w');
  while (!signal.aborted) {
    const began = performance.now();
    await handle.write(block, 0, block.length, 0);
    await handle.datasync();
    longest.note(performance.now() - began);
    await delay(intervalMs);
  }
}
