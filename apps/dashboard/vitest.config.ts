import { defineConfig } from 'vitest/config';

// A browser and a bridge start and end in these tests; on a busy machine that takes its time.
export default defineConfig({
  test: { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
