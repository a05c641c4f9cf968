import { createShift, type SimulatedDialer } from '../built-packages.ts';
import { sessionOf } from './floor.ts';
import type { Tally } from './tally.ts';

const tickMs = 10;
/** Dials at a steady rate that late timers do not lower. Returns a function that stops it. */
export function startDialing(dialer: Pick<SimulatedDialer, 'record'>, tally: Tally, rate: number): () => void {
  const shift = createShift({ seed: 1 });
  const start = performance.now();
  let dialed = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - start) / 1000) * rate);
    for (; dialed < due; dialed++) {
      const fields = shift.nextFields();
      tally.dial(sessionOf(fields));
      dialer.record(fields);
    }
  }, tickMs);
  return () => clearInterval(timer);
}
