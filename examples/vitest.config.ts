import { workspaceTests } from '../vitest.base.ts';

export default workspaceTests({
  slow: ['demo.test.ts', 'dev.test.ts', 'scaffolds.test.ts', 'crm-writer/crm-writer.test.ts'],
});
