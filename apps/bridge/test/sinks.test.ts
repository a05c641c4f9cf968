import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { FakeKafkaBroker } from '../../../packages/sinks/test/support/fake-kafka-broker.ts';
import { hasNatsServer, NatsServer, natsServerIsMissing } from '../../../packages/sinks/test/support/nats-server.ts';
import { addStream, messagesIn } from '../../../packages/sinks/test/support/nats-stream.ts';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

if (!hasNatsServer) process.stderr.write(`${natsServerIsMissing}\n`);

/** Time between two looks at what has arrived: to look without a pause would take a core from the bridge, milliseconds. */
const lookMs = 20;

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
  return lineWith(startBridge, sinks);
}

/** A dialer, and a bridge that is started so. */
async function lineWith<Bridge>(start: (file: string) => Promise<Bridge>, sinks: string) {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const directory = temporaryDirectory();
  const upstreams = upstreamAt(dialer.port);
  const bridge = await start(writeConfig(directory, upstreams, `sinks:\n${sinks}`));
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

test('a bridge that was killed continues where its sink was', async () => {
  const receiver = await startReceiver();
  const { bridge, dial, directory, upstreams } = await lineWith(startBridgeProgram, webhook('crm', receiver.url));
  dial(0, 200);
  await receiver.until(() => receiver.events.length >= 200);
  await bridge.stop('SIGKILL');
  await startBridge(writeConfig(directory, upstreams, `sinks:\n${webhook('crm', receiver.url)}`));
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
  expect(await bridge.stop()).toBe(0);
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

/** What makes a program find no package of that scope. */
const missing = (name: string): Readonly<Record<string, string>> => {
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(specifier, context, next) {
      if (!specifier.startsWith('${name}')) return next(specifier, context);
      throw Object.assign(new Error("Cannot find package '" + specifier + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
    } });`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` };
};

test.for([
  ['kafka', '@platformatic/', 'kafka: { brokers: [127.0.0.1:1] }', 'npm install @platformatic/kafka'],
  ['nats', '@nats-io/', 'nats: { servers: [127.0.0.1:1] }', 'npm install @nats-io/jetstream @nats-io/transport-node'],
] as const)(
  'a %s sink without its packages says which to install; others do without',
  async ([, name, sink, advice]) => {
    const directory = temporaryDirectory();
    const upstreams = upstreamAt(1);
    const started = startBridgeProgram(
      writeConfig(directory, upstreams, `sinks: [{ name: bus, ${sink} }]\n`),
      missing(name),
    );
    await expect(started).rejects.toThrow(advice);
    await startBridgeProgram(
      writeConfig(directory, upstreams, 'sinks: [{ name: out, standardOutput: {} }]\n'),
      missing(name),
    );
  },
);

test('outcomes are produced to Kafka, spoken by a broker of the tests', async () => {
  const broker = new FakeKafkaBroker();
  await broker.up();
  onTestFinished(() => broker.down());
  const { dial } = await startLine(`  - { name: bus, kafka: { brokers: ['${broker.address}'] } }\n`);
  dial(0, 500);
  while (broker.records.length < 500) await sleep(lookMs);
  expect(broker.records.map(({ key }) => key ?? '').toSorted()).toEqual(sessionsUpTo(500).toSorted());
  expect(new Set(broker.produced.map(({ client }) => client))).toEqual(new Set(['sdmp-bridge']));
  expect(broker.complaints).toEqual([]);
});

test.skipIf(!hasNatsServer)('outcomes are published to NATS, and again when the server is back', async () => {
  const server = await NatsServer.start();
  onTestFinished(() => server.stop());
  await addStream(server.address, 'bus', ['outcomes.>']);
  const count = (): Promise<number> => messagesIn(server.address, 'bus');
  const { bridge, dial } = await startLine(
    `  - { name: bus, nats: { servers: ['${server.address}'], subject: 'outcomes.{campaign}' }, retry: { first: 10ms, longest: 1s } }\n`,
  );
  dial(0, 300);
  while ((await count()) < 300) await sleep(lookMs);
  await server.kill();
  dial(300, 400);
  await bridge.logged('Sink bus failed');
  await server.up();
  while ((await count()) < 400) await sleep(lookMs);
  expect(await count()).toBe(400);
});
