import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({
  slow: [
    'test/server/rollforward.test.ts',
    'test/client/thousand-reconnects.test.ts',
    'test/client/through-cuts.test.ts',
  ],
});
