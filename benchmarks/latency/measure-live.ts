import type { OutcomesRequest } from '@sdmp/runtime';
import type { Corpus } from '../corpus/corpus.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { memoryOf, processorSecondsOf } from '../system/process-figures.ts';
import { startWorkerProcess } from '../system/worker-process.ts';
import type { LatencyFigures } from './latency-histogram.ts';
import { PacedFeed } from './paced-feed.ts';
import { watchPauses } from './pause-watch.ts';
import type { SubscribersJob, SubscribersReport } from './subscribers-process.ts';

export interface LiveLoad {
  readonly rate: number;
  readonly seconds: number;
  /** Number of subscribers, of which the first receives everything. */
  readonly requests: readonly OutcomesRequest[];
  /** Additional arguments of `sdmp serve`. */
  readonly words?: readonly string[];
  /** Folder of the journal. Default: a temporary one on the disk. */
  readonly folder?: string;
}

export interface LiveFigures {
  readonly onDisk: LatencyFigures;
  /** Latency over all outcomes of all subscribers. */
  readonly atSubscriber: LatencyFigures;
  /** Longest pause of the feeding or the receiving process itself. */
  readonly longestPauseMs: number;
  /** CPU time of the service per second. */
  readonly processors: number;
  readonly memoryBytes: number;
}

/** Duration of the same load before the measurement. */
const warmUpSeconds = 1;

export async function measureLive(corpus: Corpus, load: LiveLoad): Promise<LiveFigures> {
  const { rate, seconds, requests, words = [], folder } = load;
  let paced = new PacedFeed(corpus);
  let before = 0;
  await using service = await startServiceProcess({
    words,
    onCommitted: (count) => paced.committed(count - before),
    ...(folder === undefined ? {} : { folder }),
  });
  const warmUp = Math.ceil(rate * warmUpSeconds);
  await runOnce(paced, warmUp);
  paced = new PacedFeed(corpus);
  before = warmUp;
  return await runOnce(paced, Math.ceil(rate * seconds));

  async function runOnce(feed: PacedFeed, count: number): Promise<LiveFigures> {
    const url = new URL('subscribers-process.ts', import.meta.url);
    await using subscribers = startWorkerProcess<SubscribersJob, SubscribersReport>(url);
    subscribers.send({ do: 'subscribe', port: service.port, requests });
    await subscribers.next();
    subscribers.send({ do: 'measure', count });
    const pauses = watchPauses();
    const processorBefore = await processorSecondsOf(service.pid);
    const began = performance.now();
    await feed.run(service.stdin, { rate, count });
    const report = await subscribers.next();
    const elapsed = (performance.now() - began) / 1000;
    const processorSeconds = (await processorSecondsOf(service.pid)) - processorBefore;
    if (report.kind !== 'measured' || report.first !== count)
      throw new RangeError(`not all of ${count} outcomes were received`);
    return {
      onDisk: feed.onDisk.figures(),
      atSubscriber: report.latency,
      longestPauseMs: Math.max(pauses.longestMs(), report.longestPauseMs),
      processors: processorSeconds / elapsed,
      memoryBytes: (await memoryOf(service.pid)).now,
    };
  }
}
