import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Longest } from './longest-duration.ts';

const everyMs = 20;
const block = new Uint8Array(4096).fill(1);

/** Syncs a small write of its own again and again: how long the disk keeps anybody waiting meanwhile. */
export async function syncBeside(file: string, longest: Longest, signal: AbortSignal): Promise<void> {
  await using handle = await open(file, 'w');
  while (!signal.aborted) {
    const began = performance.now();
    await handle.write(block, 0, block.length, 0);
    await handle.datasync();
    longest.note(performance.now() - began);
    await delay(everyMs);
  }
}
