import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@sdmp/runtime';
import { createShift } from '@sdmp/testkit';
import { type Benchmark, wholePath } from '../benchmark.ts';
import { park } from '../service/park.ts';
import { percentile, thousands } from '../statistics.ts';
import { type ServiceProcess, startServiceProcess } from '../service/service-process.ts';

const feedCount = 1_000_000;
const liveRate = 10_000;
const liveSeconds = 10;
const seed = 20_261_122;

type Row = readonly [what: string, figure: string, how: string];

/** Yields feed lines of a shift in blocks of about a mebibyte. */
function feedBlocks(count: number): { blocks: Buffer[]; bytes: number } {
  const shift = createShift({ seed });
  const blocks: Buffer[] = [];
  let block = '';
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    block += `OZ${shift.nextBody()}\n`;
    if (block.length < 2 ** 20 && index < count - 1) continue;
    blocks.push(Buffer.from(block));
    bytes += blocks.at(-1)?.length ?? 0;
    block = '';
  }
  return { blocks, bytes };
}

async function feed(service: ServiceProcess, count: number): Promise<Row> {
  const { blocks, bytes } = feedBlocks(count);
  const began = performance.now();
  for (const block of blocks) if (!service.stdin.write(block)) await once(service.stdin, 'drain');
  await service.committed(count);
  const seconds = (performance.now() - began) / 1000;
  const lines = `${thousands(count)} lines of ${Math.round(bytes / count)} bytes`;
  return [
    'durable feed',
    `${thousands(count / seconds)} outcomes/s`,
    `${lines} through --feed -, each on disk with synchronous=FULL`,
  ];
}

async function rollForward(port: number, persistToken: string, count: number): Promise<Row> {
  const client = connect({ port });
  const began = performance.now();
  let received = 0;
  let reasons = 0;
  for await (const outcomes of client.outcomes({ persistToken, rateControl: 1_000_000 }).batches()) {
    received += outcomes.length;
    for (const outcome of outcomes) reasons += outcome.reason ?? 0;
    if (received >= count) break;
  }
  const seconds = (performance.now() - began) / 1000;
  await client.close();
  if (received !== count || reasons === 0) throw new RangeError(`received ${received} of ${count}`);
  return [
    'rollforward',
    `${thousands(count / seconds)} outcomes/s`,
    'CS1000000, one subscriber in a process of its own, acknowledged, typed',
  ];
}

async function live(service: ServiceProcess): Promise<Row> {
  const shift = createShift({ seed: seed + 1 });
  const count = liveRate * liveSeconds;
  const client = connect({ port: service.port });
  const latencies = new Float64Array(count);
  const subscription = client.outcomes({});
  const isLive = (async () => {
    for await (const status of client.status()) if (status.kind === 'live') break;
  })();
  const reading = (async () => {
    let received = 0;
    for await (const outcomes of subscription.batches()) {
      const now = performance.now();
      for (const outcome of outcomes) latencies[received++] = now - Number(outcome.sessionIdentifier);
      if (received >= count) break;
    }
  })();
  await isLive;
  const began = performance.now();
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * liveRate));
    let block = '';
    for (; sent < due; sent++) block += `OZ${shift.nextBody().replace(/\\SI[^\\]*/, `\\SI${performance.now()}`)}\n`;
    if (block !== '' && !service.stdin.write(block)) await once(service.stdin, 'drain');
    await delay(1);
  }
  await reading;
  await client.close();
  latencies.sort();
  const figure = (share: number): string => `${percentile(latencies, share).toFixed(2)} ms`;
  return [
    'live latency',
    `p50 ${figure(0.5)}, p99 ${figure(0.99)}, max ${figure(1)}`,
    `${thousands(liveRate)} outcomes/s for ${liveSeconds} s: feed line written to outcome in the subscriber, fsync included`,
  ];
}

/** Measures the whole path: feed, journal, one subscriber. */
export const lineBenchmark: Benchmark = {
  name: 'line',
  summary: 'feed → journal → subscriber: durable rate, rollforward, live latency',
  measures: wholePath,
  run: async (report) => {
    await using service = await startServiceProcess();
    await park(service.port, { persistToken: 'bench' });
    report.table(
      ['what', 'figure', 'how'],
      [await feed(service, feedCount), await rollForward(service.port, 'bench', feedCount), await live(service)],
    );
  },
};
