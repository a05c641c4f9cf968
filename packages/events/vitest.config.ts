import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({ workers: 1 });
