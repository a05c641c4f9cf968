import { workspaceTests } from '../../vitest.base.ts';

// Tests that pack all packages and install them elsewhere.
const slow = ['chromium', 'getting-started', 'packed-project', 'registry', 'release-folder', 'workflows'];

export default workspaceTests({ slow: slow.map((name) => `src/${name}.test.ts`), workers: 1 });
