import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { runService } from './support/running-service.ts';

test(`${verifies('LIM-4')}forty sockets with a flood each do not keep another waiting until theirs is handled`, async () => {
  await using running = await runService({ messagesPerSecond: 1_000_000 });
  const flood = 'VS\\VI0\0'.repeat(50_000);
  const floods = await Promise.all(Array.from({ length: 40 }, () => running.connect()));
  const other = await running.connect();
  for (const { socket } of floods) socket.write(flood);
  while (running.service.status().counters.requests < 1000) await new Promise(setImmediate);
  const before = running.service.status().counters.requests;
  other.send('VS');
  expect(await other.next()).toBe('DA');
  const meanwhile = running.service.status().counters.requests - before;
  expect(meanwhile).toBeLessThan(200_000);
});

test(`${verifies('LIM-4')}a socket that sends more than its messages a second is read more slowly; nothing is dropped, others are not slowed`, async () => {
  await using running = await runService({ messagesPerSecond: 100 });
  const [eager, other] = [await running.connect(), await running.connect()];
  const began = performance.now();
  eager.send(...Array.from({ length: 300 }, (_, at) => `VS\\VI0\\TK${at}`));
  other.send('VS');
  expect(await other.next()).toBe('DA');
  expect(await eager.take(300)).toEqual(Array.from({ length: 300 }, (_, at) => `MV\\TK${at}`));
  expect(performance.now() - began).toBeGreaterThan(1900);
  expect(running.warnings).toContainEqual(
    expect.stringMatching(/^The socket from 127.* is read more slowly: it sends more than 100 messages a second$/),
  );
});

test(`${verifies('LIM-4')}a socket that gets nothing but ERs is read more slowly after a burst; each is answered, others and right messages are not slowed`, async () => {
  await using running = await runService({ rejectionsPerSecond: 10 });
  const [wrong, right] = [await running.connect(), await running.connect()];
  wrong.send(...Array.from({ length: 110 }, (_, at) => `EO\\TX${at}`));
  // A hundred at once; the others come while it is told.
  await wrong.take(100);
  right.send(...Array.from({ length: 1000 }, (_, at) => `VS\\VI0\\TK${at}`));
  expect((await right.take(1000)).at(-1)).toBe('MV\\TK999');
  expect((await wrong.take(10)).every((frame) => frame.startsWith('ER'))).toBe(true);
  const held =
    /^The socket from 127.* is read more slowly: more than 10 of its messages a second are answered by an ER$/;
  expect(running.warnings).toContainEqual(expect.stringMatching(held));
  expect(running.service.status().events).toContainEqual(expect.objectContaining({ event: 'rejectionsHeld' }));
  wrong.send('VS');
  expect(await wrong.next()).toBe('DA');
});

test(`${verifies('LIM-4')}an address that errs on a new socket each time is read more slowly; who does not err there is not`, async () => {
  await using running = await runService({ rejectionsPerSecond: 10 });
  // Half of what a socket may err at once, on each: it is the address that is held.
  const wrong = async (count: number): Promise<void> => {
    const client = await running.connect();
    client.send(...Array.from({ length: count }, (_, at) => `EO\\TX${at}`));
    expect((await client.take(count)).every((frame) => frame.startsWith('ER'))).toBe(true);
    client.socket.destroy();
  };
  const warned =
    /^The socket from 127.* is read more slowly: more than 50 messages a second of its address are answered/;
  while (!running.warnings.some((line) => warned.test(line))) await wrong(50);
  const right = await running.connect();
  const held = wrong(20);
  right.send(...Array.from({ length: 1000 }, (_, at) => `VS\\VI0\\TK${at}`));
  expect((await right.take(1000)).at(-1)).toBe('MV\\TK999');
  await held;
});

test(`${verifies('LIM-4')}requests that cost the journal something count as ten`, async () => {
  await using running = await runService({ messagesPerSecond: 100 });
  const client = await running.connect();
  const began = performance.now();
  const pairs = Array.from({ length: 10 }, (_, at) => [`EO\\TX${at}\\FO`, `EE\\TX${at}`]).flat();
  client.send(...pairs);
  expect(await client.take(10)).toEqual(Array.from({ length: 10 }, (_, at) => `EF\\TX${at}`));
  expect(performance.now() - began).toBeGreaterThan(900);
});

test('what comes with the end of the peer is answered', async () => {
  await using running = await runService();
  const client = await running.connect();
  client.socket.end(`VS\0${'VS\\VI0\\TKx\0'.repeat(5000)}VS\0`);
  expect((await client.take(5002)).filter((frame) => frame === 'DA')).toHaveLength(2);
  await client.closed;
});
