import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { graceMs, watchLoop } from './support/loop-watch.ts';
import { numbered, runService } from './support/running-service.ts';

/** Parks token `app`, records `count` outcomes, and re-issues with this rate. */
async function withBacklog(running: Awaited<ReturnType<typeof runService>>, count: number, rate: string) {
  const first = await running.connect();
  first.send(String.raw`EO\TXfeed\PSapp\FO\SO`);
  await first.next();
  await first.end();
  for (let from = 1; from <= count; from += 5000) {
    await running.recordNumbered(from, Math.min(count, from + 4999));
  }
  const second = await running.connect();
  second.send(String.raw`EO\TXfeed\PSapp\FO\SO\TKon` + rate);
  await second.next();
  return second;
}

/** When each outcome came, milliseconds after the first. */
async function arrivals(client: { next: () => Promise<string> }, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    await client.next();
    times.push(performance.now());
  }
  return times.map((time) => time - (times[0] ?? 0));
}

function mostInAnySecond(times: readonly number[]): number {
  let oldest = 0;
  return times.reduce((most, time, index) => {
    while (time - (times[oldest] ?? time) >= 1000) oldest++;
    return Math.max(most, index - oldest + 1);
  }, 0);
}

test.each([
  [1, 3],
  [100, 250],
  [10_000, 25_000],
])(`${verifies('RC-2', 'RC-1')}CS %i is held and reached`, async (rate, count) => {
  await using running = await runService();
  const client = await withBacklog(running, count + 10, `\\CS${rate}`);
  const watch = watchLoop();
  const times = await arrivals(client, count);
  const { longestMs, lostMs } = watch.end();
  // Outcomes that wait while this process stands still arrive closer together than they were sent.
  expect(mostInAnySecond(times)).toBeLessThanOrEqual(Math.ceil(rate * (1 + longestMs / 1000)));
  // What a late turn leaves unsent beyond the burst is not made up for: the rate would be exceeded. A burst is one outcome at least.
  const singlyMs = rate * graceMs < 1000 ? count * graceMs : 0;
  const secondsToSend = ((times.at(-1) ?? 0) - lostMs - singlyMs) / 1000;
  expect((count - 1) / secondsToSend).toBeGreaterThanOrEqual(rate * 0.97);
});

test(`${verifies('RC-1')}without CS the backlog comes at 100 a second`, async () => {
  await using running = await runService();
  const client = await withBacklog(running, 160, '');
  const times = await arrivals(client, 151);
  expect((times.at(-1) ?? 0) / 1000).toBeGreaterThanOrEqual(1.48);
});

test(`${verifies('RC-3')}the rate is shared by the transactions of a token`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(String.raw`EO\TXa\PSapp\FO\SO`, String.raw`EO\TXb\PSapp\FO\SO\TKb`);
  await first.take(2);
  await first.end();
  await running.recordNumbered(1, 60);
  const second = await running.connect();
  second.send(String.raw`EO\TXa\PSapp\FO\SO\CS100`, String.raw`EO\TXb\PSapp\FO\SO\CS100`);
  const times = await arrivals(second, 120);
  expect((times.at(-1) ?? 0) / 1000).toBeGreaterThanOrEqual(1.1);
});

test(`${verifies('RC-4')}with the backlog gone the limit is off, and nothing overtakes it`, async () => {
  await using running = await runService();
  const client = await withBacklog(running, 20, String.raw`\CS10`);
  await running.recordNumbered(21, 40);
  const expected = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `OZ\\TXfeed${numbered(from + index)}`);
  expect(await client.take(40)).toEqual(expected(1, 40));
  await running.recordNumbered(41, 2040);
  // At the rate of the rollforward this would take more time than a test has.
  expect(await client.take(2000)).toEqual(expected(41, 2040));
  expect(running.service.status().transactions).toMatchObject([{ state: 'live', backlog: 0 }]);
});

test(`${verifies('RC-6')}a reader that does not read stops delivery; what it left comes when it reads again`, async () => {
  await using running = await runService({ writeBytes: 64 * 1024 });
  const client = await running.connect();
  client.send(String.raw`EO\TXslow\FO\SO\TKon`);
  await client.next();
  client.socket.pause();
  const count = 200_000;
  for (let from = 1; from <= count; from += 10_000) await running.recordNumbered(from, from + 9999);
  const { outcomesDelivered, bytesDelivered } = running.service.status().counters;
  expect(outcomesDelivered).toBeLessThan(count);
  expect(bytesDelivered).toBeLessThan(10 * 1024 * 1024);
  client.socket.resume();
  const received = await client.take(count);
  expect(received.at(-1)).toBe(`OZ\\TXslow${numbered(count)}`);
  expect(received.every((frame, index) => frame === `OZ\\TXslow${numbered(index + 1)}`)).toBe(true);
});

test(`${verifies('RC-5')}a rate below what arrives is reported with the time to live: never`, async () => {
  let now = 1_000_000;
  await using running = await runService({ now: () => now, reportIntervalMs: 10 });
  const client = await withBacklog(running, 200, String.raw`\CS10`);
  await client.next();
  await running.recordNumbered(201, 5000);
  now += 1000;
  const reported = Promise.withResolvers<void>();
  const watch = setInterval(() => {
    if (running.warnings.some((line) => /rolls forward at 10 a second.*time to live: never/.test(line)))
      reported.resolve();
  }, 2);
  await reported.promise;
  clearInterval(watch);
  expect(running.service.status().transactions).toMatchObject([{ state: 'rollingForward', rate: 10 }]);
});
