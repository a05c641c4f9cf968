import { workspaceTests } from '../vitest.base.ts';

export default workspaceTests({ slow: ['scaffolds.test.ts', 'crm-writer/crm-writer.test.ts'] });
