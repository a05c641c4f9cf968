import { quickAndSlow } from '../../vitest.base.ts';

// Whole programs start and die in these tests; on a busy machine that takes its time.
export default quickAndSlow({
  slow: [
    'test/crash.test.ts',
    'test/links.test.ts',
    'test/many-upstreams.test.ts',
    'test/restore.test.ts',
    'test/shared-journal.test.ts',
    'test/together.test.ts',
  ],
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
});
