import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openSqliteJournal } from '@sdmp/journal';
import { connect } from '@sdmp/runtime/client';
import { startSimulatedDialer } from '@sdmp/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';

/** `scripts/bridge-fixture.ts` wrote each of them by a bridge of the time. */
const folder = join(import.meta.dirname, 'fixtures');
const fixtures = globSync('earlier-*', { cwd: folder });
const token = 'token-of-a-fixture';
const password = 'password of a fixture';

/** A receiver of webhooks that takes everything. */
async function startReceiver(): Promise<{ readonly port: number; readonly sessions: readonly string[] }> {
  const sessions: string[] = [];
  const server = createServer((request, response) => {
    void request.toArray().then((parts: Buffer[]) => {
      sessions.push(/"sessionIdentifier":"(\w+)"/.exec(Buffer.concat(parts).toString())?.[1] ?? '?');
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => server.close().closeAllConnections());
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, sessions };
}

async function cursorsIn(directory: string): Promise<ReadonlyMap<string, number>> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  const cursors = await journal.cursors.load();
  await journal.close();
  return new Map(cursors.map(({ name, position }) => [name, position]));
}

describe.for(fixtures)('a bridge in the folder of an earlier one, %s,', (fixture) => {
  test('goes on where that one was: outcomes, subscriber, sinks, dead letters, incidents, calls, users and tokens', async () => {
    const directory = temporaryDirectory();
    execFileSync('tar', ['xzf', join(folder, fixture, 'data.tar.gz'), '-C', directory]);
    copyFileSync(join(folder, fixture, 'bridge.yaml'), join(directory, 'bridge.yaml'));
    const before = await cursorsIn(join(directory, 'data'));
    const dialer = await startSimulatedDialer();
    onTestFinished(() => dialer.stop());
    const receiver = await startReceiver();
    const ports = { DIALER_PORT: String(dialer.port), RECEIVER_PORT: String(receiver.port) };
    const bridge = await startBridge(join(directory, 'bridge.yaml'), ports);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const ask = async (path: string, body?: object): Promise<unknown> => {
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${bridge.httpUrl}/api/v1${path}`, { headers, ...sent });
      expect([path, response.ok]).toEqual([path, true]);
      return response.json();
    };
    const sessionsRecorded = async (): Promise<readonly string[]> => {
      const { outcomes } = (await ask('/outcomes?order=asc')) as {
        readonly outcomes: readonly { readonly sessionIdentifier: string }[];
      };
      return outcomes.map(({ sessionIdentifier }) => sessionIdentifier);
    };

    expect((await sessionsRecorded()).toSorted()).toEqual(['1', '2', '3', '4', 'failed']);
    expect(await ask('/sinks/crm/dead-letters')).toMatchObject({
      deadLetters: [{ outcome: { sessionIdentifier: '2' }, attempts: 1 }],
    });
    expect(await ask('/incidents?part=sink&name=crm')).toMatchObject({
      incidents: expect.arrayContaining([expect.objectContaining({ reason: expect.stringContaining('answered 422') })]),
    });

    // The call whose beginning the earlier bridge was told of.
    await ask('/reports', { report: 'transactionComplete', agentIdentifier: 'Joe', agentOutcome: 167 });
    await expect.poll(sessionsRecorded).toContain('open');
    // A subscriber with the user of before gets what it had not acknowledged, once.
    const credentials = { tenantDescriptor: 'default', userIdentifier: 'ann', password };
    const client = connect({ port: bridge.port, credentials });
    onTestFinished(() => client.close());
    const got: string[] = [];
    for await (const { sessionIdentifier = '' } of client.outcomes({ persistToken: 'crm' })) {
      got.push(sessionIdentifier);
      if (got.length === 4) break;
    }
    expect(got.toSorted()).toEqual(['3', '4', 'failed', 'open']);
    // The sink goes on behind what it had delivered, and its dead letter can be delivered now.
    await expect.poll(() => receiver.sessions).toEqual(['open']);
    expect(await ask('/sinks/crm/dead-letters/replay', { all: true })).toEqual({ replayed: 1 });
    expect(receiver.sessions).toEqual(['open', '2']);

    await client.close();
    expect(await bridge.stop()).toBe(0);
    const after = await cursorsIn(join(directory, 'data'));
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
    for (const [name, position] of before)
      expect([name, after.get(name)]).toEqual([name, expect.toSatisfy((at: number) => at >= position)]);
  });
});
