import { CloudEvent, HTTP } from 'cloudevents';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sink } from '../src/index.ts';
import { type KafkaOptions, kafkaSink } from '../src/kafka/index.ts';
import { outcomeAt, plainOutcomes, sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { kafkaError } from './support/kafka-log.ts';
import {
  hasKafkaMockCluster,
  kafkaApi,
  KafkaMockCluster,
  kafkaMockClusterIsMissing,
  type ReadRecord,
} from './support/kafka-mock-cluster.ts';

const never = new AbortController().signal;

if (!hasKafkaMockCluster) process.stderr.write(`${kafkaMockClusterIsMissing}\n`);

test.runIf(process.env['CI'] === 'true')('librdkafka is there', () => {
  expect(hasKafkaMockCluster, kafkaMockClusterIsMissing).toBe(true);
});

// Kafka's numbers of errors.
const requestTimedOut = 7;
const brokerNotAvailable = 8;
const networkException = 13;
const throttlingQuotaExceeded = 89;

const idsOf = (records: readonly ReadRecord[]): string[] => records.map(({ headers }) => headers['ce_id'] ?? '');

async function startCluster(): Promise<KafkaMockCluster> {
  const cluster = await KafkaMockCluster.start();
  onTestFinished(() => cluster.stop());
  return cluster;
}

async function opened(cluster: KafkaMockCluster, options: Partial<KafkaOptions> = {}): Promise<Sink> {
  const sink = kafkaSink({ brokers: cluster.brokers, ...options });
  onTestFinished(() => sink.close());
  await sink.open(never);
  return sink;
}

/** Delivers until it is taken, as the runner does. Resolves to how many attempts failed. */
async function deliverAtLast(sink: Sink, outcomes: ReturnType<typeof plainOutcomes>): Promise<number> {
  for (let failures = 0; ; failures++) {
    try {
      expect(await sink.deliver(outcomes, never)).toEqual([]);
      return failures;
    } catch (cause) {
      expect(cause).toMatchObject({ retryable: true });
      if (failures > 20) throw cause;
    }
  }
}

describe.skipIf(!hasKafkaMockCluster)("a kafka sink at librdkafka's brokers", () => {
  const open = async (): Promise<SinkSubject> => {
    const cluster = await KafkaMockCluster.start();
    const make = (): Sink => kafkaSink({ brokers: cluster.brokers });
    return {
      sink: make(),
      received: async () => [...new Set(idsOf(await cluster.records()))],
      again: async () => make(),
      takeDown: () => cluster.all('down'),
      bringUp: () => cluster.all('up'),
      dispose: () => cluster.stop(),
    };
  };
  for (const { name, run } of sinkSuite(open, { outages: true })) test(name, run);

  test('another client reads what was produced: key, headers and a valid CloudEvent', async () => {
    const cluster = await startCluster();
    const sink = await opened(cluster);
    const outcome = outcomeAt(1, { sessionIdentifier: '4711', campaignName: 'Zürich', reason: 10 });
    await sink.deliver([outcome, outcomeAt(2, {})], never);
    const records = await cluster.records();
    const record = records.find(({ key }) => key === '4711');
    expect(record?.headers).toMatchObject({ ce_id: outcome.id, ce_type: 'sdmp.outcome.recorded' });
    const body = Buffer.from(record?.value ?? '', 'base64').toString();
    const event = HTTP.toEvent({ headers: { 'content-type': record?.headers['content-type'] ?? '' }, body });
    expect(event instanceof CloudEvent && event.validate()).toBe(true);
    expect(event).toMatchObject({ id: outcome.id, data: { campaignName: 'Zürich', reason: 10 } });
    expect(records).toHaveLength(2);
  });

  test.for([
    ['the leader has moved', kafkaError.notLeaderOrFollower],
    ['too few replicas are in sync', kafkaError.notEnoughReplicas],
    ['the request timed out', requestTimedOut],
    ['the client is throttled', throttlingQuotaExceeded],
    ['the network failed behind the broker', networkException],
  ] as const)('when %s once, the records are there once', async ([, code]) => {
    const cluster = await startCluster();
    const sink = await opened(cluster);
    await cluster.tell('errors', kafkaApi.produce, code);
    const outcomes = plainOutcomes(60);
    await deliverAtLast(sink, outcomes);
    expect(idsOf(await cluster.records()).toSorted()).toEqual(outcomes.map(({ id }) => id).toSorted());
  });

  test('an error that the driver does not repeat by itself loses nothing; what was taken beside it is there twice', async () => {
    const cluster = await startCluster();
    const sink = await opened(cluster);
    await cluster.tell('errors', kafkaApi.produce, brokerNotAvailable);
    const outcomes = plainOutcomes(60);
    expect(await deliverAtLast(sink, outcomes)).toBe(1);
    expect(new Set(idsOf(await cluster.records()))).toEqual(new Set(outcomes.map(({ id }) => id)));
  });

  test('errors that stay are told as retryable, and nothing is lost when they end', async () => {
    const cluster = await startCluster();
    const sink = await opened(cluster);
    await cluster.tell('errors', kafkaApi.produce, ...Array.from({ length: 40 }, () => requestTimedOut));
    const outcomes = plainOutcomes(20);
    await expect(sink.deliver(outcomes, never)).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retryable: true });
    await cluster.tell('clear', kafkaApi.produce);
    await deliverAtLast(sink, outcomes);
    expect(new Set(idsOf(await cluster.records())).size).toBe(20);
  });

  test('leaders that move while records are produced cost none of them', async () => {
    const cluster = await startCluster();
    const sink = await opened(cluster);
    const outcomes = plainOutcomes(300);
    for (let from = 0; from < outcomes.length; from += 50) {
      for (let partition = 0; partition < 3; partition++) {
        await cluster.tell('leader', partition, 1 + ((partition + from / 50) % 3));
      }
      await deliverAtLast(sink, outcomes.slice(from, from + 50));
    }
    expect(new Set(idsOf(await cluster.records()))).toEqual(new Set(outcomes.map(({ id }) => id)));
  });

  test('a broker that goes away while it leads, and comes back, costs no record', async () => {
    const cluster = await startCluster();
    const sink = await opened(cluster, { timeoutMs: 2000 });
    const outcomes = plainOutcomes(120);
    await deliverAtLast(sink, outcomes.slice(0, 40));
    await cluster.tell('down', 2);
    const [failure] = await Promise.allSettled([sink.deliver(outcomes.slice(40, 80), never)]);
    if (failure.status === 'rejected') expect(failure.reason).toMatchObject({ retryable: true });
    await cluster.tell('up', 2);
    await deliverAtLast(sink, outcomes.slice(40));
    expect(new Set(idsOf(await cluster.records()))).toEqual(new Set(outcomes.map(({ id }) => id)));
  });

  test('an answer later than the timeout is given up, as retryable', async () => {
    const cluster = await startCluster();
    const sink = await opened(cluster, { timeoutMs: 500 });
    for (const broker of [1, 2, 3]) await cluster.tell('rtt', broker, 3000);
    const outcomes = plainOutcomes(10);
    await expect(sink.deliver(outcomes, never)).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retryable: true });
    for (const broker of [1, 2, 3]) await cluster.tell('rtt', broker, 0);
    await deliverAtLast(sink, outcomes);
    expect(new Set(idsOf(await cluster.records())).size).toBe(10);
  });
});
