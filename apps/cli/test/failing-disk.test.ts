import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { startLink } from '@sdmp/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { jsonLines, feedLine } from './support/recorded-journal.ts';
import { canSpoil, noStrace, spoilDisk, type Trouble } from './support/spoiled-disk.ts';
import { type CliProcess, runCli, startCli } from './support/start-cli.ts';
import { type Service, startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const isHere = canSpoil();
const backlog = 200;

function feed(service: Service, from: number, to: number): void {
  const lines = Array.from({ length: to - from }, (_, index) => `${feedLine(from + index)}\n`);
  service.feed(lines.join(''));
}

/** A service with a journal, and a subscriber that was there once and has gone: all of it is its backlog. */
async function serviceWithBacklog(directory: string): Promise<Service> {
  const service = await startService(['--data', directory, '--feed', '-']);
  const first = startCli(['tail', service.ascii, '--persist', 'late', '--tx', 'late']);
  await first.untilSaid(/live/);
  first.kill('SIGTERM');
  await first.ended;
  feed(service, 0, backlog);
  await service.untilCommitted(backlog);
  return service;
}

/** Begins to take the backlog at a pace that leaves most of it for later. */
async function beginBacklog(service: Service): Promise<CliProcess> {
  const words = ['tail', service.ascii, '--persist', 'late', '--tx', 'late', '--rate', '40', '--quiet'];
  const tail = startCli([...words, '--count', `${backlog}`]);
  await tail.untilPrinted(/\n/);
  return tail;
}

/** It gets the rest, whatever the disk does. */
async function takeBacklog(tail: CliProcess): Promise<void> {
  expect(await tail.ended).toBe(0);
  expect(jsonLines(tail.printed()).map(({ sessionIdentifier }) => Number(sessionIdentifier))).toEqual(
    Array.from({ length: backlog }, (_, index) => index),
  );
}

async function expectEverything(service: Service, directory: string, count: number): Promise<void> {
  await service.untilCommitted(count);
  service.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  const { printed } = await runCli(['journal', 'export', directory]);
  expect(jsonLines(printed).map(({ sessionIdentifier }) => Number(sessionIdentifier))).toEqual(
    Array.from({ length: count }, (_, index) => index),
  );
  expect((await runCli(['journal', 'verify', directory])).exitCode).toBe(0);
}

const troubles: readonly { readonly trouble: Trouble; readonly words: RegExp }[] = [
  { trouble: 'full', words: /nothing was written \((database or disk is full|disk I\/O error)\): make room/ },
  { trouble: 'read-only', words: /nothing was written \([^)]+\): make room or mend the disk/ },
  { trouble: 'broken', words: /nothing was written \(disk I\/O error\): make room or mend the disk/ },
];

describe(verifies('PS-2') + 'a service', () => {
  test.for(troubles)(
    'on a $trouble disk serves its backlog, lets the feed wait, says so once, and goes on when it is mended',
    { timeout: 120_000 },
    async ({ trouble, words }, { skip }) => {
      if (!isHere) return skip(`${noStrace} its disk is ${trouble}`);
      const directory = join(temporaryFolder(), 'journal');
      const service = await serviceWithBacklog(directory);
      const tail = await beginBacklog(service);
      const { mend } = await spoilDisk(service.child.pid ?? 0, directory, trouble);
      feed(service, backlog, backlog + 50);
      const [line] = await service.untilSaid(/Outcomes cannot be recorded now, they wait: [^\n]+\n/);
      expect(line).toMatch(words);
      await takeBacklog(tail);
      expect(service.printed()).not.toMatch(new RegExp(`committed (?!${backlog}\n)2\\d\\d\n`));
      await mend();
      feed(service, backlog + 50, backlog + 60);
      await service.untilSaid(/Outcomes are recorded again; nothing was lost\./);
      await expectEverything(service, directory, backlog + 60);
      expect(service.said().match(/cannot be recorded now/g)).toHaveLength(1);
      expect(service.said().split('\n').length).toBeLessThan(20);
    },
  );

  test('whose disk fails takes no reader back; the reader tries again by itself until it is mended, and gets each outcome once', {
    timeout: 120_000,
  }, async ({ skip }) => {
    if (!isHere) return skip(`${noStrace} a reader comes back while its disk fails`);
    const directory = join(temporaryFolder(), 'journal');
    const service = await startService(['--data', directory, '--feed', '-']);
    const [host = '', port] = service.ascii.split(':');
    const link = await startLink({ target: { host, port: Number(port) } });
    onTestFinished(() => link.close());
    const tail = startCli(['tail', link.address, '--persist', 'back', '--tx', 'back', '--count', '40']);
    await tail.untilSaid(/live/);
    feed(service, 0, 20);
    await tail.untilPrinted(/(.*\n){20}/);
    const { mend } = await spoilDisk(service.child.pid ?? 0, directory, 'read-only');
    link.cut({ how: 'reset' });
    await link.restore();
    await service.untilSaid(/Persist token back cannot be saved; its request is rejected/);
    await tail.untilSaid(/(cannot take the request again yet; trying again in[^]*){2}/);
    await mend();
    feed(service, 20, 40);
    expect(await tail.ended).toBe(0);
    expect(jsonLines(tail.printed()).map(({ sessionIdentifier }) => Number(sessionIdentifier))).toEqual(
      Array.from({ length: 40 }, (_, index) => index),
    );
    await expectEverything(service, directory, 40);
  });

  test('on a slow disk serves its backlog while the feed waits for the disk', { timeout: 120_000 }, async ({
    skip,
  }) => {
    if (!isHere) return skip(`${noStrace} its disk is slow`);
    const directory = join(temporaryFolder(), 'journal');
    const service = await serviceWithBacklog(directory);
    const tail = await beginBacklog(service);
    const { mend } = await spoilDisk(service.child.pid ?? 0, directory, 'slow');
    feed(service, backlog, backlog + 50);
    await takeBacklog(tail);
    expect(service.printed().endsWith(`committed ${backlog}\n`)).toBe(true);
    await mend();
    await expectEverything(service, directory, backlog + 50);
    expect(service.said()).not.toContain('cannot be recorded');
  });

  test('whose folder is moved away commits nothing, and goes on when it is back', { timeout: 120_000 }, async () => {
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
