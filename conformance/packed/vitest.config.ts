import { workspaceTests } from '../../vitest.base.ts';

// Every test packs all packages and installs them elsewhere.
export default workspaceTests({ slow: ['src/*.test.ts'] });
