import { workspaceTests } from '../../vitest.base.ts';

export default workspaceTests({
  slow: [
    'test/crash.test.ts',
    'test/fuzz.test.ts',
    'test/http-attacks.test.ts',
    'test/links.test.ts',
    'test/logins-trial.test.ts',
    'test/many-upstreams.test.ts',
    'test/restore.test.ts',
    'test/shared-journal.test.ts',
    'test/soak.test.ts',
    'test/soak-breakages.test.ts',
    'test/together.test.ts',
  ],
});
