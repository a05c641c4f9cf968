import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({ slow: ['test/report-pages.test.ts', 'test/speed.test.ts'] });
