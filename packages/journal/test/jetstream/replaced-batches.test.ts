import { randomUUID } from 'node:crypto';
import { EventLog } from '@sdmp/events';
import { verifies } from '@sdmp/requirements';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { journalEvents } from '../../src/engine/journal-events.ts';
import { connectJetStream } from '../../src/jetstream/jetstream-connect.ts';
import { journalNames } from '../../src/jetstream/jetstream-link.ts';
import { prepareErasedStream } from '../../src/jetstream/journal-streams.ts';
import { type NewForm, ReplacedBatches } from '../../src/jetstream/replaced-batches.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';

const header = {
  commit: randomUUID(),
  attempt: 1,
  part: 0,
  parts: 1,
  chunk: 0,
  chunks: 1,
  base: 0,
  first: 0,
  count: 1,
  minTime: 0,
  maxTime: 0,
  bytes: 1,
  summary: 0,
  ids: 0,
  cursors: 0,
  crc: 0,
  totalBytes: 1,
  totalBatches: 1,
  tag: 'a',
};

describe.skipIf(!hasNatsServer)(`${verifies('TG-1')}two processes that erase in one batch`, () => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  test('store one form each only when they know that of the other', async () => {
    const stream = `journal_${randomUUID()}`;
    const names = journalNames(stream);
    const { signal } = new AbortController();
    const events = new EventLog(journalEvents);
    const link = await connectJetStream({ servers: servers.urls, stream, events });
    onTestFinished(() => link.connection.close());
    await prepareErasedStream(link, { names, replicas: 1, signal });
    const [one, other] = [new ReplacedBatches(link, names, signal), new ReplacedBatches(link, names, signal)];
    await Promise.all([one.refresh(), other.refresh()]);
    const form: NewForm = { original: { sequence: 2, chunks: 1, bytes: 2 }, header, chunks: [new Uint8Array(1)] };
    const known = other.sequence;

    expect(await one.store(form, one.sequence)).toBe(true);
    expect(await other.store(form, known)).toBe(false);
    await other.refresh();
    expect(await other.store(form, other.sequence)).toBe(true);
  });
});
