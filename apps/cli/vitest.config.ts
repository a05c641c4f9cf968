import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({
  slow: [
    'test/bench.test.ts',
    'test/conformance-clients.test.ts',
    'test/crash.test.ts',
    'test/calls-trial.test.ts',
    'test/retention.test.ts',
    'test/slow-reader.test.ts',
  ],
});
