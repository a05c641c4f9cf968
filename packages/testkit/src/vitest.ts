import { onTestFinished, vi } from 'vitest';
import type { SimulatedDialerOptions } from './dialer/dialer-options.ts';
import type { FakeClock } from './testing/fake-clock.ts';
import { startTestDialer, type TestDialer } from './testing/test-dialer.ts';

export type { FakeClock } from './testing/fake-clock.ts';
export type { TestDialer, TestSubscription } from './testing/test-dialer.ts';

/** Starts a dialer on a free port, which stops when the test ends. Call it within a test. Throws `LISTEN_FAILED`. */
export async function testDialer(options: SimulatedDialerOptions = {}): Promise<TestDialer> {
  const dialer = await startTestDialer(options);
  onTestFinished(() => dialer.stop());
  return dialer;
}

/**
 * Replaces timers and dates until the test ends, so that a reconnect after 30 s takes none. Sockets stay real: what crosses them
 * takes its own time, and is awaited as ever. Call it within a test, before what it is for is made.
 */
export function fakeClock(): FakeClock {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  return {
    advance: async (ms) => {
      await vi.advanceTimersByTimeAsync(ms);
    },
  };
}
