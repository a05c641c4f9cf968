import { renameSync, rmSync } from 'node:fs';
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
import { temporaryFolder } from '../support/temporary-folder.ts';

describe(verifies('PS-2') + 'a service', () => {
  test('whose folder is moved away commits nothing, and continues when it is back', { timeout: 120_000 }, async () => {
    const home = temporaryFolder();
    const directory = join(home, 'journal');
    const service = await serviceWithBacklog(directory);
    const tail = await beginBacklog(service);
    renameSync(directory, join(home, 'elsewhere'));
    feed(service, backlog, backlog + 50);
    const [line] = await service.untilSaid(/Outcomes cannot be recorded now, they wait: [^\n]+\n/);
    expect(line).toMatch(/journal\.db: [^\n]*is not there any more/);
    await takeBacklog(tail);
    expect(service.printed().endsWith(`committed ${backlog}\n`)).toBe(true);
    renameSync(join(home, 'elsewhere'), directory);
    await expectEverything(service, directory, backlog + 50);
  });

  test('whose folder is removed commits nothing any more, and says why when it ends', {
    timeout: 120_000,
  }, async () => {
    const directory = join(temporaryFolder(), 'journal');
    const service = await serviceWithBacklog(directory);
    rmSync(directory, { recursive: true });
    feed(service, backlog, backlog + 50);
    await service.untilSaid(/they wait: [^\n]*is not there any more/);
    service.kill('SIGTERM');
    expect(await service.ended).toBe(1);
    expect(service.printed().endsWith(`committed ${backlog}\n`)).toBe(true);
    expect(service.said()).toMatch(/sdmp: [^\n]*is not there any more[^\n]*\n$/);
  });
});
