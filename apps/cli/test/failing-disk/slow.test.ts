import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import {
  backlog,
  beginBacklog,
  expectEverything,
  feed,
  serviceWithBacklog,
  takeBacklog,
} from '../support/service-with-backlog.ts';
import { canSpoil, noStrace, spoilDisk } from '../support/spoiled-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe(verifies('PS-2') + 'a service', () => {
  test('on a slow disk serves its backlog while the feed waits for the disk', { timeout: 120_000 }, async ({
    skip,
  }) => {
    if (!canSpoil()) return skip(`${noStrace} its disk is slow`);
    const directory = join(temporaryFolder(), 'journal');
    const service = await serviceWithBacklog(directory);
    const tail = await beginBacklog(service);
    const { repair } = await spoilDisk(service.child.pid ?? 0, directory, 'slow');
    feed(service, backlog, backlog + 50);
    await takeBacklog(tail);
    expect(service.printed().endsWith(`committed ${backlog}\n`)).toBe(true);
    await repair();
    await expectEverything(service, directory, backlog + 50);
    expect(service.said()).not.toContain('cannot be recorded');
  });
});
