import { workspaceTests } from '../../vitest.base.ts';

// A browser and a bridge start and end in these tests; on a busy machine that takes its time.
export default workspaceTests({ slow: ['test/speed.test.ts'], test: { testTimeout: 120_000, hookTimeout: 120_000 } });
