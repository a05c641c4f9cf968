import { workspaceTests } from '../../vitest.base.ts';

/** Real servers, sockets and files on machines that are busy: a test that hangs is found, a slow one is not. */
export default workspaceTests({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
