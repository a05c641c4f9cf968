import { serviceErrors } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import type { OutcomeServiceOptions } from '../../src/server/index.ts';
import { decoyHash, type UserProvider } from '../../src/server/users/index.ts';
import { runService, type ServiceUnderTest } from './support/running-service.ts';
import { ann, bob, cheapParameters, manager, no, someUsers, system, ua, yes } from './support/some-users.ts';

async function runWithUsers(options: Partial<OutcomeServiceOptions> = {}): Promise<ServiceUnderTest> {
  return runService({ users: await someUsers(ann, bob, manager, system), ...options });
}

const stranger = { tenant: 'north', name: 'nobody', password: 'x' };
const forgetful = { ...ann, password: 'other' };

describe.each([
  ['the 8-bit port', false],
  ['the Unicode port', true],
])('on %s', (_, isUnicode) => {
  test(`${verifies('AU-1')}UA is answered by US: who, how it went, and which rights`, async () => {
    await using running = await runWithUsers();
    const client = await running.connect(isUnicode);
    client.send(ua(ann), ua(stranger), ua(forgetful), ua(system));
    expect(await client.take(4)).toEqual([yes(ann, 2), no(stranger, 1), no(ann, 2), yes(system, 65_535)]);
    const { authenticationsSucceeded, authenticationsFailed } = running.service.status().counters;
    expect([authenticationsSucceeded, authenticationsFailed]).toEqual([2, 2]);
  });

  test(`${verifies('AU-2')}before UA nothing is served, harmless or not; afterwards everything is`, async () => {
    await using running = await runWithUsers();
    const client = await running.connect(isUnicode);
    const refused = [String.raw`EO\TXa\FO\SO`, String.raw`VS\TK1`, String.raw`EE\TXa`, String.raw`SP\RS1`, 'EC', 'QQ'];
    client.send(...refused, ua(ann), String.raw`VS\TK1`);
    const { code, meaning } = serviceErrors.notAuthenticated;
    expect(await client.take(refused.length)).toEqual(
      refused.map((request) => `ER\\EC${code}\\FM"${request}"\\MS${meaning}`),
    );
    expect(await client.take(3)).toEqual([yes(ann, 2), String.raw`MV\TK1`, 'DA']);
  });
});

test(`${verifies('AU-1', 'EO-8')}both interfaces are answered, in their framing; TK gets MV first; AN names a user too`, async () => {
  await using running = await runWithUsers();
  const client = await running.connect();
  client.send(
    String.raw`CG:AG:UA\TDsouth\QIbob\PWb0b`,
    String.raw`CG:CA:UA\TDsouth\ANbob\PWb0b`,
    String.raw`UA\TDsouth\ANbob\PWb0b\TK7`,
    String.raw`UA\TDsouth\ANdesk 4\QIbob\PWb0b`,
  );
  expect(await client.take(5)).toEqual([
    `CG:AG:${yes(bob)}`,
    `CG:CA:${yes(bob)}`,
    String.raw`MV\TK7`,
    yes(bob),
    yes(bob),
  ]);
});

test(`${verifies('AU-1')}a UA with something wrong is RS 3 where it says whose it is, else an ER`, async () => {
  await using running = await runWithUsers();
  const client = await running.connect();
  client.send(
    String.raw`UA\TDnorth\QIann`,
    String.raw`UA\TDnorth\QIann\PW${'x'.repeat(81)}`,
    String.raw`UA\TDnorth\QIann\PWx\QQ1`,
    String.raw`UA\TDnorth\PWx`,
    String.raw`UA\QIann\PWx`,
    String.raw`UA\TDno/rth\QIann\PWx`,
  );
  expect(await client.take(3)).toEqual([no(ann, 3), no(ann, 3), no(ann, 3)]);
  const { missingParameter, characters } = serviceErrors;
  const codes = (await client.take(3)).map((frame) => Number(/^ER\\EC(\d+)/.exec(frame)?.[1]));
  expect(codes).toEqual([missingParameter.code, missingParameter.code, characters.code]);
});

test(`${verifies('AU-1')}CK only checks: the socket stays who it was`, async () => {
  await using running = await runWithUsers();
  const client = await running.connect();
  client.send(ua(system, String.raw`\CK`), 'VS');
  expect(await client.take(2)).toEqual([yes(system, 65_535), expect.stringMatching(/^ER\\EC9020/)]);
  client.send(ua(bob), ua(forgetful, String.raw`\CK`), ua(ann, String.raw`\CK`), String.raw`EO\TXa\FO\TDnorth`, 'VS');
  expect(await client.take(5)).toEqual([yes(bob), no(ann, 2), yes(ann, 2), expect.stringMatching(/^ER\\EC9021/), 'DA']);
});

test(`${verifies('EO-7', 'AU-1')}MO is for Campaign Manager, who has all permissions`, async () => {
  await using running = await runWithUsers();
  const [client, other] = [await running.connect(), await running.connect()];
  client.send(ua(ann), String.raw`EO\TXa\FO\MO\TK1`);
  expect(await client.take(2)).toEqual([yes(ann, 2), expect.stringMatching(/^ER\\EC9016/)]);
  other.send(ua(manager), String.raw`EO\TXa\FO\MO\TK1`);
  expect(await other.take(2)).toEqual([yes(manager, 65_535), String.raw`MV\TK1`]);
  await running.record(String.raw`OZ\TDnorth\SI1\RE2`);
  expect(await other.next()).toBe(String.raw`OZ\TXa\TDnorth\SI1\RE2`);
});

test(`${verifies('AU-1')}a refused UA leaves the socket as it was`, async () => {
  await using running = await runWithUsers();
  const client = await running.connect();
  client.send(ua(ann), String.raw`EO\TXa\FO`, ua(forgetful), ua(stranger), 'VS');
  expect(await client.take(4)).toEqual([yes(ann, 2), no(ann, 2), no(stranger, 1), 'DA']);
  await running.record(String.raw`OZ\TDnorth\SI1\RE2`);
  expect(await client.next()).toBe(String.raw`OZ\TXa\TDnorth\SI1\RE2`);
});

test(`${verifies('AU-1')}an unknown user can be made to look like a wrong password`, async () => {
  await using running = await runWithUsers({ hideUnknownUsers: true });
  const client = await running.connect();
  client.send(ua(stranger), ua(forgetful));
  expect(await client.take(2)).toEqual([no(stranger, 2), no(ann, 2)]);
});

test(`${verifies('AU-2')}a socket that does not authenticate in time is closed, counted and logged; others stay`, async () => {
  await using running = await runWithUsers({ authenticationTimeMs: 300 });
  const [client, silent] = [await running.connect(), await running.connect()];
  client.send(ua(ann));
  await client.next();
  await silent.closed;
  expect(running.service.status().counters.sessionsNotAuthenticated).toBe(1);
  expect(running.warnings).toContainEqual(
    expect.stringMatching(/^The socket from .* is closed: it did not authenticate within 300 ms/),
  );
  client.send('VS');
  expect(await client.next()).toBe('DA');
});

test(`${verifies('AU-3')}failures slow a user down, from every socket, until the right password comes`, async () => {
  await using running = await runWithUsers({ userFailuresFree: 2, failureDelayMs: 150, failureDelayCapMs: 150 });
  const [client, other] = [await running.connect(), await running.connect()];
  const timed = async (socket: typeof client, request: string): Promise<number> => {
    const begin = performance.now();
    socket.send(request);
    await socket.next();
    return performance.now() - begin;
  };
  client.send(ua(forgetful), ua(forgetful), ua(forgetful));
  await client.take(3);
  expect(running.service.status().counters.authenticationsSlowedDown).toBe(0);
  expect(await timed(client, ua(forgetful))).toBeGreaterThan(140);
  expect(await timed(other, ua(ann))).toBeGreaterThan(140);
  client.send(ua(ann), ua(bob));
  await client.take(2);
  expect(running.service.status().counters.authenticationsSlowedDown).toBe(2);
  // Lines that repeat word by word within a minute are one line and a count.
  expect(running.warnings.filter((line) => line.includes('failed'))).toHaveLength(1);
  expect(running.warnings.join('\n')).not.toMatch(/other|a n n/);
});

test(`${verifies('AU-3')}an address where too many attempts wait for their turn is told to try again`, async () => {
  const slow = { addressFailuresFree: 1, userFailuresFree: 100, failureDelayMs: 60_000, putOffDelayMs: 100 };
  await using running = await runWithUsers({ ...slow, maxPasswordChecksWaitingPerAddress: 1 });
  const [client, held, other] = [await running.connect(), await running.connect(), await running.connect()];
  client.send(ua(stranger), ua(forgetful));
  await client.take(2);
  held.send(ua(ann));
  await expect.poll(() => running.service.status().counters.authenticationsSlowedDown).toBe(1);
  other.send(ua(ann));
  expect(await other.next()).toMatch(/^ER\\EC9019/);
  expect(running.service.status().counters.authenticationsPutOff).toBe(1);
});

test(`${verifies('AU-3')}a client that comes back with its right password waits for no guesses, until its user changes`, async () => {
  const slow = { addressFailuresFree: 0, userFailuresFree: 0, failureDelayMs: 60_000, failureDelayCapMs: 60_000 };
  const found = new Map([['ann', (await someUsers(ann)).find('north', 'ann')]]);
  const users: UserProvider = { find: (_, name) => found.get(name), decoy: () => decoyHash(cheapParameters) };
  await using running = await runService({ users, ...slow });
  const [client, guesser] = [await running.connect(), await running.connect()];
  client.send(ua(ann));
  expect(await client.next()).toBe(yes(ann, 2));
  guesser.send(ua(forgetful));
  expect(await guesser.next()).toBe(no(ann, 2));
  // From now on every check of this address and of this user waits for a minute.
  client.send(ua(ann));
  expect(await client.next()).toBe(yes(ann, 2));
  expect(running.service.status().counters.authenticationsSlowedDown).toBe(0);
  found.set('ann', (await someUsers({ ...ann, password: 'new' })).find('north', 'ann'));
  const again = await running.connect();
  again.send(ua(forgetful), ua(ann));
  await expect.poll(() => running.service.status().counters.authenticationsSlowedDown).toBe(1);
});

test(`${verifies('AU-3')}an unknown user costs a password check, and too many checks at once are put off`, async () => {
  let looked = 0;
  let checked = 0;
  const stuck = Promise.withResolvers<undefined>();
  const users: UserProvider = {
    find: () => {
      looked++;
      return stuck.promise;
    },
    decoy: () => {
      checked++;
      return decoyHash(cheapParameters);
    },
  };
  await using running = await runService({ users, maxPasswordChecks: 1, maxPasswordChecksWaiting: 1 });
  const clients = [await running.connect(), await running.connect(), await running.connect()] as const;
  clients[0].send(ua(ann));
  await expect.poll(() => looked).toBe(1);
  clients[1].send(ua(ann));
  clients[2].send(ua(ann));
  const late = await Promise.race([clients[1].next(), clients[2].next()]);
  expect(late).toMatch(/^ER\\EC9019.*try again/);
  stuck.resolve(undefined);
  expect(await clients[0].next()).toBe(no(ann, 1));
  await expect.poll(() => checked).toBe(2);
});

test(`${verifies('AU-1')}where users cannot be looked up the client is told to try again, and the log says why`, async () => {
  const errors: unknown[] = [];
  const users: UserProvider = { find: () => Promise.reject(new Error('directory is away')) };
  const logger = { error: (_: string, details?: Readonly<Record<string, unknown>>) => errors.push(details?.['cause']) };
  await using running = await runService({ users, logger });
  const client = await running.connect();
  client.send(ua(ann));
  expect(await client.next()).toMatch(/^ER\\EC9019/);
  expect(errors).toEqual([new Error('directory is away')]);
});

test(`${verifies('AU-2')}closing does not wait for those who are slowed down`, async () => {
  const slow = { userFailuresFree: 0, failureDelayMs: 60_000, failureDelayCapMs: 60_000 };
  const running = await runWithUsers(slow);
  const client = await running.connect();
  client.send(ua(forgetful), ua(ann));
  await client.next();
  await expect.poll(() => running.service.status().counters.authenticationsSlowedDown).toBe(1);
  await running[Symbol.asyncDispose]();
});
