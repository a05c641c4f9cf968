import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

interface ReceivedEvent {
  readonly id: string;
  readonly subject: string;
}

/** A receiver of events; `answer` says with which status a request is answered. */
async function startReceiver(answer: (request: number) => number = () => 204) {
  const events: ReceivedEvent[] = [];
  let requests = 0;
  let changed = Promise.withResolvers<void>();
  const take = async (request: IncomingMessage): Promise<number> => {
    const status = answer(requests++);
    const body: ReceivedEvent[] = JSON.parse(await text(request));
    if (status < 300) events.push(...body);
    changed.resolve();
    changed = Promise.withResolvers();
    return status;
  };
  const server = createServer((request, response) => {
    void take(request).then((status) => response.writeHead(status).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    events,
    url: `http://127.0.0.1:${port}/`,
    until: async (isMet: () => boolean): Promise<void> => {
      while (!isMet()) await changed.promise;
    },
  };
}

async function startLine(sinks: string) {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const directory = temporaryDirectory();
  const upstreams = upstreamAt(dialer.port);
  const bridge = await startBridgeProgram(writeConfig(directory, upstreams, `sinks:\n${sinks}`));
  await dialer.until(({ transactions }) => transactions.length > 0);
  const dial = (from: number, to: number): void => {
    for (let index = from; index < to; index++) dialer.record(numberedFields(index));
  };
  return { bridge, dial, directory, upstreams };
}

const webhook = (name: string, url: string, more = ''): string =>
  `  - { name: ${name}, webhook: { url: "${url}" }${more} }\n`;

test('every outcome is posted to a webhook, once, though the receiver fails at first', async () => {
  const receiver = await startReceiver((request) => (request === 0 ? 503 : 204));
  const { dial } = await startLine(webhook('crm', receiver.url, ', retry: { first: 10ms, longest: 1s }'));
  dial(0, 1000);
  await receiver.until(() => receiver.events.length >= 1000);
  expect(receiver.events.map(({ subject }) => subject).toSorted()).toEqual(sessionsUpTo(1000).toSorted());
  expect(new Set(receiver.events.map(({ id }) => id)).size).toBe(1000);
});

test('a bridge that was killed goes on where its sink was', async () => {
  const receiver = await startReceiver();
  const { bridge, dial, directory, upstreams } = await startLine(webhook('crm', receiver.url));
  dial(0, 200);
  await receiver.until(() => receiver.events.length >= 200);
  await bridge.stop('SIGKILL');
  await startBridgeProgram(writeConfig(directory, upstreams, `sinks:\n${webhook('crm', receiver.url)}`));
  dial(200, 300);
  await receiver.until(() => new Set(receiver.events.map(({ subject }) => subject)).size >= 300);
  expect(new Set(receiver.events.map(({ subject }) => subject))).toEqual(new Set(sessionsUpTo(300)));
});

test('outcomes are written into files and printed, beside each other', async () => {
  const { bridge, dial, directory } = await startLine(
    '  - { name: archive, files: { directory: ./outcomes } }\n  - { name: out, standardOutput: {} }\n',
  );
  dial(0, 500);
  const printed: string[] = [];
  for await (const line of bridge.lines) {
    printed.push((JSON.parse(line) as { readonly sessionIdentifier: string }).sessionIdentifier);
    if (printed.length === 500) break;
  }
  expect(printed).toEqual(sessionsUpTo(500));
  expect(await bridge.stop('SIGTERM')).toBe(0);
  const folder = join(directory, 'outcomes');
  const written = readdirSync(folder)
    .filter((name) => name.includes('.ndjson'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
  expect(written.map((line) => (JSON.parse(line) as { readonly sessionIdentifier: string }).sessionIdentifier)).toEqual(
    sessionsUpTo(500),
  );
});

test('a hangup brings in a new sink, which begins at the oldest outcome', async () => {
  const first = await startReceiver();
  const second = await startReceiver();
  const { bridge, dial, directory, upstreams } = await startLine(webhook('first', first.url));
  dial(0, 50);
  await first.until(() => first.events.length >= 50);
  writeConfig(directory, upstreams, `sinks:\n${webhook('first', first.url)}${webhook('second', second.url)}`);
  await bridge.reload();
  await second.until(() => second.events.length >= 50);
  dial(50, 60);
  await first.until(() => first.events.length >= 60);
  await second.until(() => second.events.length >= 60);
  expect(second.events.map(({ subject }) => subject).toSorted()).toEqual(sessionsUpTo(60).toSorted());
});
