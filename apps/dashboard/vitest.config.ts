import { defineConfig } from 'vitest/config';

// These tests start a browser and a bridge, which is slow on a busy machine.
export default defineConfig({
  test: { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
