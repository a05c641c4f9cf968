import { defineConfig } from 'vitest/config';

// Tests here start processes and wait for what they print; a busy machine may take its time.
export default defineConfig({ test: { testTimeout: 30_000 } });
