import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({ slow: ['test/kills.test.ts'] });
