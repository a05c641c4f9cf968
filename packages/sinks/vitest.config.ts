import { workspaceTests } from '../../vitest.base.ts';

// A shift of 80,000 calls goes through a database and files.
export default workspaceTests({ slow: ['test/rates-by-sql.test.ts'] });
