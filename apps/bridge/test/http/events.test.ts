import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openMemoryJournal } from '@sdmp/journal';
import { withDamage } from '@sdmp/journal/conformance';
import { expect, test } from 'vitest';
import { EventReader } from './support/event-reader.ts';
import { runApi } from './support/run-api.ts';
import { salesFrames } from './support/sales-frames.ts';

test('outcomes come as they are recorded, each with its position', async () => {
  const { ask, record } = await runApi();
  await record(salesFrames(3));
  const reader = new EventReader(await ask('/events'));
  await record(salesFrames(2, 3), { source: 'north' });
  expect(await reader.take(2)).toMatchObject([
    {
      event: 'outcome',
      id: expect.stringMatching(/\.3$/),
      data: { position: 3, source: 'north', sessionIdentifier: 'S3', telephoneNumber: '••••••••003' },
    },
    { event: 'outcome', id: expect.stringMatching(/\.4$/), data: { position: 4 } },
  ]);
});

test('who comes back with the last id misses nothing and gets nothing twice', async () => {
  const { ask, record } = await runApi();
  await record(salesFrames(5000));
  const seen: (string | undefined)[] = [];
  let last: string | undefined;
  while (seen.length < 5000) {
    const headers: Record<string, string> = last === undefined ? {} : { 'last-event-id': last };
    const reader = new EventReader(await ask('/events?from=0', { headers }));
    const events = await reader.take(Math.min(700, 5000 - seen.length));
    await reader.close();
    seen.push(...events.map(({ id }) => id?.split('.')[1]));
    last = events.at(-1)?.id;
  }
  expect(seen).toEqual(Array.from({ length: 5000 }, (_, number) => String(number)));
});

test('only what matches comes', async () => {
  const { ask, record } = await runApi();
  await record(salesFrames(100));
  const reader = new EventReader(await ask('/events?from=0&campaign=Sales&agent=Joe'));
  const events = await reader.take(17);
  expect(events.map(({ id }) => Number(id?.split('.')[1]))).toEqual(
    Array.from({ length: 17 }, (_, index) => index * 6),
  );
});

test('what retention has taken is said to be missing, and the rest follows', async () => {
  const { ask, record, journal } = await runApi();
  await record(salesFrames(10));
  await record(salesFrames(5, 10));
  await journal.prune({ maxBytes: journal.stats().bytes - 1 });
  const reader = new EventReader(await ask('/events', { headers: { 'last-event-id': '3' } }));
  expect(await reader.take(2)).toMatchObject([
    { event: 'gap', id: expect.stringMatching(/\.9$/), data: { from: 4, to: 10, reason: 'retention' } },
    { event: 'outcome', id: expect.stringMatching(/\.10$/) },
  ]);
});

test('what is damaged is said to be missing, and the rest follows', async () => {
  const whole = await openMemoryJournal();
  const { ask, record } = await runApi({ parts: { journal: withDamage(whole, { first: 2, next: 5 }) } });
  for (let number = 0; number < 8; number++) await record(salesFrames(1, number));
  const reader = new EventReader(await ask('/events?from=1'));
  expect(await reader.take(3)).toMatchObject([
    { event: 'outcome', id: expect.stringMatching(/\.1$/) },
    { event: 'gap', id: expect.stringMatching(/\.4$/), data: { from: 2, to: 5, reason: 'damage' } },
    { event: 'outcome', id: expect.stringMatching(/\.5$/) },
  ]);
});

test('a place beyond the end is said to be of another history, and what is recorded next comes', async () => {
  const { ask, record } = await runApi();
  await record(salesFrames(10));
  const reader = new EventReader(await ask('/events', { headers: { 'last-event-id': '41' } }));
  expect(await reader.take(1)).toMatchObject([
    { event: 'gap', id: expect.stringMatching(/\.9$/), data: { from: 42, to: 10, reason: 'history' } },
  ]);
  await record(salesFrames(1, 10));
  expect(await reader.take(1)).toMatchObject([{ event: 'outcome', id: expect.stringMatching(/\.10$/) }]);
});

test('an id that is none is refused', async () => {
  const { ask } = await runApi();
  expect((await ask('/events', { headers: { 'last-event-id': 'x' } })).status).toBe(400);
});

test('more readers than the limit are told to come back, and places become free', async () => {
  const { ask, record } = await runApi({ maxEventReaders: 1 });
  const reader = new EventReader(await ask('/events'));
  const refused = await ask('/events');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('5');
  await reader.close();
  let response = await ask('/events');
  while (response.status === 503) {
    await sleep(10);
    response = await ask('/events');
  }
  const next = new EventReader(response);
  await record(salesFrames(1));
  expect((await next.next()).id).toMatch(/\.0$/);
});

test('a reader that takes nothing is held back, then cut off, and continues where it was', async () => {
  const { url, record, ask } = await runApi({ stalledReaderMs: 500, maxEventReaders: 1 });
  const frames = salesFrames(1000).map((frame) => `${frame}\\DT${'x'.repeat(2000)}`);
  for (let batch = 0; batch < 40; batch++) await record(frames);
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write('GET /api/v1/events?from=0&unmask=true HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
  const [beginning] = (await once(socket, 'data')) as [Buffer];
  expect(beginning.toString()).toContain('200 OK');
  socket.pause();
  // Its place becomes free when it is cut off.
  let response = await ask('/events?from=39999');
  while (response.status === 503) {
    await sleep(20);
    response = await ask('/events?from=39999');
  }
  expect((await new EventReader(response).next()).id).toMatch(/\.39999$/);
  const closed = once(socket, 'close');
  socket.resume();
  await closed;
  // 80 MB were there for it; what was on the way fits into the system's buffers.
  expect(socket.bytesRead).toBeLessThan(40_000_000);
});
