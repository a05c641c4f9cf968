import { randomUUID } from 'node:crypto';
import { EventLog } from '@sdmp/events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { numbered } from '../../src/conformance/records.ts';
import { journalEvents } from '../../src/engine/journal-events.ts';
import { openJetStreamJournal } from '../../src/jetstream/index.ts';
import { LinkProxy } from '../support/link-proxy.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';

describe.skipIf(!hasNatsServer)('closing a journal whose servers do not answer', () => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  test('ends at the limit, rejects the append under way, and tells both', async () => {
    const proxy = await LinkProxy.to(servers.all[0]?.port ?? 0);
    onTestFinished(() => proxy.close());
    const events = new EventLog(journalEvents);
    const stream = `journal_${randomUUID()}`;
    const journal = await openJetStreamJournal({ servers: proxy.url, stream, events, closeTimeoutMs: 200 });
    await journal.append(numbered(1));
    proxy.cut();
    const append = expect(journal.append(numbered(1))).rejects.toMatchObject({ code: 'JOURNAL_WRITE_FAILED' });
    await journal.close();
    await append;
    expect(events.records().find(({ event }) => event === 'appendsUnanswered')?.line).toBe(
      'The servers did not answer within 200 ms of closing: what was handed in last may be stored, or not',
    );
  });

  test('in order is no event', async () => {
    const events = new EventLog(journalEvents);
    const stream = `journal_${randomUUID()}`;
    const journal = await openJetStreamJournal({ servers: servers.urls, stream, events });
    await journal.append(numbered(1));
    await journal.close();
    expect(events.records()).toEqual([]);
  });
});
