import { join } from 'node:path';
import { expect } from 'vitest';
import {
  backlog,
  beginBacklog,
  expectEverything,
  feed,
  serviceWithBacklog,
  takeBacklog,
} from './service-with-backlog.ts';
import { spoilDisk, type Trouble } from './spoiled-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A service whose disk fails serves its backlog, lets the feed wait, says so once in these words, and continues afterwards. */
export async function tryFailingDisk(trouble: Trouble, words: RegExp): Promise<void> {
  const directory = join(temporaryFolder(), 'journal');
  const service = await serviceWithBacklog(directory);
  const tail = await beginBacklog(service);
  const { repair } = await spoilDisk(service.child.pid ?? 0, directory, trouble);
  feed(service, backlog, backlog + 50);
  const [line] = await service.untilSaid(/Outcomes cannot be recorded now, they wait: [^\n]+\n/);
  expect(line).toMatch(words);
  await takeBacklog(tail);
  expect(service.printed()).not.toMatch(new RegExp(`committed (?!${backlog}\n)2\\d\\d\n`));
  await repair();
  feed(service, backlog + 50, backlog + 60);
  await service.untilSaid(/Outcomes are recorded again; nothing was lost\./);
  await expectEverything(service, directory, backlog + 60);
  expect(service.said().match(/cannot be recorded now/g)).toHaveLength(1);
  expect(service.said().split('\n').length).toBeLessThan(20);
}
