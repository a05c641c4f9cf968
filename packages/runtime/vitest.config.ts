import { quickAndSlow } from '../../vitest.base.ts';

/** Real sockets on machines that are busy with something else: a test that hangs is found, a slow one is not. */
export default quickAndSlow({
  slow: ['test/server/rollforward.test.ts', 'test/client/through-cuts.test.ts'],
  test: { testTimeout: 30_000 },
});
