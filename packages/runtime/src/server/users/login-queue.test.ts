import { verifies } from '@sdmp/requirements';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AuthenticatedBefore } from './authenticated-before.ts';
import { LoginQueue, type LoginQueueOptions } from './login-queue.ts';
import { LoginThrottle } from './login-throttle.ts';

/** How long a check takes here. */
const checkMs = 300;
/** Time between two checks of an address with failures. */
const paceMs = 250;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue on a clock that the test moves, with the limits of the service. */
function startQueue(more: Partial<LoginQueueOptions> = {}, before?: AuthenticatedBefore) {
  const now = (): number => performance.now();
  const common = { delayMs: 250, maxKeys: 1000, now };
  const byAddress = new LoginThrottle({ ...common, delayCapMs: paceMs, free: 30 });
  const byUser = new LoginThrottle({ ...common, delayCapMs: 4000, free: 3 });
  const queue = new LoginQueue({
    atOnce: 1,
    maxWaiting: 100,
    maxWaitingPerAddress: 20,
    maxKeys: 1000,
    isKnown: (applicant) => before?.isKnown(applicant) ?? false,
    isProven: (address) => before?.isProven(address) ?? false,
    failuresOfAddress: (address) => byAddress.levelOf(address),
    failuresOfUser: (user) => byUser.levelOf(user),
    paceOf: (address) => byAddress.delayOf(address),
    now,
    ...more,
  });
  const checked: string[] = [];
  /** Whether it was checked. */
  const attempt = async (address: string, user: string, isRight = true): Promise<boolean> => {
    const done = await queue.run({ address, user }, async () => {
      checked.push(`${address} ${user}`);
      await new Promise((resolve) => setTimeout(resolve, checkMs));
      if (isRight) {
        byUser.forget(user);
        before?.succeeded({ address, user });
      } else {
        byAddress.failed(address);
        byUser.failed(user);
        before?.failed({ address, user });
      }
      return true;
    });
    return done ?? false;
  };
  /** Guesses one after the other, for ever; what is put off is tried again after two seconds. */
  const guess = async (address: string, user: () => string): Promise<never> => {
    for (;;) if (!(await attempt(address, user(), false))) await new Promise((resolve) => setTimeout(resolve, 2000));
  };
  return { queue, checked, attempt, guess };
}

/** Moves the clock until the promise has settled. */
async function elapseUntil(promise: Promise<boolean>): Promise<boolean> {
  const pending = Symbol('pending');
  for (;;) {
    await vi.advanceTimersByTimeAsync(50);
    const settled = await Promise.race([promise, Promise.resolve(pending)]);
    if (typeof settled !== 'symbol') return settled;
  }
}

test.each([
  ['one user', () => 'ann'],
  ['a new name each time', () => Math.random().toString(36)],
])(
  `${verifies('AU-3')}a right password gets its turn among six guessers at its address who try %s`,
  async (_, user) => {
    const { checked, attempt, guess } = startQueue();
    for (let guesser = 0; guesser < 6; guesser++) void guess('192.0.2.1', user);
    await vi.advanceTimersByTimeAsync(60_000);
    for (let login = 0; login < 40; login++) {
      const before = checked.length;
      expect(await elapseUntil(attempt('192.0.2.1', 'bob'))).toBe(true);
      // The check under way, and at most one of each guesser.
      expect(checked.length - before).toBeLessThanOrEqual(8);
    }
  },
);

test.each([
  [6, 3],
  [15, 3],
])(
  `${verifies('AU-3')}where %i guess at users who log in there, %i at a time, each is accepted within the patience of a client`,
  async (guessers, atOnce) => {
    const { attempt, guess } = startQueue({}, new AuthenticatedBefore(1000));
    const users = Array.from({ length: 100 }, (_, number) => `user${number}`);
    let victim = 0;
    let guessed = 0;
    for (let guesser = 0; guesser < guessers; guesser++) {
      // Half of the guesses at one of those who log in, half at anyone.
      void guess('192.0.2.1', () => users[guessed++ % 2 === 0 ? victim : (guessed * 7) % users.length] ?? '');
    }
    const tookMs: number[] = [];
    const left = users.keys();
    const logIn = async (): Promise<void> => {
      for (const number of left) {
        victim = number;
        const from = performance.now();
        expect(await attempt('192.0.2.1', users[number] ?? '')).toBe(true);
        tookMs.push(performance.now() - from);
      }
    };
    await vi.advanceTimersByTimeAsync(60_000);
    const all = Promise.all(Array.from({ length: atOnce }, logIn)).then(() => true);
    expect(await elapseUntil(all)).toBe(true);
    expect(tookMs).toHaveLength(users.length);
    // Half as many checks more than there are contenders, each with the pace of the address; the first guess at one who has
    // logged in there comes before them, and there are few at a time.
    const most = Math.floor(1.5 * (guessers + atOnce)) + 2;
    expect(Math.max(...tookMs)).toBeLessThanOrEqual(most * (checkMs + paceMs));
  },
);

test(`${verifies('AU-3')}a crowd at an address that guesses at one user keeps no other from waiting there`, async () => {
  const { queue, checked, attempt, guess } = startQueue({ maxWaitingPerAddress: 4 });
  for (let guesser = 0; guesser < 12; guesser++) void guess('192.0.2.1', () => 'ann');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(queue.waiting).toBe(4);
  for (let login = 0; login < 20; login++) {
    const before = checked.length;
    expect(await elapseUntil(attempt('192.0.2.1', `user${login}`))).toBe(true);
    expect(checked.length - before).toBeLessThanOrEqual(7);
  }
  // Nobody else would be served by putting off one who guesses at the same user.
  expect(queue.waiting).toBe(4);
});

test(`${verifies('AU-3')}a user whose own password is guessed there gets a turn too, before those who came later`, async () => {
  const { checked, attempt, guess } = startQueue();
  for (let guesser = 0; guesser < 6; guesser++) void guess('192.0.2.1', () => Math.random().toString(36));
  for (let failure = 0; failure < 9; failure++) await elapseUntil(attempt('192.0.2.1', 'bob', false));
  const before = checked.length;
  await elapseUntil(attempt('192.0.2.1', 'bob'));
  // The six that waited already, each with one between that came later, and the check under way.
  expect(checked.length - before).toBeLessThanOrEqual(14);
});

test(`${verifies('AU-3')}an address without failures waits for the check under way alone, however many addresses guess`, async () => {
  const { checked, attempt, guess } = startQueue();
  for (let address = 0; address < 150; address++) void guess(`198.51.100.${address}`, () => 'ann');
  await vi.advanceTimersByTimeAsync(120_000);
  for (let login = 0; login < 40; login++) {
    const before = checked.length;
    expect(await elapseUntil(attempt(`192.0.2.${login}`, 'bob'))).toBe(true);
    expect(checked.slice(before).indexOf(`192.0.2.${login} bob`)).toBeLessThanOrEqual(1);
  }
});

test(`${verifies('AU-3')}a user who authenticated from an address before comes first there, whatever others failed at it`, async () => {
  const { checked, attempt, guess } = startQueue({ isKnown: ({ user }) => user === 'bob' });
  for (let guesser = 0; guesser < 6; guesser++) void guess('192.0.2.1', () => 'ann');
  await vi.advanceTimersByTimeAsync(60_000);
  const before = checked.length;
  await elapseUntil(attempt('192.0.2.1', 'bob'));
  expect(checked.slice(before).indexOf('192.0.2.1 bob')).toBeLessThanOrEqual(1);
});

test.each([150, 1000])(
  `${verifies('AU-3')}an address that is new waits for two checks at most, however short ago %i others began to guess`,
  async (addresses) => {
    const { checked, attempt, guess } = startQueue();
    for (let address = 0; address < addresses; address++) void guess(`guesser ${address}`, () => 'ann');
    await vi.advanceTimersByTimeAsync(3000);
    for (let login = 0; login < 10; login++) {
      const before = checked.length;
      expect(await elapseUntil(attempt(`192.0.2.${login}`, 'ann'))).toBe(true);
      expect(checked.slice(before).indexOf(`192.0.2.${login} ann`)).toBeLessThanOrEqual(2);
    }
    // Each of the others has its turn meanwhile, the oldest too.
    await vi.advanceTimersByTimeAsync(100 * checkMs);
    expect(checked).toContain('guesser 1 ann');
  },
);

test(`${verifies('AU-3')}where others have authenticated from, one who mistyped waits for the check under way alone, until failures are many there`, async () => {
  const { checked, attempt, guess } = startQueue({ isProven: (address) => address === 'office' });
  for (let address = 0; address < 150; address++) void guess(`guesser ${address}`, () => 'ann');
  await vi.advanceTimersByTimeAsync(120_000);
  await elapseUntil(attempt('office', 'bob', false));
  const before = checked.length;
  await elapseUntil(attempt('office', 'bob'));
  expect(checked.slice(before).indexOf('office bob')).toBeLessThanOrEqual(1);
  for (let failure = 0; failure < 40; failure++) await elapseUntil(attempt('office', 'bob', false));
  const after = checked.length;
  await elapseUntil(attempt('office', 'bob'));
  expect([0, 1]).not.toContain(checked.slice(after).indexOf('office bob'));
});

test(`${verifies('AU-3')}those who wait are limited for each address and in all; who has the most makes room`, async () => {
  const { queue, attempt } = startQueue({ maxWaiting: 6, maxWaitingPerAddress: 4 });
  const outcomes: string[] = [];
  const begin = (address: string): void =>
    void attempt(address, 'ann').then((done) => outcomes.push(`${address} ${done ? 'checked' : 'put off'}`));
  for (let count = 0; count < 6; count++) begin('a');
  await vi.advanceTimersByTimeAsync(0);
  // One is under way, four wait, one was put off.
  expect([queue.waiting, outcomes]).toEqual([4, ['a put off']]);
  for (const address of ['b', 'c', 'd']) begin(address);
  await vi.advanceTimersByTimeAsync(0);
  expect([queue.waiting, outcomes]).toEqual([6, ['a put off', 'a put off']]);
  await vi.advanceTimersByTimeAsync(10 * checkMs);
  expect(outcomes.filter((outcome) => outcome.endsWith('checked'))).toHaveLength(7);
  begin('a');
  begin('b');
  queue.close();
  await vi.advanceTimersByTimeAsync(checkMs);
  expect(outcomes.slice(-2)).toEqual(['b put off', 'a checked']);
});
