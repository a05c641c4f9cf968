import { workspaceTests } from '../vitest.base.ts';

export default workspaceTests({ slow: ['dev.test.ts', 'scaffolds.test.ts', 'crm-writer/crm-writer.test.ts'] });
