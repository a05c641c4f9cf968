import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryJournal } from '@sdmp/journal';
import { createRandom } from '@sdmp/testkit';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openMemorySinkState, type Sink, type SinkError, SinkRunner } from '../src/index.ts';
import { plainOutcomes, sinkSuite } from '../src/suite/index.ts';
import { type WebhookOptions, webhookSink } from '../src/webhook/index.ts';
import { FakeClock } from './support/fake-clock.ts';
import { appendShift } from './support/records.ts';
import { type ReceivedRequest, WebhookReceiver } from './support/webhook-receiver.ts';

const never = new AbortController().signal;
const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const newSecret = `whsec_${Buffer.from('another secret of some l.').toString('base64')}`;

for (const mode of ['batched', 'structured'] as const) {
  describe(`a ${mode} webhook`, () => {
    const open = async () => {
      const receiver = await WebhookReceiver.start();
      const make = (): Sink => webhookSink({ url: receiver.url, mode, batch: 40, parallel: 3, secrets: [secret] });
      return {
        sink: make(),
        received: async () => [...receiver.ids],
        again: async () => make(),
        takeDown: () => receiver.takeDown(),
        bringUp: () => receiver.bringUp(),
        dispose: () => receiver.stop(),
      };
    };
    for (const { name, run } of sinkSuite(open, { outages: true })) test(name, run);
  });
}

interface World {
  readonly receiver: WebhookReceiver;
  readonly sink: Sink;
}

async function world(options: Partial<WebhookOptions> = {}): Promise<World> {
  const receiver = await WebhookReceiver.start();
  const sink = webhookSink({ url: receiver.url, batch: 10, parallel: 2, ...options });
  onTestFinished(async () => {
    await sink.close();
    await receiver.stop();
  });
  await sink.open(never);
  return { receiver, sink };
}

async function errorOf(promise: Promise<unknown>): Promise<SinkError> {
  const error: unknown = await promise.then(
    () => expect.fail('it must reject'),
    (cause: unknown) => cause,
  );
  return error as SinkError;
}

/** The signature as the specification says it, by hand. */
function signatureOf({ headers, body }: ReceivedRequest, key: string): string {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', bytes).update(signed).digest('base64')}`;
}

test('what is posted are CloudEvents that other software reads, one or many a request', async () => {
  const outcomes = plainOutcomes(3);
  const { receiver, sink } = await world({ ordered: 'all' });
  await sink.deliver(outcomes, never);
  const [request] = receiver.requests;
  expect(request?.headers['content-type']).toBe('application/cloudevents-batch+json; charset=utf-8');
  const events = HTTP.toEvent<{ campaignName: string }>({
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: request?.body,
  });
  if (!Array.isArray(events)) throw new TypeError('a batch was expected');
  expect(events.map(({ id, subject }) => [id, subject])).toEqual(
    outcomes.map(({ id, outcome }) => [id, outcome.sessionIdentifier]),
  );
  expect(events.map(({ data }) => data)).toEqual(outcomes.map(({ outcome }) => outcome.toJSON()));
  expect(events.map(({ source }) => source)).toEqual([
    'sdmp:/suite0000',
    'sdmp:/suite0000/dialer-a',
    'sdmp:/suite0000/dialer-a',
  ]);

  const single = await world({ mode: 'structured' });
  await single.sink.deliver(outcomes.slice(0, 1), never);
  const [one] = single.receiver.requests;
  expect(one?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  const read = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: one?.body });
  expect(read instanceof CloudEvent && read.validate()).toBe(true);
});

test('receivers verify a signature with the library of Standard Webhooks', async () => {
  const { receiver, sink } = await world({ secrets: [secret] });
  await sink.deliver(plainOutcomes(5), never);
  for (const { body, headers } of receiver.requests) {
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeInstanceOf(Array);
  }
});

test('a request is signed with every secret, and one that is sent again has the same id', async () => {
  const clock = new FakeClock();
  const { receiver, sink } = await world({ secrets: [secret, newSecret], clock, ordered: 'all' });
  const outcomes = plainOutcomes(5);
  receiver.answer = () => (receiver.requests.length === 1 ? 500 : 204);
  await errorOf(sink.deliver(outcomes, never));
  clock.pass(60_000);
  await sink.deliver(outcomes, never);
  await sink.deliver(outcomes.slice(1), never);
  const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
  expect(ids[0]).toMatch(/^batch_[0-9a-f]{32}$/);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
  for (const request of receiver.requests) {
    const signatures = String(request.headers['webhook-signature']).split(' ');
    expect(signatures).toEqual([signatureOf(request, secret), signatureOf(request, newSecret)]);
  }
  const stamps = receiver.requests.map(({ headers }) => Number(headers['webhook-timestamp']));
  expect(stamps[1]).toBe((stamps[0] ?? 0) + 60);
});

test('secrets come from files and can be exchanged while the sink runs; a file that holds none is named, not shown', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-webhook-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'secret');
  writeFileSync(file, `${secret}\n`);
  const clock = new FakeClock();
  const { receiver, sink } = await world({ secretFiles: [file], clock, ordered: 'all' });
  await sink.deliver(plainOutcomes(1), never);
  writeFileSync(file, newSecret);
  clock.pass(60_000);
  await sink.deliver(plainOutcomes(2), never);
  const [before, after] = receiver.requests;
  if (before === undefined || after === undefined) throw new Error('two requests were expected');
  expect(before.headers['webhook-signature']).toBe(signatureOf(before, secret));
  expect(after.headers['webhook-signature']).toBe(signatureOf(after, newSecret));

  writeFileSync(file, 'hunter2 !');
  clock.pass(60_000);
  const wrong = await errorOf(sink.deliver(plainOutcomes(1), never));
  expect(wrong).toMatchObject({ code: 'SINK_SETTINGS', retryable: true });
  expect(wrong.message).toContain(file);
  expect(wrong.message).not.toContain('hunter2');
  rmSync(file);
  expect(await errorOf(sink.deliver(plainOutcomes(1), never))).toMatchObject({ code: 'SINK_SETTINGS' });
});

test('what each answer means', async () => {
  const now = Date.UTC(2026, 10, 22, 9);
  const { receiver, sink } = await world({ mode: 'structured', ordered: 'all', clock: new FakeClock(now) });
  const asked = new Date(now + 120_000).toUTCString();
  const table = [
    [500, {}, 'SINK_UNAVAILABLE', undefined],
    [503, { 'retry-after': '7' }, 'SINK_UNAVAILABLE', 7000],
    [503, { 'retry-after': 'soon' }, 'SINK_UNAVAILABLE', undefined],
    [429, { 'retry-after': asked }, 'SINK_UNAVAILABLE', 120_000],
    [408, {}, 'SINK_UNAVAILABLE', undefined],
    [302, { location: '/elsewhere' }, 'SINK_SETTINGS', 60_000],
    [401, {}, 'SINK_SETTINGS', 60_000],
    [403, {}, 'SINK_SETTINGS', 60_000],
    [404, { 'retry-after': '1' }, 'SINK_SETTINGS', 1000],
    [410, {}, 'SINK_SETTINGS', 60_000],
    [415, {}, 'SINK_SETTINGS', 60_000],
  ] as const;
  for (const [status, headers, code, retryAfterMs] of table) {
    receiver.answer = () => ({ status, headers });
    const error = await errorOf(sink.deliver(plainOutcomes(1), never));
    expect(error, String(status)).toMatchObject({ code, retryable: true, retryAfterMs });
    expect(error.message).toContain(`answered ${status}`);
  }
  for (const status of [400, 409, 413, 422]) {
    receiver.answer = () => status;
    expect(await sink.deliver(plainOutcomes(1), never), String(status)).toEqual([
      { position: 0, reason: `${new URL(receiver.url).host} answered ${status}` },
    ]);
  }
  receiver.answer = () => 202;
  expect(await sink.deliver(plainOutcomes(1), never)).toEqual([]);
});

test('what a receiver says when it refuses is kept without the values of our headers', async () => {
  const { receiver, sink } = await world({ headers: { authorization: 'Bearer secret-0815' } });
  receiver.answer = () => (response) => {
    response.statusCode = 422;
    response.end(`Bearer secret-0815 may not post: ${'x'.repeat(10_000)}`);
  };
  const [refused] = await sink.deliver(plainOutcomes(1), never);
  expect(refused?.answer).toMatch(/^••• may not post: x+$/);
  expect(refused?.answer?.length).toBeLessThan(2048);
});

test('a request that is too large is sent in halves, and a poisoned event alone is refused', async () => {
  const { receiver, sink } = await world({ batch: 64, ordered: 'all' });
  const outcomes = plainOutcomes(64);
  const poisoned = outcomes[37]?.id ?? '';
  receiver.answer = ({ ids }) => (ids.length > 16 ? 413 : ids.includes(poisoned) ? 400 : 200);
  expect((await sink.deliver(outcomes, never)).map(({ position }) => position)).toEqual([37]);
  expect([...receiver.ids]).toEqual(outcomes.map(({ id }) => id).filter((id) => id !== poisoned));
});

test('what was taken is not sent again when the rest is, not even the poison', async () => {
  const { receiver, sink } = await world({ batch: 4, ordered: 'all' });
  const outcomes = plainOutcomes(12);
  const poisoned = outcomes[1]?.id ?? '';
  let isUp = false;
  receiver.answer = ({ ids }) => {
    if (ids.includes(poisoned)) return 422;
    return ids.some((id) => id === outcomes[9]?.id) && !isUp ? 503 : 200;
  };
  expect(await errorOf(sink.deliver(outcomes, never))).toMatchObject({ code: 'SINK_UNAVAILABLE' });
  const before = receiver.requests.length;
  isUp = true;
  expect((await sink.deliver(outcomes, never)).map(({ position }) => position)).toEqual([1]);
  expect(receiver.requests.slice(before).map(({ ids }) => ids)).toEqual([outcomes.slice(8).map(({ id }) => id)]);
  expect(receiver.ids.size).toBe(11);
});

test('requests run side by side up to the limit; one after the other when everything is ordered', async () => {
  const outcomes = plainOutcomes(60);
  const wide = await world({ batch: 5, parallel: 3, ordered: 'none' });
  // Answers only when three are there, so that fewer at once would never end.
  let arrived = 0;
  const three = Promise.withResolvers<void>();
  wide.receiver.answer = async () => {
    if (++arrived === 3) three.resolve();
    await three.promise;
    return 200;
  };
  await wide.sink.deliver(outcomes, never);
  expect(wide.receiver.mostAtOnce).toBe(3);
  expect(wide.receiver.ids.size).toBe(60);

  const narrow = await world({ batch: 5, parallel: 3, ordered: 'all' });
  await narrow.sink.deliver(outcomes, never);
  expect(narrow.receiver.mostAtOnce).toBe(1);
  expect([...narrow.receiver.ids]).toEqual(outcomes.map(({ id }) => id));
});

test('a receiver that does not answer, resets or talks without end holds nothing up', async () => {
  const { receiver, sink } = await world({ timeoutMs: 200, ordered: 'all' });
  receiver.answer = () => () => undefined;
  const late = await errorOf(sink.deliver(plainOutcomes(1), never));
  expect(late).toMatchObject({ code: 'SINK_UNAVAILABLE' });
  expect(late.message).toContain('no answer within 200 ms');
  receiver.answer = () => (response) => response.destroy();
  expect(await errorOf(sink.deliver(plainOutcomes(1), never))).toMatchObject({ code: 'SINK_UNAVAILABLE' });

  let written = 0;
  receiver.answer = () => (response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) written += 65_536;
      response.once('drain', more);
    };
    more();
  };
  const patient = await world({ ordered: 'all' });
  patient.receiver.answer = receiver.answer;
  expect(await patient.sink.deliver(plainOutcomes(1), never)).toEqual([]);
  expect(written).toBeLessThan(64 * 1024 * 1024);
});

test('a delivery under way can be aborted', async () => {
  const { receiver, sink } = await world({ ordered: 'all' });
  const arrived = Promise.withResolvers<void>();
  receiver.answer = () => {
    arrived.resolve();
    return () => undefined;
  };
  const stop = new AbortController();
  const delivered = sink.deliver(plainOutcomes(1), stop.signal);
  delivered.catch(() => undefined);
  await arrived.promise;
  stop.abort(new Error('enough'));
  await expect(delivered).rejects.toThrow('enough');
});

test('a connection that the receiver closed while idle costs no failure', async () => {
  const { receiver, sink } = await world({ ordered: 'all' });
  receiver.answer =
    ({ ids }) =>
    (response) => {
      for (const id of ids) receiver.ids.add(id);
      response.writeHead(200).end();
      const { socket } = response;
      response.once('finish', () => socket?.end());
    };
  for (let at = 0; at < 20; at++) expect(await sink.deliver(plainOutcomes(1, at), never)).toEqual([]);
  expect(receiver.ids.size).toBe(20);
});

test('a receiver that fails at random ends with everything, whatever it did to each request', async () => {
  const { receiver, sink } = await world({ batch: 20, parallel: 3 });
  const random = createRandom(5);
  receiver.answer = ({ ids }) => {
    const draw = random.next() % 10;
    if (draw === 0) return 500;
    if (draw === 1) return { status: 503, headers: { 'retry-after': '0' } };
    if (draw === 2) return (response) => response.destroy();
    if (draw > 3) return 204;
    return (response) => {
      for (const id of ids) receiver.ids.add(id);
      response.destroy();
    };
  };
  const journal = await openMemoryJournal();
  const state = openMemorySinkState();
  const retry = { firstMs: 1, longestMs: 5 };
  const runner = new SinkRunner({ name: 'crm', sink, journal, state, retry, batch: { waitMs: 0 } });
  onTestFinished(() => runner.close());
  const end = await appendShift(journal, 3000);
  runner.start();
  await expect.poll(() => runner.status.position).toBe(end);
  expect(receiver.ids.size).toBe(3000);
  expect(runner.status).toMatchObject({ delivered: 3000, deadLetters: 0 });
});

test('an address that is none, and a secret that is none, are refused at once', () => {
  for (const wrong of [{ url: 'ftp://x' }, { url: 'http://user:pass@x' }, { url: 'http://x', secrets: ['%%'] }]) {
    expect(() => webhookSink(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
  expect(() => webhookSink({ url: 'http://x', parallel: 65 })).toThrow(/1 to 64/);
});
