import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudEvent, HTTP } from 'cloudevents';
import { expect, onTestFinished, test } from 'vitest';
import type { Sink } from '../src/index.ts';
import { type KafkaOptions, kafkaSink } from '../src/kafka/index.ts';
import { outcomeAt, plainOutcomes, sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { FakeKafkaBroker, type FakeKafkaOptions } from './support/fake-kafka-broker.ts';
import { kafkaError } from './support/kafka-log.ts';
import { crc32c, type ProducedRecord } from './support/kafka-record-batch.ts';
import { testDirectory } from './support/test-directory.ts';

const never = new AbortController().signal;

const idsOf = (records: readonly ProducedRecord[]): string[] => records.map(({ headers }) => headers['ce_id'] ?? '');

const open = async (): Promise<SinkSubject> => {
  const broker = new FakeKafkaBroker();
  await broker.up();
  const make = (): Sink => kafkaSink({ brokers: [broker.address] });
  return {
    sink: make(),
    received: async () => {
      expect(broker.complaints).toEqual([]);
      return [...new Set(idsOf(broker.records))];
    },
    again: async () => make(),
    takeDown: () => broker.down(),
    bringUp: () => broker.up(),
    dispose: () => broker.down(),
  };
};
for (const { name, run } of sinkSuite(open, { outages: true })) test(name, run);

async function startBroker(options: FakeKafkaOptions = {}): Promise<FakeKafkaBroker> {
  const broker = new FakeKafkaBroker(options);
  await broker.up();
  onTestFinished(() => broker.down());
  return broker;
}

async function opened(broker: FakeKafkaBroker, options: Partial<KafkaOptions> = {}): Promise<Sink> {
  const sink = kafkaSink({ brokers: [broker.address], ...options });
  onTestFinished(() => sink.close());
  await sink.open(never);
  return sink;
}

test('records are CloudEvents with the session as key, acknowledged by all replicas', async () => {
  const broker = await startBroker();
  const sink = await opened(broker, { clientId: 'bridge-7' });
  const outcome = outcomeAt(1, { sessionIdentifier: '4711', campaignName: 'Zürich', reason: 10 });
  await sink.deliver([outcome, outcomeAt(2, {})], never);
  expect(broker.produced.map(({ acks, client }) => [acks, client])).toContainEqual([-1, 'bridge-7']);
  expect(broker.produced.every(({ acks }) => acks === -1)).toBe(true);
  const record = broker.records.find(({ key }) => key === '4711');
  expect(record?.headers).toEqual({
    'content-type': 'application/cloudevents+json; charset=utf-8',
    ce_id: outcome.id,
    ce_type: 'sdmp.outcome.recorded',
  });
  const event = HTTP.toEvent({
    headers: { 'content-type': record?.headers['content-type'] ?? '' },
    body: record?.value,
  });
  expect(event instanceof CloudEvent && event.validate()).toBe(true);
  expect(event).toMatchObject({ id: outcome.id, subject: '4711', data: { campaignName: 'Zürich', reason: 10 } });
  expect(broker.records.find(({ key }) => key === undefined)).toBeDefined();
});

test('a session stays in the partition that other clients of Kafka choose for it', async () => {
  const broker = await startBroker({ partitions: 5 });
  const sink = await opened(broker);
  const outcomes = plainOutcomes(300);
  await sink.deliver(outcomes.slice(0, 150), never);
  await sink.deliver(outcomes.slice(150), never);
  const partitionOf = (key: string): number[] =>
    [...broker.logs.entries()].filter(([, { records }]) => records.some((each) => each.key === key)).map(([at]) => at);
  const sessions = [...new Set(broker.records.map(({ key }) => key ?? ''))];
  expect(sessions).toHaveLength(7);
  for (const session of sessions) expect(partitionOf(session)).toHaveLength(1);
  // The figures of Kafka's own tests of its hash, kept positive as its clients do: murmur2 of "21" is -973932308.
  await sink.deliver([outcomeAt(900, { sessionIdentifier: '21' })], never);
  expect(partitionOf('21')).toEqual([(-973_932_308 & 0x7fffffff) % 5]);
});

test('an outcome that is too large is refused by name, the others are taken once each, in order', async () => {
  const broker = await startBroker({ partitions: 2, maxBatchBytes: 20_000 });
  const sink = await opened(broker);
  const outcomes = plainOutcomes(60);
  const large = [outcomeAt(60, { sessionIdentifier: '100003', data: 'x'.repeat(30_000) })];
  const refused = await sink.deliver([...outcomes.slice(0, 30), ...large, ...outcomes.slice(30)], never);
  expect(refused).toEqual([{ position: 60, reason: expect.stringContaining('MESSAGE_TOO_LARGE') }]);
  expect(idsOf(broker.records).toSorted()).toEqual(outcomes.map(({ id }) => id).toSorted());
  const order = new Map(outcomes.map(({ id, position }) => [id, position]));
  for (const { records } of broker.logs) {
    const positions = idsOf(records).map((id) => order.get(id) ?? -1);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  }
});

test('a batch larger than a request is cut, so that it is not taken for poisoned', async () => {
  const broker = await startBroker();
  const sink = await opened(broker);
  const outcomes = Array.from({ length: 40 }, (_, at) =>
    outcomeAt(at, { sessionIdentifier: '1', data: 'x'.repeat(100_000) }),
  );
  expect(await sink.deliver(outcomes, never)).toEqual([]);
  expect(broker.records).toHaveLength(40);
  expect(broker.produced).toHaveLength(5);
});

test.for([
  ['the leader has moved', kafkaError.notLeaderOrFollower],
  ['too few replicas are in sync', kafkaError.notEnoughReplicas],
] as const)('when %s the same records are sent again, and are there once', async ([, code]) => {
  const broker = await startBroker();
  const sink = await opened(broker);
  let failures = 1;
  broker.mishap = () => (failures-- > 0 ? code : undefined);
  const outcomes = plainOutcomes(20);
  await sink.deliver(outcomes, never);
  expect(idsOf(broker.records).toSorted()).toEqual(outcomes.map(({ id }) => id).toSorted());
});

test('records whose acknowledgement is lost with the connection are there once', async () => {
  const broker = await startBroker();
  const sink = await opened(broker);
  let losses = 1;
  broker.mishap = () => (losses-- > 0 ? 'lose-answer' : undefined);
  const outcomes = plainOutcomes(20);
  await sink.deliver(outcomes, never);
  expect(idsOf(broker.records).toSorted()).toEqual(outcomes.map(({ id }) => id).toSorted());
  expect(broker.complaints).toEqual([]);
});

test.for([
  ['too few replicas', kafkaError.notEnoughReplicas, 'SINK_UNAVAILABLE'],
  ['a broken batch', kafkaError.corruptMessage, 'SINK_UNAVAILABLE'],
  ['no right to write', kafkaError.topicAuthorizationFailed, 'SINK_SETTINGS'],
  ['an error without a name of ours', 55, 'SINK_UNAVAILABLE'],
] as const)('%s that stays is tried again later, and nothing becomes a dead letter', async ([, error, code]) => {
  const broker = await startBroker();
  const sink = await opened(broker);
  broker.mishap = () => error;
  await expect(sink.deliver(plainOutcomes(5), never)).rejects.toMatchObject({ code, retryable: true });
  broker.mishap = () => undefined;
  await sink.deliver(plainOutcomes(5), never);
  expect(idsOf(broker.records)).toHaveLength(5);
});

test('a topic that is not there is said to be so', async () => {
  const broker = await startBroker({ topic: 'others' });
  await expect(opened(broker)).rejects.toMatchObject({ code: 'SINK_SETTINGS', retryable: true });
});

test('an abort ends a delivery that no broker answers', async () => {
  const broker = await startBroker();
  const sink = await opened(broker);
  const abort = new AbortController();
  broker.mishap = () => {
    abort.abort();
    return 'keep-silent';
  };
  await expect(sink.deliver(plainOutcomes(5), abort.signal)).rejects.toThrow(/abort/i);
  broker.mishap = () => undefined;
  await sink.deliver(plainOutcomes(5), never);
  expect(new Set(idsOf(broker.records)).size).toBe(5);
});

test('a broker that says nothing is given up after the timeout, as retryable', async () => {
  const broker = await startBroker();
  const sink = await opened(broker, { timeoutMs: 300 });
  broker.mishap = () => 'keep-silent';
  const failed = sink.deliver(plainOutcomes(5), never);
  await expect(failed).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retryable: true });
});

/** A certificate for 127.0.0.1 that signs itself, and its key. */
function selfSigned(): { readonly caFile: string; readonly cert: Buffer; readonly key: Buffer } {
  const directory = testDirectory();
  const [caFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
  const subject = ['-subj', '/CN=kafka', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, ...subject, '-out', caFile, '-keyout', keyFile], { stdio: 'pipe' });
  return { caFile, cert: readFileSync(caFile), key: readFileSync(keyFile) };
}

test('a login over TLS is let in; a wrong password or an unknown authority is said to be so', async () => {
  const { caFile, cert, key } = selfSigned();
  const broker = await startBroker({ tls: { cert, key }, login: { username: 'bridge', password: 'right' } });
  const passwordFile = join(testDirectory(), 'password');
  writeFileSync(passwordFile, 'right\n');
  const sasl = { mechanism: 'PLAIN', username: 'bridge', passwordFile } as const;
  const sink = await opened(broker, { tls: { caFile }, sasl });
  await sink.deliver(plainOutcomes(3), never);
  expect(broker.records).toHaveLength(3);
  await expect(opened(broker, { tls: {}, sasl })).rejects.toMatchObject({
    retryable: true,
    message: expect.stringContaining('certificate'),
  });
  writeFileSync(passwordFile, 'wrong');
  const wrong = await opened(broker, { tls: { caFile }, sasl }).catch((cause: unknown) => cause);
  expect(wrong).toMatchObject({ code: 'SINK_SETTINGS', retryable: true });
  expect(String(wrong)).not.toContain('wrong');
});

test('a file that is not there is named', async () => {
  const broker = await startBroker();
  await expect(opened(broker, { tls: { caFile: '/nowhere/ca.pem' } })).rejects.toMatchObject({
    code: 'SINK_SETTINGS',
    message: expect.stringContaining('/nowhere/ca.pem'),
  });
});

test('settings that make no sense are refused', () => {
  const brokers = ['127.0.0.1:9092'];
  for (const wrong of [
    { brokers: [] },
    { brokers, topic: 'a b' },
    { brokers, topic: '..' },
    { brokers, clientId: 'a b' },
    { brokers, requestBytes: 0 },
    { brokers, tls: { keyFile: 'key.pem' } },
  ]) {
    expect(() => kafkaSink(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
});

test('the broker of these tests computes CRC32C as RFC 3720 has it', () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});
