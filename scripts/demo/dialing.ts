import { createShift, type SimulatedDialer } from '../built-packages.ts';
import type { Tally } from './tally.ts';

const tickMs = 10;
/** Code of the session identifier, which is unique per outcome. */
const sessionCode = 'SI';

function sessionOf(fields: readonly string[]): string {
  const at = fields.findIndex((code, index) => index % 2 === 0 && code === sessionCode);
  const session = at < 0 ? undefined : fields[at + 1];
  if (session === undefined) throw new RangeError('an outcome of the shift has no session identifier');
  return session;
}

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
