import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import type { PlainSocket } from './support/plain-socket.ts';
import { numbered, runService, type ServiceUnderTest } from './support/running-service.ts';

const tooMany = String.raw`ER\EC9019\FM""\MSToo many connections are open; try again`;

async function answers(socket: PlainSocket): Promise<void> {
  socket.send('VS');
  expect(await socket.next()).toBe('DA');
}

const happened = ({ service }: ServiceUnderTest, event: string) =>
  service.status().events.find((record) => record.event === event);

test(`${verifies('LIM-1')}one address gets its share of the places and is told; a newcomer from another gets one`, async () => {
  await using running = await runService({ maxSessionsPerAddress: 3 });
  const own = await Promise.all([1, 2, 3].map(() => running.connect()));
  const refused = await running.connect();
  expect(await refused.next()).toBe(tooMany);
  await refused.closed;
  const line = /^A socket from 127\.0\.0\.1:\d+ was refused: 3 of that address are open, the limit is 3$/;
  expect(happened(running, 'addressSessionsRefused')?.line).toMatch(line);
  await answers(await running.connect(false, { from: '127.0.0.2' }));
  await own[0]?.end();
  await answers(await running.connect());
  expect(running.service.status().sessions).toBe(4);
});

test(`${verifies('LIM-1')}a flood of refused sockets is a few log lines, and all are counted`, async () => {
  await using running = await runService({ maxSessionsPerAddress: 1 });
  const own = await running.connect();
  for (let round = 0; round < 20; round++) {
    const refused = await Promise.all(Array.from({ length: 25 }, () => running.connect()));
    await Promise.all(refused.map(({ closed }) => closed));
  }
  await answers(own);
  expect(running.service.status().counters).toMatchObject({ addressSessionsRefused: 500, sessionsBroken: 0 });
  expect(running.warnings.length).toBeLessThanOrEqual(5);
});

test(`${verifies('LIM-1')}when every place is taken, a newcomer gets that of a socket that asked for nothing, of a greedier address`, async () => {
  await using running = await runService({ maxSessions: 4, maxSessionsPerAddress: 4 });
  const subscriber = await running.connect();
  subscriber.send(String.raw`EO\TXa\FO\SO\TK1`);
  await subscriber.next();
  const idle = await running.connect();
  await answers(idle);
  const others = [await running.connect(), await running.connect()];
  const newcomer = await running.connect(false, { from: '127.0.0.2' });
  await answers(newcomer);
  expect(await idle.next()).toBe(tooMany);
  await idle.closed;
  expect(happened(running, 'sessionsDisplaced')?.line).toMatch(
    /to make room: it asked for nothing that is right, and 4 of that/,
  );

  // Its own address has three now, and the newcomer's would have two; after that nobody is greedier.
  await answers(await running.connect(false, { from: '127.0.0.2' }));
  const refused = await running.connect(false, { from: '127.0.0.2' });
  expect(await refused.next()).toBe(tooMany);
  expect(happened(running, 'sessionsRefused')?.line).toMatch(/4 are open, the limit is 4$/);
  await running.recordNumbered(1, 1);
  expect(await subscriber.next()).toBe(`OZ\\TXa${numbered(1)}`);
  await others[0]?.closed;
});

test(`${verifies('LIM-1', 'LIM-4')}an address whose places are held by sockets that err, or whose peers have gone meanwhile, has room for a newcomer; who asks rightly keeps theirs`, async () => {
  await using running = await runService({ maxSessionsPerAddress: 4, rejectionsPerSecond: 1 });
  const right = await running.connect();
  await answers(right);
  const [gone, wrong, corrected] = [await running.connect(), await running.connect(), await running.connect()];
  // More than it may err at once: what is left is not read, and neither is the end of its peer.
  gone.send(...Array.from({ length: 200 }, (_, at) => `EO\\TX${at}`));
  await gone.take(10);
  gone.socket.destroy();
  for (const socket of [wrong, corrected]) {
    socket.send('EO');
    expect(await socket.next()).toMatch(/^ER/);
  }
  await answers(corrected);
  const newcomers = [await running.connect(), await running.connect()];
  for (const newcomer of newcomers) await answers(newcomer);
  expect(await wrong.next()).toBe(tooMany);
  const refused = await running.connect();
  expect(await refused.next()).toBe(tooMany);
  for (const socket of [right, corrected, ...newcomers]) await answers(socket);
  const line = /is closed to make room: it asked for nothing that is right, and 4 of that address are open$/;
  expect(happened(running, 'sessionsDisplaced')?.line).toMatch(line);
  expect(happened(running, 'addressSessionsRefused')).toMatchObject({ count: 1 });
});

test(`${verifies('LIM-2')}a socket that asks for nothing is closed; one with a transaction or a DA interval may stay silent`, async () => {
  await using running = await runService({ idleTimeMs: 300 });
  const [silent, subscriber, advised] = [await running.connect(), await running.connect(), await running.connect()];
  subscriber.send(String.raw`EO\TXa\FO\SO\TK1`);
  advised.send(String.raw`VS\VI1\TK1`);
  await Promise.all([subscriber.next(), advised.next()]);
  expect(await silent.next()).toBe(String.raw`ER\EC9019\FM""\MSThis socket asked for nothing within 300 ms`);
  await silent.closed;
  expect(await advised.take(2)).toEqual(['DA', 'DA']);
  await answers(subscriber);
  expect(happened(running, 'sessionsIdle')).toMatchObject({ count: 1 });
});

test(`${verifies('LIM-2')}a frame that is sent byte by byte must end in time; whole ones take as long as they like`, async () => {
  await using running = await runService({ frameTimeMs: 400 });
  const [slow, honest] = [await running.connect(), await running.connect()];
  const dripping = setInterval(() => slow.socket.write('x'), 20);
  const asking = setInterval(() => honest.send('VS'), 20);
  expect(await slow.next()).toBe(String.raw`ER\EC9019\FM""\MSThis socket did not finish a frame within 400 ms`);
  await slow.closed;
  clearInterval(dripping);
  clearInterval(asking);
  await answers(honest);
  expect(happened(running, 'framesUnfinished')).toMatchObject({ count: 1 });
});

test(`${verifies('LIM-2', 'PS-1')}a subscriber that never reads is cut in time, and gets all when it is back`, async () => {
  await using running = await runService({ stalledTimeMs: 300 });
  const deaf = await running.connect();
  deaf.send(String.raw`EO\TXa\PSapp\FO\SO\TKack:eo:1`);
  await deaf.take(2);
  deaf.socket.pause();
  const body = String.raw`\CNSales1\RE10\ZZ${'x'.repeat(100_000)}`;
  for (let round = 0; round < 16; round++) {
    await running.record(...Array.from({ length: 16 }, (_, at) => `OZ\\SI${round * 16 + at}${body}`));
  }
  await expect.poll(() => happened(running, 'sessionsStalled')?.count).toBe(1);
  expect(running.service.status().sessions).toBe(0);
  const back = await running.connect();
  back.send(String.raw`EO\TXa\PSapp\CS1000000\FO\SO\TK1`);
  const received = await back.take(257);
  expect(received.slice(1).map((frame) => /SI(\d+)/.exec(frame)?.[1])).toEqual(
    Array.from({ length: 256 }, (_, at) => String(at)),
  );
});

test(`${verifies('LIM-2')}a socket that asks for more answers than it takes is cut at the limit`, async () => {
  await using running = await runService({ maxWaitingBytes: 300_000 });
  const greedy = await running.connect();
  greedy.socket.pause();
  const sending = setInterval(() => greedy.send(`XX\\${'y'.repeat(500_000)}`), 5);
  await expect.poll(() => happened(running, 'sessionsOverfull')?.count).toBe(1);
  clearInterval(sending);
  expect(running.service.status().sessions).toBe(0);
});
