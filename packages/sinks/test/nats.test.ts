import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { outcomeFromRecord } from '@sdmp/outcomes';
import { CloudEvent, HTTP } from 'cloudevents';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Sink } from '../src/index.ts';
import { natsSink, type NatsOptions } from '../src/nats/index.ts';
import { outcomeAt, plainOutcomes, sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { hasNatsServer, natsServerIsMissing, NatsServer } from './support/nats-server.ts';

const never = new AbortController().signal;

if (!hasNatsServer) process.stderr.write(`${natsServerIsMissing}\n`);

test.runIf(process.env['CI'] === 'true')('nats-server is there', () => {
  expect(hasNatsServer, natsServerIsMissing).toBe(true);
});

describe.skipIf(!hasNatsServer)('a nats sink', () => {
  let server: NatsServer;
  let streams = 0;

  beforeAll(async () => {
    server = await NatsServer.start();
  });
  afterAll(() => server.stop());

  async function ask<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T> {
    const connection = await connect({ servers: server.address });
    try {
      return await work(await jetstreamManager(connection));
    } finally {
      await connection.close();
    }
  }

  /** A stream that holds everything below its name. */
  async function freshStream(maxMessageBytes = -1): Promise<string> {
    const name = `stream${++streams}`;
    const settings = { name, subjects: [name, `${name}.>`], max_msg_size: maxMessageBytes };
    await ask((manager) => manager.streams.add(settings));
    return name;
  }

  interface Held {
    readonly id: string;
    readonly subject: string;
    readonly body: string;
  }

  const held = (name: string): Promise<Held[]> =>
    ask(async ({ streams: all }) => {
      const { state } = await all.info(name);
      const found: Held[] = [];
      for (let seq = 1; seq <= state.last_seq; seq++) {
        const message = await all.getMessage(name, { seq });
        if (message === null) continue;
        found.push({ id: message.header.get('Nats-Msg-Id'), subject: message.subject, body: message.string() });
      }
      return found;
    });

  const open = async (): Promise<SinkSubject> => {
    const name = await freshStream();
    const make = (): Sink => natsSink({ servers: [server.address], subject: `${name}.{tenant}` });
    return {
      sink: make(),
      received: async () => (await held(name)).map(({ id }) => id),
      again: async () => make(),
      takeDown: () => server.kill(),
      bringUp: () => server.up(),
      dispose: async () => undefined,
    };
  };
  for (const { name, run } of sinkSuite(open, { outages: true })) test(name, run);

  async function opened(options: Partial<NatsOptions>): Promise<Sink> {
    const sink = natsSink({ servers: [server.address], ...options });
    onTestFinished(() => sink.close());
    await sink.open(never);
    return sink;
  }

  test('what is published are CloudEvents, under subjects made of the names', async () => {
    const name = await freshStream();
    const sink = await opened({ subject: `${name}.{tenant}.{campaign}` });
    const outcomes = [
      outcomeAt(1, { tenantDescriptor: 'acme', campaignName: 'Spring sale. 2026', reason: 10 }),
      outcomeAt(2, {}),
    ];
    await sink.deliver(outcomes, never);
    const messages = await held(name);
    expect(messages.map(({ subject }) => subject)).toEqual([`${name}.acme.Spring_sale__2026`, `${name}._._`]);
    const body = messages[0]?.body;
    const event = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body });
    expect(event instanceof CloudEvent && event.validate()).toBe(true);
    expect(event).toMatchObject({ id: outcomes[0]?.id, data: { reason: 10 } });
  });

  test('an outcome that a stream will not take is refused by name, the others are taken', async () => {
    const name = await freshStream(2000);
    const sink = await opened({ subject: name });
    const place = { journal: 'suite0000', position: 4, time: 0 };
    const large = outcomeAt(3, { data: 'x'.repeat(3000) });
    const huge = { ...outcomeAt(4, {}), outcome: outcomeFromRecord(`\\DT${'x'.repeat(2_000_000)}`, place) };
    const refused = await sink.deliver([...plainOutcomes(3), large, huge, outcomeAt(5, {})], never);
    expect(refused.map(({ position }) => position)).toEqual([3, 4]);
    expect(await held(name)).toHaveLength(4);
  });

  test('a subject that no stream holds is said to be so, and tried again', async () => {
    const sink = await opened({ subject: 'nowhere' });
    await expect(sink.deliver(plainOutcomes(1), never)).rejects.toMatchObject({
      code: 'SINK_SETTINGS',
      retryable: true,
    });
  });
});

test('settings that make no sense are refused', () => {
  for (const wrong of [{ servers: [] }, { servers: ['x'], subject: 'a.>' }, { servers: ['x'], subject: 'a..b' }]) {
    expect(() => natsSink(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
});
