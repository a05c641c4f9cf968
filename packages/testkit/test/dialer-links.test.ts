import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { createRandom, type LinkDeath, startLink, startSimulatedDialer } from '../src/index.ts';
import { type PlainClient, plainClient } from './support/plain-client.ts';

const wanted = 8_000;
const request = String.raw`EO\TXa\PSp\CS1000000\SO\FO`;
const sessionIn = /\\SI[^\\]*_(\d+)/;
const deaths: readonly LinkDeath[] = ['close', 'reset', 'silence'];

/** Reads outcomes up to `count`, acknowledges after each hundred, and ends early when the link dies. */
async function readSome(client: PlainClient, count: number, take: (session: number) => void): Promise<void> {
  let read = 0;
  while (read < count) {
    const frame = await client.next();
    const session = sessionIn.exec(frame)?.[1];
    if (session === undefined) continue;
    take(Number(session));
    read += 1;
    if (read % 100 === 0) client.send(String.raw`VS\TKack:${read}`);
  }
}

test(verifies('PS-1', 'ACK-2', 'OZ-5') +
  'an acknowledging client loses nothing although its link fails repeatedly', async () => {
  const random = createRandom(99);
  const dialer = await startSimulatedDialer({ seed: 3, outcomesPerSecond: 20_000 });
  dialer.pause();
  const link = await startLink({ target: dialer });
  let highest = 0;
  let first: number | undefined;
  const seen = new Set<number>();
  for (let round = 0; seen.size < wanted; round++) {
    const client = await plainClient(link.port);
    client.send(String.raw`VS\TKack:0`, request);
    await dialer.until(({ transactions }) => transactions.some(({ state }) => state !== 'parked'));
    if (round === 0) dialer.resume();
    await readSome(client, 500 + random.below(2000), (session) => {
      first ??= session;
      // Repeats are allowed, holes are not.
      expect(session).toBeLessThanOrEqual(highest === 0 ? session : highest + 1);
      highest = Math.max(highest, session);
      seen.add(session);
    });
    const vanishedBefore = link.stats().vanished;
    link.cut({ how: deaths[round % deaths.length] ?? 'close' });
    if (round % deaths.length === 2) await link.until(({ vanished }) => vanished > vanishedBefore);
    await link.restore();
    await client.closed;
    await dialer.until(({ transactions }) => transactions.every(({ state }) => state === 'parked'));
  }
  expect(seen.size).toBe(highest - (first ?? 0) + 1);
  expect(dialer.stats().transactions).toMatchObject([{ lost: 0 }]);
  await link.close();
  await dialer.stop();
}, 30_000);
