import { defineConfig } from 'vitest/config';

// Properties are tried hundreds of times; on a busy machine that takes its time.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
