import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({ slow: ['test/floor.test.ts', 'test/kills.test.ts'] });
