/** Loaded before a program of the soak: tells its parent every second what the process holds, and ends the process with its parent. A test makes the seconds shorter. */
import { openSync } from 'node:fs';
import type { Held } from './samples.ts';

const intervalMs = Number(process.env['SDMP_SOAK_SECOND_MS'] ?? 1000);
/** Names the deliberate leak of this process, if it has one. */
const leak = process.env['SDMP_SOAK_LEAK'];
const leakedBytesPerSecond = 512 * 1024;
const leaked: (Buffer | number)[] = [];
/** A full collection is asked for once in this number of samples: V8 by itself may leave garbage for as long as a soak takes. Needs `--expose-gc`. */
const samplesPerCollection = 10;
let samples = 0;

function held(): Held {
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { rss, heapUsed, external, arrayBuffers, handles: process.getActiveResourcesInfo().length };
}

setInterval(() => {
  if (leak === 'memory') leaked.push(Buffer.alloc(leakedBytesPerSecond, 1));
  if (leak === 'handles') leaked.push(openSync('/dev/null', 'r'));
  if (++samples % samplesPerCollection === 0) globalThis.gc?.();
  process.send?.(held(), () => undefined);
}, intervalMs).unref();
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
