import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import type { PlainSocket } from './support/plain-socket.ts';
import { runService, type ServiceUnderTest } from './support/running-service.ts';
import { ann, bob, manager, type SomeUser, someUsers, system, ua } from './support/some-users.ts';

async function connectAs(running: ServiceUnderTest, user: SomeUser): Promise<PlainSocket> {
  const socket = await running.connect();
  socket.send(ua(user));
  expect(await socket.next()).toContain(String.raw`\RS0`);
  return socket;
}

const eo = (number: number, more = ''): string => `EO\\TXt${number}\\PSp${number}\\FO\\SO\\TK${number}${more}`;

/** The codes of the answers to requests for tokens `from` to `to`: MV, or ER with its code. */
async function asked(socket: PlainSocket, from: number, to: number, more = ''): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let number = from; number <= to; number++) {
    socket.send(eo(number, more), String.raw`VS\TKend`);
    for (let frame = await socket.next(); frame !== String.raw`MV\TKend`; frame = await socket.next()) {
      if (/^(?:MV|ER)/.test(frame)) answers.push(frame.startsWith('MV') ? 'MV' : (/EC(\d+)/.exec(frame)?.[1] ?? ''));
    }
    expect(await socket.next()).toBe('DA');
  }
  return answers;
}

test(`${verifies('LIM-3')}tens of thousands of tokens cannot be made by one client, over however many sockets`, async () => {
  await using running = await runService({ maxTokensPerUser: 30 });
  let made = 0;
  for (let round = 0; round < 10; round++) {
    const socket = await running.connect();
    made += (await asked(socket, round * 10, round * 10 + 9)).filter((answer) => answer === 'MV').length;
    await socket.end();
  }
  expect(made).toBe(30);
  expect(running.service.status().transactions).toHaveLength(30);
  expect(running.warnings).toContainEqual(
    expect.stringMatching(
      /^A persist token was refused to 127\.0\.0\.1:\d+: its address has as many as the limit, 30$/,
    ),
  );
  const other = await running.connect(false, { from: '127.0.0.2' });
  expect(await asked(other, 200, 200)).toEqual(['MV']);
});

test(`${verifies('LIM-3', 'PS-4', 'PS-5')}at the limit what is there is resumed, renamed, replaced and taken over, and an end makes room`, async () => {
  await using running = await runService({ maxTokensPerUser: 3 });
  const first = await running.connect();
  expect(await asked(first, 1, 4)).toEqual(['MV', 'MV', 'MV', '9023']);
  expect(await asked(first, 2, 2)).toEqual(['MV']);
  first.send(String.raw`EO\TXmore\PSp1\FO\SO`);
  expect(await first.next()).toBe(
    String.raw`ER\EC9023\FM"EO\TXmore\PSp1\FO\SO"\MSThis address has 3 persist tokens, which is the limit`,
  );
  const second = await running.connect();
  expect(await asked(second, 2, 3)).toEqual(['MV', 'MV']);
  expect(await first.take(2)).toEqual([String.raw`EF\TXt2`, String.raw`EF\TXt3`]);
  await first.end();
  second.send(String.raw`EO\TXrenamed\PSp1\FO\SO\TK5`);
  expect(await second.next()).toBe(String.raw`MV\TK5`);
  expect(await asked(second, 5, 5)).toEqual(['9023']);
  second.send(String.raw`EE\TXrenamed`);
  expect(await second.next()).toBe(String.raw`EF\TXrenamed`);
  expect(await asked(second, 5, 6)).toEqual(['MV', '9023']);
});

test(`${verifies('LIM-3', 'AU-3')}a tenant that is at its limit hinders no other; users have limits of their own`, async () => {
  const users = await someUsers(ann, bob, manager, system);
  await using running = await runService({ users, maxTokensPerUser: 3, maxTokensPerTenant: 5, maxTokens: 7 });
  const north = await connectAs(running, ann);
  expect(await asked(north, 1, 4)).toEqual(['MV', 'MV', 'MV', '9023']);
  const also = await connectAs(running, manager);
  expect(await asked(also, 11, 13)).toEqual(['MV', 'MV', '9023']);
  const south = await connectAs(running, bob);
  expect(await asked(south, 1, 3)).toEqual(['MV', 'MV', '9023']);
  expect(
    running.warnings
      .filter((line) => line.startsWith('A persist token was refused'))
      .map((line) => line.replace(/\S+:\d+/, '*')),
  ).toEqual([
    'A persist token was refused to *: its user has as many as the limit, 3',
    'A persist token was refused to *: its tenant has as many as the limit, 5',
    'A persist token was refused to *: its service has as many as the limit, 7',
  ]);
});

test(`${verifies('LIM-3', 'PS-2')}after a restart the tokens of before count in all, and are there for who asks again`, async () => {
  await using first = await runService({ maxTokens: 2 });
  const { journal } = first;
  expect(await asked(await first.connect(), 1, 3)).toEqual(['MV', 'MV', '9023']);
  await first.service.close();
  await using running = await runService({ journal, maxTokens: 2, maxTokensPerUser: 1 });
  const socket = await running.connect();
  expect(await asked(socket, 1, 3)).toEqual(['MV', 'MV', '9023']);
});
