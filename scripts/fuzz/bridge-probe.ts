/** Loaded before a bridge: says what the process holds and how late its event loop was whenever its parent asks, and ends it with its parent. */
import { LoopDelayMeter } from './loop-delay.ts';
import { settledMemory } from './process-memory.ts';

const loop = new LoopDelayMeter();
process.on('message', (asked) => {
  if (asked === 'loop') process.send?.(loop.take());
  else void settledMemory().then((memory) => process.send?.(memory));
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
