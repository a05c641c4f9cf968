import { processorSecondsOf, waitedSecondsOf } from '../../benchmarks/system/process-figures.ts';
import type { LoopDelay } from './loop-delay.ts';
import type { FuzzTarget } from './targets/target.ts';

/** What a phase cost the target, and what it lacked. */
export interface PhaseLoad {
  /** Processors that it used. */
  readonly processors: number;
  /** The part of the time in which its event loop was ready to run and waited for a processor that others had. */
  readonly waited: number;
  readonly loopDelay: LoopDelay;
}

/** Of a target that has ended. */
export const unknownLoad: PhaseLoad = {
  processors: Number.NaN,
  waited: Number.NaN,
  loopDelay: { p99: Number.NaN, max: Number.NaN },
};

const msPerSecond = 1000;

/** Begins to measure a target. Returns what measures until then. */
export async function measureLoad(target: FuzzTarget): Promise<() => Promise<PhaseLoad>> {
  await target.loopDelay();
  const read = () => Promise.all([processorSecondsOf(target.pid), waitedSecondsOf(target.pid)]);
  const before = await read();
  const began = performance.now();
  return async () => {
    if (target.ended.aborted) return unknownLoad;
    const [used, waited] = await read();
    const seconds = (performance.now() - began) / msPerSecond;
    return {
      processors: (used - before[0]) / seconds,
      waited: (waited - before[1]) / seconds,
      loopDelay: await target.loopDelay(),
    };
  };
}
