import { defineConfig } from 'vitest/config';

/** Real sockets on machines that are busy with something else: a test that hangs is found, a slow one is not. */
export default defineConfig({ test: { testTimeout: 30_000 } });
