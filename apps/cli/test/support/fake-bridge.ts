import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

const startedAt = '2026-11-22T09:00:00.000Z';

/** Answers as docs/http-api.md describes them, of a bridge with two dialers. */
function answers(name: string, asked: number): Readonly<Record<string, unknown>> {
  return {
    '/api/v1/status': {
      version: '1.2.3',
      startedAt,
      ready: true,
      missing: [],
      journal: {
        id: 'j',
        first: 0,
        end: 100 + asked,
        records: 100 + asked,
        bytes: 20_480,
        pendingBytes: 0,
        oldestTime: startedAt,
        retainAgeMs: 1,
        retainBytes: 1,
        writable: true,
      },
      events: [{ event: 'disconnects', of: 'upstream south', level: 'warn', count: 3, lastAt: startedAt }],
      clock: { steps: 0 },
      totals: { recorded: 100 + asked, delivered: 0 },
    },
    '/api/v1/upstreams': [
      upstream(name, 'live'),
      { ...upstream('south', 'waiting'), lastError: { message: 'no route', at: startedAt }, awaySince: startedAt },
    ],
    '/api/v1/subscribers': [
      {
        tenant: 'default',
        persistToken: '***use',
        transactionIdentifier: 'a',
        state: 'rolling',
        remote: '127.0.0.1:1',
        position: 5,
        backlog: 9000,
        ratePerSecond: 1_000_000,
      },
    ],
    '/api/v1/sinks': [
      {
        name: 'hook',
        kind: 'webhook',
        state: 'running',
        position: 5,
        backlog: 0,
        lagMs: 0,
        ratePerSecond: 2,
        delivered: 5,
        refused: 1,
        missed: 0,
        deadLetters: 4,
        attempt: 0,
      },
    ],
  };
}

function upstream(name: string, state: string): object {
  return {
    name,
    host: '127.0.0.1',
    port: 6502,
    state,
    connected: state === 'live',
    outcomes: 42,
    ratePerSecond: 7,
    reconnects: 0,
    duplicatesDropped: 0,
    gaps: 0,
  };
}

export interface FakeBridge {
  readonly url: string;
  /** Values of `Authorization` that requests had. */
  readonly tokens: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** An HTTP server that answers as a bridge does; `north` is the name of its first dialer. */
export async function startFakeBridge(north = 'north'): Promise<FakeBridge> {
  const tokens = new Set<string>();
  let asked = 0;
  const server = createServer(({ url = '', headers }, response) => {
    asked += 1;
    if (headers.authorization !== undefined) tokens.add(headers.authorization);
    const answer = answers(north, asked)[url];
    response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens, close };
}
