import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beat, heard, startHeartbeat, tickMs } from './heartbeat.ts';

const settings = { intervalMs: 5000, timeoutMs: 15_000 };

test(`${verifies('ACK-1')}probes once a second with news, once an interval without, never more`, () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 60 }), (progress) => {
      let state = startHeartbeat(0);
      let nowMs = 0;
      let finished = 0;
      let acknowledged = 0;
      let sentAtMs = 0;
      for (const amount of progress) {
        nowMs += tickMs(settings);
        finished += amount;
        const [next, verdict] = beat(settings, heard(state), { nowMs, finished, wasReading: true });
        state = next;
        const isNews = finished > acknowledged;
        expect(verdict).toBe(isNews || nowMs - sentAtMs >= 5000 ? 'probe' : 'nothing');
        if (verdict !== 'probe') continue;
        expect(nowMs - sentAtMs).toBeGreaterThanOrEqual(1000);
        expect(next.sentCount).toBe(finished);
        sentAtMs = nowMs;
        acknowledged = finished;
      }
    }),
  );
});

function ticksUntilDead(wasReading: boolean, stepMs: number): number {
  let state = startHeartbeat(0);
  for (let ticks = 1; ticks <= 100; ticks++) {
    const [next, verdict] = beat(settings, state, { nowMs: ticks * stepMs, finished: 0, wasReading });
    if (verdict === 'dead') return ticks;
    state = next;
  }
  return Number.POSITIVE_INFINITY;
}

test(`${verifies('ACK-4')}no DA within the timeout ends the socket`, () => {
  expect(ticksUntilDead(true, 1000)).toBe(15);
});

test(`${verifies('ACK-4')}time in which the socket is not read does not count against the service`, () => {
  expect(ticksUntilDead(false, 1000)).toBe(Number.POSITIVE_INFINITY);
});

test(`${verifies('ACK-4')}a process that stood still for a minute does not blame the service`, () => {
  expect(ticksUntilDead(true, 60_000)).toBe(8);
});
