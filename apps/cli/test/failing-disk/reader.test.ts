import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { startLink } from '@sdmp/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { jsonLines } from '../support/recorded-journal.ts';
import { expectEverything, feed } from '../support/service-with-backlog.ts';
import { canSpoil, noStrace, spoilDisk } from '../support/spoiled-disk.ts';
import { startCli } from '../support/start-cli.ts';
import { startServiceProcess } from '../support/start-service.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe(verifies('PS-2') + 'a service', () => {
  test('whose disk fails takes no reader back; the reader tries again by itself until it is repaired, and gets each outcome once', {
    timeout: 120_000,
  }, async ({ skip }) => {
    if (!canSpoil()) return skip(`${noStrace} a reader comes back while its disk fails`);
    const directory = join(temporaryFolder(), 'journal');
    const service = await startServiceProcess(['--data', directory, '--feed', '-']);
    const [host = '', port] = service.ascii.split(':');
    const link = await startLink({ target: { host, port: Number(port) } });
    onTestFinished(() => link.close());
    const tail = startCli(['tail', link.address, '--persist', 'back', '--tx', 'back', '--count', '40']);
    await tail.untilSaid(/live/);
    feed(service, 0, 20);
    await tail.untilPrinted(/(.*\n){20}/);
    const { repair } = await spoilDisk(service.child.pid ?? 0, directory, 'read-only');
    link.cut({ how: 'reset' });
    await link.restore();
    await service.untilSaid(/Persist token back cannot be saved; its request is rejected/);
    await tail.untilSaid(/(cannot take the request again yet; trying again in[^]*){2}/);
    await repair();
    feed(service, 20, 40);
    expect(await tail.ended).toBe(0);
    expect(jsonLines(tail.printed()).map(({ sessionIdentifier }) => Number(sessionIdentifier))).toEqual(
      Array.from({ length: 40 }, (_, index) => index),
    );
    await expectEverything(service, directory, 40);
  });
});
