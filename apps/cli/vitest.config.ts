import { quickAndSlow } from '../../vitest.base.ts';

// Tests here start processes and wait for what they print; a busy machine may take its time.
export default quickAndSlow({
  slow: ['test/bench.test.ts', 'test/crash.test.ts', 'test/retention.test.ts', 'test/slow-reader.test.ts'],
  test: { testTimeout: 30_000 },
});
