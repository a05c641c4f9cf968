import { verifies } from '@sdmp/requirements';
import { expect, test, vi } from 'vitest';
import type { PlainSocket } from './support/plain-socket.ts';
import { numbered, runService, type ServiceUnderTest } from './support/running-service.ts';
import { ann, someUsers, ua } from './support/some-users.ts';

const garbage = Array.from({ length: 20 }, () => '?');
const stubborn = (running: ServiceUnderTest): Promise<PlainSocket> => running.connect(false, { staysOpen: true });

/** Resolves when the service knows nothing of the socket any more: it resets what is sent. */
async function whenDestroyed({ socket }: PlainSocket): Promise<void> {
  await vi.waitFor(
    () => {
      if (!socket.destroyed) socket.write('VS\0');
      expect(socket.destroyed).toBe(true);
    },
    { timeout: 60_000 },
  );
}

test(`${verifies('ER-3')}nothing is executed that comes behind the last unreadable frame, in one write with it or later`, async () => {
  await using running = await runService({ closeGraceMs: 200 });
  const holder = await running.connect();
  holder.send(String.raw`EO\TXmine\PSapp\FO\SO\TK1`);
  await holder.take(2);
  const thief = await stubborn(running);
  thief.send(...garbage, String.raw`EO\TXtheirs\PSapp\FO\SO\TKtaken`, String.raw`EE\TXmine\TKended`);
  expect((await thief.take(20)).every((frame) => frame.startsWith(String.raw`ER\EC9000`))).toBe(true);
  await thief.ended;
  thief.send(String.raw`EO\TXtheirs\PSapp\FO\SO\TKtaken`, 'VS');
  await running.recordNumbered(1, 2);
  expect(await holder.take(2)).toEqual([`OZ\\TXmine${numbered(1)}`, `OZ\\TXmine${numbered(2)}`]);
  await whenDestroyed(thief);
  await expect(thief.next()).rejects.toThrow('closed');
  const { transactions, counters } = running.service.status();
  expect(transactions.map(({ transactionIdentifier }) => transactionIdentifier)).toEqual(['mine']);
  expect(counters).toMatchObject({ takeovers: 0, requests: 1 });
});

test(`${verifies('ER-3', 'PS-1')}a socket closed for its garbage frees its place, and its token for the next, at once`, async () => {
  await using running = await runService({ maxSessions: 1, closeGraceMs: 60_000 });
  const broken = await stubborn(running);
  broken.send(String.raw`EO\TXa\PSapp\FO\SO\TK1`);
  await broken.take(2);
  broken.send(...garbage);
  await broken.ended;
  const next = await running.connect();
  await running.recordNumbered(1, 1);
  next.send(String.raw`EO\TXa\PSapp\FO\SO\TK2`);
  expect(await next.take(2)).toEqual([String.raw`MV\TK2`, `OZ\\TXa${numbered(1)}`]);
  broken.socket.destroy();
});

test(`${verifies('ER-3')}a thousand sockets that stay half open after their garbage do not keep the service full`, async () => {
  await using running = await runService({ maxSessions: 1000, maxSessionsPerAddress: 1000, maxUnreadableInRow: 1 });
  const sockets = await Promise.all(Array.from({ length: 1000 }, () => stubborn(running)));
  for (const socket of sockets) socket.send('?');
  await Promise.all(sockets.map(({ ended }) => ended));
  expect(running.service.status().sessions).toBe(0);
  const newcomer = await running.connect();
  newcomer.send('VS');
  expect(await newcomer.next()).toBe('DA');
});

test(`${verifies('ER-3')}a peer that ends its side and never reads loses its place after the grace time`, async () => {
  await using running = await runService({ closeGraceMs: 100 });
  const deaf = await stubborn(running);
  deaf.send(String.raw`EO\TXa\PSapp\FO\SO\TK1`);
  await deaf.take(2);
  deaf.socket.pause();
  const large = `OZ\\SI1\\RE10\\ZZ${'x'.repeat(100_000)}`;
  for (let round = 0; round < 16; round++) await running.record(...Array.from({ length: 16 }, () => large));
  let delivered = -1;
  await vi.waitFor(
    () => {
      const before = delivered;
      delivered = running.service.status().counters.bytesDelivered;
      expect(delivered).toBe(before);
    },
    { timeout: 60_000, interval: 200 },
  );
  deaf.socket.end();
  await expect.poll(() => running.service.status().sessions).toBe(0);
  expect(running.service.status().transactions).toMatchObject([{ transactionIdentifier: 'a', state: 'parked' }]);
  expect(running.service.status().counters.sessionsCut).toBe(1);
});

test(`${verifies('AU-2', 'ER-3')}nothing is executed of a socket that did not authenticate in time`, async () => {
  await using running = await runService({ users: await someUsers(ann), authenticationTimeMs: 50, closeGraceMs: 200 });
  const late = await stubborn(running);
  await late.ended;
  late.send(ua(ann), String.raw`EO\TXa\FO\SO\TK1`);
  await whenDestroyed(late);
  expect(running.service.status().counters).toMatchObject({ authenticationsSucceeded: 0, requests: 0 });
});

test(`${verifies('PS-1', 'ER-3')}a service that is closing executes nothing more: an EE that comes then forgets no position`, async () => {
  await using running = await runService({ closeGraceMs: 200 });
  const client = await stubborn(running);
  client.send(String.raw`EO\TXa\PSapp\FO\SO\TK1`);
  await client.take(2);
  const closing = running.service.close();
  client.send(String.raw`EE\TXa`);
  await client.ended;
  client.send(String.raw`EE\TXa`);
  await closing;
  const names: string[] = [];
  await running.journal.cursors.each(({ name }) => void names.push(name));
  expect(names).toHaveLength(1);
});
