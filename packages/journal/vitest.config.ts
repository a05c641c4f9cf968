import { fileURLToPath } from 'node:url';
import { workspaceTests } from '../../vitest.base.ts';

const builtWorkerFile = fileURLToPath(new URL('test/support/built-worker-file.ts', import.meta.url));

export default workspaceTests({
  slow: ['test/crash.test.ts', 'test/power-loss.test.ts', 'test/jetstream/outage.test.ts'],
  plugins: [
    {
      name: 'built-workers',
      enforce: 'pre',
      resolveId: (source) => (source.endsWith('/worker-file.ts') ? builtWorkerFile : undefined),
    },
  ],
  test: {
    // Every test opens a thread and real files; on a busy machine that takes its time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    globalSetup: 'test/support/build-workers.ts',
  },
});
