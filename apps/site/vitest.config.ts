import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({ slow: ['test/axe.test.ts'] });
