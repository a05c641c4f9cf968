import { defineConfig } from 'vitest/config';

/** Real servers, sockets and files on machines that are busy: a test that hangs is found, a slow one is not. */
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
