import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { type ClientOptions, connect, withUser } from '@sdmp/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';
import { cheapParameters, startGuardedDialer } from './support/guarded-dialer.ts';

const passwords = { 'north/ann': 'secret of ann', 'south/bob': 'secret of bob' };

function upstream(name: string, port: number, more: string): string {
  return `  - { name: ${name}, host: 127.0.0.1, port: ${port}, persistToken: bridge, ${more} }`;
}

/** The session identifiers of the first outcomes that a subscriber gets. */
async function received(options: ClientOptions, tenantDescriptor: string, count: number): Promise<string[]> {
  await using client = connect(options);
  const found: string[] = [];
  for await (const outcome of client.outcomes({ tenantDescriptor, persistToken: 'reader' })) {
    found.push(outcome.sessionIdentifier ?? '');
    if (found.length === count) break;
  }
  return found;
}

test(`${verifies('CL-3', 'AU-1', 'AU-3')}upstreams of two users get each the outcomes of their tenant`, async () => {
  const dialer = await startGuardedDialer(passwords);
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'ann.txt'), 'secret of ann\n', { mode: 0o600 });
  const upstreams = [
    upstream('north', dialer.port, 'user: ann, tenant: north, passwordFile: ann.txt'),
    upstream('south', dialer.port, 'user: bob, userTenant: south, password: "${BOB}"'),
  ].join('\n');
  const bridge = await startBridge(writeConfig(directory, upstreams), { BOB: 'secret of bob' });
  await Promise.all(['north', 'south'].map((name) => bridge.logged(`Upstream ${name} is live`)));
  const readers = ['north', 'south'].map((tenant) => received({ port: bridge.port }, tenant, 2));
  // The readers' tokens are there before anything is recorded.
  await expect
    .poll(async () => (await fetch(`${bridge.httpUrl}/metrics`)).text())
    .toMatch(/transactions\{state="live"\} 2/);
  const of = (tenant: string, number: number): string => `OZ\\TD${tenant}\\SI${number}\\RE10`;
  await dialer.record(of('north', 1), of('south', 2), of('north', 3), of('south', 4));
  expect(await Promise.all(readers)).toEqual([
    ['1', '3'],
    ['2', '4'],
  ]);
  expect(bridge.log()).not.toContain('secret of');
});

test(`${verifies('AU-1', 'CL-5')}a wrong password is told, and a right one taken over at a hangup`, async () => {
  const dialer = await startGuardedDialer(passwords);
  const directory = temporaryDirectory();
  const passwordFile = join(directory, 'ann.txt');
  writeFileSync(passwordFile, 'secret of nobody\n', { mode: 0o644 });
  const north = upstream('north', dialer.port, 'user: ann, userTenant: north, passwordFile: ann.txt');
  const bridge = await startBridge(writeConfig(directory, north));
  await bridge.logged('Upstream north gives no outcomes');
  expect(bridge.log()).toContain(`Everyone on this machine may read ${passwordFile}`);
  const ready = await (await fetch(`${bridge.httpUrl}/readyz`)).text();
  expect(ready).toContain('user ann of tenant north cannot authenticate: the password is wrong');
  writeFileSync(passwordFile, 'secret of ann\n');
  await bridge.reload();
  await bridge.logged('Upstream north is live');

  writeFileSync(passwordFile, '');
  await bridge.reload();
  expect(bridge.log()).toContain('The configuration stays as it was: the password of upstream north cannot be read');
  expect((await fetch(`${bridge.httpUrl}/readyz`)).status).toBe(200);
  expect(bridge.log()).not.toContain('secret of');
});

test(`${verifies('SEC-3')}every secret that everyone may read is told, at the start and at a hangup`, async () => {
  const directory = temporaryDirectory();
  const secret = (name: string, mode: number): string => {
    const file = join(directory, name);
    writeFileSync(file, 'whsec_c2VjcmV0\n', { mode });
    return file;
  };
  const exposed = secret('one.secret', 0o644);
  const closed = secret('two.secret', 0o640);
  const sink = (file: string): string =>
    `sinks:\n  - { name: crm, webhook: { url: "http://127.0.0.1:9/", secretFiles: [${file}] } }\n`;
  const config = writeConfig(directory, upstreamAt(9), sink(exposed));
  const bridge = await startBridge(config);
  expect(bridge.log()).toContain(`Everyone on this machine may read ${exposed}: chmod 600 it`);
  chmodSync(closed, 0o644);
  writeConfig(directory, upstreamAt(9), sink(closed));
  await bridge.reload();
  await bridge.logged(`Everyone on this machine may read ${closed}: chmod 600 it`);
});

test(`${verifies('AU-2', 'AU-3')}with a users file, subscribers of the bridge must be in it`, async () => {
  const dialer = await startGuardedDialer(passwords);
  const directory = temporaryDirectory();
  const user = { tenant: 'north', name: 'cora', password: 'secret of cora' };
  const users = await withUser('', user, { place: 'users', parameters: cheapParameters });
  writeFileSync(join(directory, 'users.jsonl'), users, { mode: 0o600 });
  const north = upstream('north', dialer.port, 'user: ann, userTenant: north, password: secret of ann');
  const bridge = await startBridge(writeConfig(directory, north, 'usersFile: users.jsonl\n'));
  await bridge.logged('Upstream north is live');
  await expect(received({ port: bridge.port }, 'north', 1)).rejects.toMatchObject({ errorCode: 9020 });
  const credentials = { tenantDescriptor: 'north', userIdentifier: 'cora', password: 'secret of cora' };
  const reader = received({ port: bridge.port, credentials }, 'north', 1);
  onTestFinished(() => reader.then(() => undefined));
  await expect
    .poll(async () => (await fetch(`${bridge.httpUrl}/metrics`)).text())
    .toMatch(/transactions\{state="live"\} 1/);
  await dialer.record(String.raw`OZ\TDnorth\SI7\RE10`);
  expect(await reader).toEqual(['7']);
  const subscribers: unknown = await (await fetch(`${bridge.httpUrl}/api/v1/subscribers`)).json();
  expect(JSON.stringify(subscribers)).not.toContain('secret of');
});
