import { workspaceTests } from '../../vitest.base.ts';

// Properties are tried hundreds of times; on a busy machine that takes its time.
export default workspaceTests({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
