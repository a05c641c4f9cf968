import { SdmpError } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { openUsers, parseUsers, type UsersSource, withoutUser, withUser } from '../../src/server/users/index.ts';
import { runService } from './support/running-service.ts';
import { ann, bob, cheapParameters, no, type SomeUser, someUsers, ua, yes } from './support/some-users.ts';

const place = 'users.jsonl';

const put = (text: string, user: SomeUser, replace = false): Promise<string> =>
  withUser(text, user, { place, replace, parameters: cheapParameters });

/** A list that a test can change. */
class ChangingList implements UsersSource {
  readonly place = place;
  #text = '';
  #version = 0;

  constructor(text: string) {
    this.write(text);
  }

  write(text: string): void {
    this.#text = text;
    this.#version++;
  }

  readonly version = (): Promise<string> => Promise.resolve(String(this.#version));
  readonly read = (): Promise<string> => Promise.resolve(this.#text);
}

test(`${verifies('AU-3')}a user of the list may authenticate; the list holds no password`, async () => {
  const text = await put(await put('', ann), bob);
  expect(text).not.toMatch(/a n n|b0b/);
  expect(text).toContain('"privileges":["supervisor"]');
  await using running = await runService({ users: await openUsers(new ChangingList(text)) });
  const client = await running.connect();
  const northernBob = { ...bob, tenant: 'north' };
  client.send(ua(ann), ua(bob), ua(northernBob));
  expect(await client.take(3)).toEqual([yes(ann, 2), yes(bob), no(northernBob, 1)]);
});

test('a change of the list counts from the next authentication on; a wrong list changes nothing', async () => {
  const list = new ChangingList(await put('', ann));
  const users = await openUsers(list);
  await using running = await runService({ users, userCheckIntervalMs: 3_600_000 });
  const client = await running.connect();
  const changed = { ...ann, password: 'new' };
  const right = await put(await list.read(), changed, true);
  list.write(right);
  client.send(ua(ann), ua(changed));
  expect(await client.take(2)).toEqual([no(ann, 2), yes(ann, 2)]);
  list.write('nonsense\n');
  client.send(ua(changed), ua(changed));
  expect(await client.take(2)).toEqual([yes(ann, 2), yes(ann, 2)]);
  expect(running.warnings).toContain(`The users of ${place} stay as they were`);
  list.write(withoutUser(right, ann, place) ?? right);
  client.send(ua(changed));
  expect(await client.next()).toBe(no(ann, 1));
});

test.each([
  ['was removed', 'its user was removed', (text: string) => Promise.resolve(withoutUser(text, ann, place) ?? '')],
  [
    'has another password',
    'the password of its user was changed',
    (text: string) => put(text, { ...ann, password: 'new' }, true),
  ],
  [
    'has other privileges',
    'the privileges of its user were changed',
    (text: string) => Promise.resolve(text.replace('"supervisor"', '"agent"')),
  ],
])(
  `${verifies('AU-4', 'PS-1')}the open socket of a user who %s ends; its token parks, others stay`,
  async (_, words, change) => {
    const text = await put(await put('', ann), bob);
    const list = new ChangingList(text);
    await using running = await runService({ users: await openUsers(list), userCheckIntervalMs: 50 });
    const socket = await running.connect(false, { staysOpen: true });
    socket.send(ua(ann), String.raw`EO\TXa\PSapp\FO\SO\TK1`);
    await socket.take(3);
    const other = await running.connect();
    other.send(ua(bob));
    await other.next();

    list.write('no list\n');
    await expect.poll(() => running.service.status().counters.usersNotRead).toBeGreaterThan(0);
    list.write(await change(text));
    expect(await socket.next()).toBe(String.raw`ER\EC9022\FM""\MSThe connection is closed: ${words}`);
    await socket.ended;
    socket.send(String.raw`EO\TXb\PSapp\FO\SO\TK2`);
    expect(running.service.status().transactions).toMatchObject([{ transactionIdentifier: 'a', state: 'parked' }]);
    expect(running.warnings).toContainEqual(
      expect.stringMatching(new RegExp(`^The socket from 127.* is closed: ${words}$`)),
    );
    other.send('VS');
    expect(await other.next()).toBe('DA');
  },
);

test(`${verifies('AU-4')}sockets stay while their users cannot be looked up`, async () => {
  const known = await someUsers(ann);
  let isAway = false;
  const users = {
    ...known,
    find: (tenant: string, name: string) => (isAway ? Promise.reject(new Error('away')) : known.find(tenant, name)),
  };
  await using running = await runService({ users, userCheckIntervalMs: 20 });
  const socket = await running.connect();
  socket.send(ua(ann));
  await socket.next();
  isAway = true;
  await expect.poll(() => running.service.status().counters.usersNotChecked).toBeGreaterThan(1);
  socket.send('VS');
  expect(await socket.next()).toBe('DA');
});

test('what is written by hand stays: comments, empty lines and order', async () => {
  const text = await put(await put('# ours\r\n\n', ann), bob);
  const [, , annLine] = text.split('\n');
  const changed = await put(text, { ...bob, password: 'another' }, true);
  expect(changed.split('\n').slice(0, 3)).toEqual(['# ours', '', annLine]);
  expect(changed).not.toBe(text);
  expect(withoutUser(changed, bob, place)).toBe(`# ours\n\n${annLine}\n`);
  expect(withoutUser(changed, { tenant: 'south', name: 'ann' }, place)).toBeUndefined();
});

test('a user who is there is replaced only when that is asked for', async () => {
  const text = await put('', ann);
  await expect(put(text, ann)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect(parseUsers(await put(text, ann, true), place)).toHaveLength(1);
});

test.each([
  ['a backslash in the password', { ...ann, password: 'a\\b' }, /^PW \(password\)/],
  ['no password', { ...ann, password: '' }, /^PW \(password\)/],
  ['a password too long for UA', { ...ann, password: 'x'.repeat(81) }, /^PW \(password\)/],
  ['a tenant that is none', { ...ann, tenant: 'no/rth' }, /^TD/],
  ['a line break in the name', { ...ann, name: 'a\nb' }, /^QI/],
])('%s is refused, and not repeated', async (_, user, words) => {
  const refused: unknown = await put('', user).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.stringMatching(words) });
  expect(refused).not.toMatchObject({ message: expect.stringContaining('a\\b') });
});

const hash = '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const entry = (more: object): string => JSON.stringify({ tenant: 'north', name: 'ann', password: hash, ...more });

test.each([
  ['no JSON', 'x', /^users\.jsonl:2 .* no JSON object/],
  ['a password in the clear', entry({ password: 'secret' }), /^users\.jsonl:2 .* hash made by 'sdmp user add'/],
  ['an unknown key', entry({ role: 'x' }), /'role' is unknown/],
  ['an unknown privilege', entry({ privileges: ['root'] }), /'root' is no privilege: known are agent, /],
  ['a user twice', `${entry({})}\n${entry({})}`, /^users\.jsonl:3 .* there already/],
  ['no tenant', entry({ tenant: 5 }), /tenant and name must be texts/],
])('a list with %s is refused with its line', async (_, line, words) => {
  const text = `# users\n${line}\n`;
  expect(() => parseUsers(text, place)).toThrow(words);
  const refused: unknown = await openUsers(new ChangingList(text)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'USERS_INVALID' });
  expect(refused instanceof SdmpError && refused.message).not.toContain('secret');
});
