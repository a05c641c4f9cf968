import { defineConfig } from 'vitest/config';

// Every test opens a thread and real files; on a busy machine that takes its time.
export default defineConfig({ test: { testTimeout: 240_000, hookTimeout: 240_000 } });
