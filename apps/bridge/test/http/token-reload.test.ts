import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import type { BridgeLog } from '../support/bridge-log.ts';
import { temporaryDirectory, upstreamAt } from '../support/bridge-program.ts';
import { startBridge } from '../support/start-bridge.ts';
import { Collector } from '../support/collector.ts';
import { numberedFields, sessionsUpTo } from '../support/numbered-outcomes.ts';
import { EventReader } from './support/event-reader.ts';

/** A bridge that asks for tokens, a dialer, and a subscriber. */
async function guarded(tokens: Readonly<Record<string, string>>) {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const directory = temporaryDirectory();
  const tokensFile = join(directory, 'tokens');
  const file = join(directory, 'bridge.yaml');
  const write = (each: Readonly<Record<string, string>>): void => {
    const lines = Object.entries(each).map(([token, nameAndScopes]) => {
      return `${nameAndScopes} ${createHash('sha256').update(token).digest('hex')}\n`;
    });
    writeFileSync(tokensFile, lines.join(''));
  };
  write(tokens);
  const http = 'http: { port: 0, tokensFile: tokens }';
  writeFileSync(file, `upstreams:\n${upstreamAt(dialer.port)}\nlisten: [{ port: 0 }]\n${http}\n`);
  const bridge = await startBridge(file);
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  await dialer.until(({ transactions }) => transactions.length > 0);
  return { dialer, bridge, collector, tokensFile, write };
}

function ask({ httpUrl }: BridgeLog, path: string, token: string): Promise<Response> {
  return fetch(`${httpUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
}

test('a hangup takes over new tokens: old ones open nothing any more, and nobody else notices', async () => {
  const before = { 'old-token': 'rotated read', 'demoted-token': 'demoted read,admin', 'kept-token': 'kept read' };
  const { dialer, bridge, collector, write } = await guarded(before);
  const streams = async (token: string): Promise<EventReader> =>
    new EventReader(await ask(bridge, '/events?from=0', token));
  const kept = await streams('kept-token');
  const others = [await streams('old-token'), await streams('demoted-token')];
  for (let number = 0; number < 10; number++) dialer.record(numberedFields(number));
  await collector.arrived(10);
  for (const stream of [kept, ...others]) await stream.take(10);

  write({ 'new-token': 'rotated read', 'demoted-token': 'demoted read', 'kept-token': 'kept read' });
  expect((await ask(bridge, '/me', 'new-token')).status).toBe(401);
  await bridge.reload();
  expect((await ask(bridge, '/me', 'old-token')).status).toBe(401);
  expect(await (await ask(bridge, '/me', 'new-token')).json()).toEqual({ name: 'rotated', scopes: ['read'] });
  expect(await (await ask(bridge, '/me', 'demoted-token')).json()).toEqual({ name: 'demoted', scopes: ['read'] });
  for (const stream of others) await expect(stream.next()).rejects.toThrow('the stream has ended');
  for (let number = 10; number < 20; number++) dialer.record(numberedFields(number));
  await kept.take(10);
  await collector.arrived(20);
  expect(collector.sessions).toEqual(sessionsUpTo(20));
  expect(bridge.log()).not.toContain('disconnected');
  for (const secret of ['old-token', 'new-token']) expect(bridge.log()).not.toContain(secret);
});

test('a file of tokens that cannot be used changes nothing, and the log says why', async () => {
  const { dialer, bridge, tokensFile, write } = await guarded({ 'a-token': 'somebody read' });
  const stream = new EventReader(await ask(bridge, '/events', 'a-token'));
  write({ 'a-token': 'somebody look' });
  await bridge.reload();
  expect(bridge.log()).toContain(`The configuration stays as it was: ${tokensFile}:1: no scope is named look`);
  rmSync(tokensFile);
  await bridge.reload();
  expect(bridge.log()).toMatch(/stays as it was: .*tokens.*: no such file or folder\n/);
  expect((await ask(bridge, '/me', 'a-token')).status).toBe(200);
  write({ 'a-token': 'somebody read' });
  await bridge.reload();
  expect(bridge.log()).toContain('The configuration was read again');
  dialer.record(numberedFields(0));
  expect((await stream.next()).event).toBe('outcome');
});

test('another file of tokens waits for a restart, and is named', async () => {
  const { bridge, tokensFile } = await guarded({ 'a-token': 'somebody read' });
  const file = join(tokensFile, '..', 'bridge.yaml');
  const http = 'http: { port: 0, tokensFile: others }';
  writeFileSync(file, `upstreams:\n${upstreamAt(1)}\nlisten: [{ port: 0 }]\n${http}\n`);
  await bridge.reload();
  expect(bridge.log()).toContain('Changes of http wait for a restart');
  expect((await ask(bridge, '/me', 'a-token')).status).toBe(200);
});
