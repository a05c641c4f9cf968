import { verifies } from '@sdmp/requirements';
import { expect, test, vi } from 'vitest';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { rawSubscriber } from './support/raw-subscriber.ts';

// Each starts the program.
vi.setConfig({ testTimeout: 120_000 });

/** No dialer is there: none is needed. */
const nowhere = upstreamAt(1);

function startWith(limits: string, httpLimits = '') {
  const http = `http: { port: 0${httpLimits === '' ? '' : `, limits: { ${httpLimits} }`} }\n`;
  const file = writeConfig(temporaryDirectory(), nowhere, limits === '' ? '' : `limits: { ${limits} }\n`, http);
  return startBridgeProgram(file);
}

const request = (number: number): string => `EO\\TXt${number}\\PSp${number}\\FO\\SO\\TK${number}`;

test(`${verifies('LIM-1')}connections of subscribers are limited in all and for each address by the keys of the configuration`, async () => {
  const { port, logged } = await startWith('connections: 3, connectionsPerAddress: 2');
  const places = [await rawSubscriber(port), await rawSubscriber(port)];
  for (const [number, subscriber] of places.entries()) {
    subscriber.send(request(number));
    await subscriber.until(/MV/);
  }
  await (await rawSubscriber(port)).until(/ER\\.*EC9019/);
  await logged('2 of that address are open, the limit is 2');
  const other = await rawSubscriber(port, '127.0.0.2');
  other.send(request(2));
  await other.until(/MV/);
  await (await rawSubscriber(port, '127.0.0.3')).until(/ER\\.*EC9019/);
  await logged('3 are open, the limit is 3');
});

test(`${verifies('LIM-3')}persist tokens are limited by the keys of the configuration`, async () => {
  const { port } = await startWith('tokens: 3, tokensPerUser: 2');
  const first = await rawSubscriber(port);
  for (const number of [1, 2]) first.send(request(number));
  await first.until(/MV[^]*MV/);
  first.send(request(3));
  await first.until(/ER\\.*EC9023/);
  const second = await rawSubscriber(port, '127.0.0.2');
  second.send(request(4));
  await second.until(/MV/);
  const third = await rawSubscriber(port, '127.0.0.3');
  third.send(request(5));
  await third.until(/ER\\.*EC9023/);
});

test(`${verifies('LIM-4')}a socket that sends more messages a second than the configuration says is read more slowly`, async () => {
  const { port, logged } = await startWith('messagesPerSecond: 20');
  const subscriber = await rawSubscriber(port);
  for (let number = 1; number <= 60; number++) subscriber.send(`VS\\TK${number}`);
  await logged('is read more slowly: it sends more than 20 messages a second');
  await subscriber.until(/MV\\TK60/);
});

test(`${verifies('LIM-4')}a socket whose messages are wrong is read more slowly above what the configuration says`, async () => {
  const { port, logged } = await startWith('rejectionsPerSecond: 2');
  const subscriber = await rawSubscriber(port);
  for (let number = 1; number <= 24; number++) subscriber.send(`EO\\TX${number}`);
  await logged('more than 2 of its messages a second are answered by an ER');
  await subscriber.until(/EO\\TX24/);
});

test(`${verifies('LIM-4')}requests of all sockets together get the share of the time that the configuration says`, async () => {
  const { port, logged } = await startWith('requestTimeShare: 1%');
  const subscriber = await rawSubscriber(port);
  const enough = new AbortController();
  const told = logged('All sockets together ask for more than 1 percent of the time').then(() => enough.abort());
  // How many messages take more than a burst of time is a matter of the machine.
  for (let sent = 0; !enough.signal.aborted; ) {
    const last = sent + 5000;
    while (sent < last) subscriber.send(`VS\\VI0\\TK${++sent}`);
    await subscriber.until(new RegExp(String.raw`MV\\TK${last}\b`));
  }
  await told;
});

test(`${verifies('SEC-4')}event streams are limited by the keys of the configuration`, async () => {
  const { httpUrl } = await startWith('', 'streams: 3, streamsPerAddress: 2');
  const streams = [await fetch(`${httpUrl}/api/v1/events`), await fetch(`${httpUrl}/api/v1/events`)];
  expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  const refused = await fetch(`${httpUrl}/api/v1/events`);
  expect(await refused.json()).toMatchObject({
    status: 503,
    detail: '2 event streams of this address are open, the limit is 2: come back later',
  });
  for (const { body } of streams) await body?.cancel();
});

test(`${verifies('SEC-4')}HTTP connections and their time are limited by the keys of the configuration`, async () => {
  const limits = 'connections: 4, connectionsPerAddress: 3, headTime: 1s, requestTime: 2s, idleTime: 1s';
  const { httpUrl, logged } = await startWith('', limits);
  const port = Number(new URL(httpUrl).port);
  const silent = [];
  for (let number = 0; number < 4; number++) silent.push(await rawSubscriber(port));
  await silent[0]?.closed;
  await logged('the limit is 3 for each address');
  for (const { closed } of silent) await closed;
  await logged('could not be read: ERR_HTTP_REQUEST_TIMEOUT');
  expect((await fetch(`${httpUrl}/healthz`)).status).toBe(200);
});
