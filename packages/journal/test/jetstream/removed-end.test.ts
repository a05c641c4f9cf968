import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { verifies } from '@sdmp/requirements';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { EventLog } from '@sdmp/events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { numbered, readAll } from '../../src/conformance/records.ts';
import { journalEvents } from '../../src/engine/journal-events.ts';
import { type JetStreamJournalOptions, openJetStreamJournal } from '../../src/jetstream/index.ts';
import type { Journal } from '../../src/journal.ts';
import { LinkProxy } from '../support/link-proxy.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';

describe.skipIf(!hasNatsServer)(`${verifies('TG-1')}a journal of which another process removes all there is`, () => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  async function open(stream: string, options: Partial<JetStreamJournalOptions> = {}): Promise<Journal> {
    const journal = await openJetStreamJournal({ servers: servers.urls, stream, ...options });
    onTestFinished(() => journal.close());
    return journal;
  }

  test('gives no position a second time when the records were appended and removed while it was cut off', async () => {
    const stream = `journal_${randomUUID()}`;
    const proxy = await LinkProxy.to(servers.all[0]?.port ?? 0);
    onTestFinished(() => proxy.close());
    const noticed = new EventTarget();
    const logger = { warn: () => noticed.dispatchEvent(new Event('warned')) };
    const events = new EventLog(journalEvents, { logger });
    const one = await open(stream);
    const other = await open(stream, { servers: proxy.url, events });
    await one.append(numbered(4));
    await other.grownBeyond(3, AbortSignal.timeout(60_000));

    const warned = once(noticed, 'warned');
    proxy.cut();
    await one.append(numbered(4));
    await one.prune({ maxBytes: 0 });
    await warned;
    expect(events.counts().serverDisconnects).toBeGreaterThan(0);
    proxy.restore();

    expect(await other.append(numbered(4))).toEqual({ first: 8, count: 4 });
    expect([other.first, other.end, (await readAll(other)).length]).toEqual([8, 12, 4]);
    await one.grownBeyond(11, AbortSignal.timeout(60_000));
    expect([one.first, one.end, await readAll(one)]).toEqual([8, 12, await readAll(other)]);
  });

  test('has nothing left of what a process that ended meanwhile had begun to remove', async () => {
    const stream = `journal_${randomUUID()}`;
    const batches = 500;
    const one = await open(stream, { closeTimeoutMs: 0 });
    const other = await open(stream);
    for (let batch = 0; batch < batches; batch++) await one.append(numbered(1));
    const connection = await connect({ servers: [...servers.urls] });
    onTestFinished(() => connection.close());
    const { streams } = await jetstreamManager(connection);
    const held = async (): Promise<number> => (await streams.info(stream)).state.messages;
    // The first message of a stream holds no records.
    expect(await held()).toBe(1 + batches);

    const pruning = one.prune({ maxBytes: 0 }).catch(() => undefined);
    await expect.poll(() => other.first, { interval: 1 }).toBe(batches);
    await one.close();
    await pruning;

    expect(await other.prune({ maxBytes: 0 })).toMatchObject({ records: 0, first: batches });
    expect(await held()).toBe(0);
  });

  test('ends where it ended for a process that opens it meanwhile', async () => {
    const stream = `journal_${randomUUID()}`;
    const one = await open(stream);
    let appended = 0;
    const stop = new AbortController();
    const removing = (async () => {
      while (!stop.signal.aborted) {
        await one.append(numbered(3));
        appended += 3;
        await one.prune({ maxBytes: 0 });
      }
    })();
    for (let round = 0; round < 30; round++) {
      const before = appended;
      const other = await openJetStreamJournal({ servers: servers.urls, stream });
      expect(other.end).toBeGreaterThanOrEqual(before);
      await other.close();
    }
    stop.abort();
    await removing;
  });
});
