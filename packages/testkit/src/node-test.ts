import { setImmediate as turn } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import type { SimulatedDialerOptions } from './dialer/dialer-options.ts';
import type { FakeClock } from './testing/fake-clock.ts';
import { startTestDialer, type TestDialer } from './testing/test-dialer.ts';

export type { FakeClock } from './testing/fake-clock.ts';
export type { TestDialer, TestSubscription } from './testing/test-dialer.ts';

/** Starts a dialer on a free port, which stops when the test `t` ends. Throws `LISTEN_FAILED`. */
export async function testDialer(
  t: Pick<TestContext, 'after'>,
  options: SimulatedDialerOptions = {},
): Promise<TestDialer> {
  const dialer = await startTestDialer(options);
  t.after(() => dialer.stop());
  return dialer;
}

/**
 * Replaces timers and dates until the test `t` ends, so that a reconnect after 30 s takes none. Sockets stay real: what crosses
 * them takes its own time, and is awaited as ever. Call it before what it is for is made.
 */
export function fakeClock(t: Pick<TestContext, 'mock'>): FakeClock {
  const { timers } = t.mock;
  timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.now() });
  return {
    advance: async (ms) => {
      timers.tick(ms);
      await turn();
    },
  };
}
