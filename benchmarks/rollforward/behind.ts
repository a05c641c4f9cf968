import type { Corpus } from '../corpus/corpus.ts';
import type { ReadJob, Reading } from '../peers/read-job.ts';
import { feed } from '../service/feed.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { processorSecondsOf } from '../system/process-figures.ts';
import { startWorkerProcess } from '../system/worker-process.ts';

export interface BehindReading extends Reading {
  /** CPU time of the service, seconds. */
  readonly serverSeconds: number;
}

/**
 * Measures the ceiling: CS paces a rollforward, to 1,000,000 a second at most, but not a subscriber that was live and fell
 * behind. It holds the first batch while the rest is recorded, and then reads all of it.
 */
export async function readBehind(corpus: Corpus, job: Omit<ReadJob, 'port'>): Promise<BehindReading> {
  await using service = await startServiceProcess();
  await using reader = startWorkerProcess<ReadJob, Reading | null>(new URL('behind-process.ts', import.meta.url));
  const { port, pid } = service;
  reader.send({ ...job, port });
  // It is live.
  await reader.next();
  await feed(service, corpus, job.count);
  const before = await processorSecondsOf(pid);
  reader.send({ ...job, port });
  const reading = await reader.next();
  if (reading === null) throw new Error('the reader reported nothing');
  return { ...reading, serverSeconds: (await processorSecondsOf(pid)) - before };
}
