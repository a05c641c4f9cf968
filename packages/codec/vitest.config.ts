import { defineConfig } from 'vitest/config';

// Properties run hundreds of times, which is slow on a busy machine.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
