import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Every test opens a thread and real files; on a busy machine that takes its time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Each thread reads TypeScript by a WebAssembly module. V8 13.6 ends the process now and then when such a module's calls
    // are optimised while another thread's end ("Check failed: jit_page.has_value()"), so they are not.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
  },
});
