import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutcomesRequest } from '@sdmp/runtime';
import type { Corpus } from '../corpus/corpus.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { memoryOf, processorSecondsOf } from '../system/process-figures.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { startWorkerProcess } from '../system/worker-process.ts';
import type { LatencyFigures } from './latency-histogram.ts';
import { PacedFeed } from './paced-feed.ts';
import { watchPauses } from './pause-watch.ts';
import type { ServiceParts } from './service-parts.ts';
import type { SubscribersJob, SubscribersReport } from './subscribers-process.ts';

export interface LiveLoad {
  readonly rate: number;
  readonly seconds: number;
  /** Number of subscribers, of which the first receives everything. */
  readonly requests: readonly OutcomesRequest[];
  /** Additional arguments of `sdmp serve`. */
  readonly words?: readonly string[];
  /** Additional arguments of Node for the service. */
  readonly nodeWords?: readonly string[];
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

/** Duration of the same load before the measurement, for the service and the subscribers alike: compilers are at work until then. */
export const warmUpSeconds = 3;

/** Measures the same with the parts that the service itself contributes. */
export async function measureParts(
  corpus: Corpus,
  load: LiveLoad,
): Promise<{ readonly figures: LiveFigures; readonly parts: ServiceParts }> {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'parts.json');
  const module = new URL('service-parts.ts', import.meta.url);
  module.searchParams.set('file', file);
  const figures = await measureLive(corpus, { ...load, nodeWords: ['--import', module.href] });
  return { figures, parts: JSON.parse(await readFile(file, 'utf8')) as ServiceParts };
}

export async function measureLive(corpus: Corpus, load: LiveLoad): Promise<LiveFigures> {
  const { rate, seconds, requests, words = [], nodeWords = [], folder } = load;
  let paced = new PacedFeed(corpus);
  let before = 0;
  await using service = await startServiceProcess({
    words,
    nodeWords,
    onCommitted: (count) => paced.committed(count - before),
    ...(folder === undefined ? {} : { folder }),
  });
  const url = new URL('subscribers-process.ts', import.meta.url);
  await using subscribers = startWorkerProcess<SubscribersJob, SubscribersReport>(url);
  subscribers.send({ do: 'subscribe', port: service.port, requests });
  await subscribers.next();
  const warmUp = Math.ceil(rate * warmUpSeconds);
  await runOnce(paced, warmUp);
  paced = new PacedFeed(corpus);
  before = warmUp;
  // Tells the module that measures parts, where there is one, that the measurement begins.
  if (nodeWords.length > 0) process.kill(service.pid, 'SIGUSR2');
  return await runOnce(paced, Math.ceil(rate * seconds));

  async function runOnce(feed: PacedFeed, count: number): Promise<LiveFigures> {
    subscribers.send({ do: 'begin' });
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
