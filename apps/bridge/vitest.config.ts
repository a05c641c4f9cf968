import { defineConfig } from 'vitest/config';

// Whole programs start and die in these tests; on a busy machine that takes its time.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
