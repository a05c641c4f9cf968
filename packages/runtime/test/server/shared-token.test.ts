import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Journal } from '@sdmp/journal';
import { openJetStreamJournal } from '@sdmp/journal/jetstream';
import { verifies } from '@sdmp/requirements';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LinkProxy } from '../../../journal/test/support/link-proxy.ts';
import { hasNatsServer, NatsServers } from '../../../journal/test/support/nats-servers.ts';
import { numbered, recordOf, runService, type ServiceUnderTest } from './support/running-service.ts';

const request = String.raw`EO\TXfeed\PSapp\CS1000000\FO\SO\TKon`;
const accepted = String.raw`MV\TKon`;
const newToken = String.raw`WP\PSapp`;
const claimTtlMs = 2000;

function outcomes(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `OZ\\TXfeed${numbered(from + index)}`);
}

describe.skipIf(!hasNatsServer)('two services over one journal', { timeout: 120_000 }, () => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  }, 60_000);

  afterAll(async () => {
    await servers.dispose();
  });

  async function serve(stream: string, url = servers.urls[0] ?? ''): Promise<[ServiceUnderTest, Journal]> {
    const journal = await openJetStreamJournal({ servers: url, stream, claimTtlMs, closeTimeoutMs: 500 });
    const running = await runService({ journal });
    onTestFinished(async () => {
      // The journal first: a service whose journal is cut off would wait for it.
      await Promise.all([journal.close(), running[Symbol.asyncDispose]()]);
    }, 60_000);
    return [running, journal];
  }

  async function record(journal: Journal, from: number, to: number): Promise<void> {
    const frames = Array.from({ length: to - from + 1 }, (_, index) => `OZ${numbered(from + index)}`);
    await journal.append(frames.map(recordOf));
  }

  test(`${verifies('PS-2', 'PS-5', 'END-4')}a token asked for at the other service goes over with its position: the first gets EF`, async () => {
    const stream = `journal_${randomUUID()}`;
    const [one, journal] = await serve(stream);
    const [other] = await serve(stream);
    const first = await one.connect();
    first.send(request);
    expect(await first.take(2)).toEqual([accepted, newToken]);
    await record(journal, 1, 50);
    expect(await first.take(50)).toEqual(outcomes(1, 50));

    const second = await other.connect();
    second.send(request);
    expect(await second.next()).toBe(accepted);
    expect(await first.next()).toBe(String.raw`EF\TXfeed`);
    await record(journal, 51, 60);
    expect(await second.take(10)).toEqual(outcomes(51, 60));

    // Back at the first service, which has to learn where the token stands now.
    await second.end();
    await record(journal, 61, 70);
    const third = await one.connect();
    third.send(request);
    expect(await third.take(11)).toEqual([accepted, ...outcomes(61, 70)]);
  });

  test(`${verifies('PS-2')}a service that is cut off from the journal stops, and the other takes its token over`, async () => {
    const stream = `journal_${randomUUID()}`;
    const proxy = await LinkProxy.to(servers.all[0]?.port ?? 0);
    onTestFinished(() => proxy.close());
    const [cut] = await serve(stream, proxy.url);
    const [other, journal] = await serve(stream);
    const first = await cut.connect();
    first.send(request);
    await first.take(2);
    await record(journal, 1, 20);
    expect(await first.take(20)).toEqual(outcomes(1, 20));
    await expect.poll(async () => (await journal.cursors.load()).at(0)?.position).toBe(20);

    const closed = once(first.socket, 'close');
    proxy.cut();
    await record(journal, 21, 40);
    const second = await other.connect();
    second.send(request);
    expect(await second.take(21)).toEqual([accepted, ...outcomes(21, 40)]);
    await closed;
  });
});
