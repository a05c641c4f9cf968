import { once } from 'node:events';
import { type Corpus, feedBlocks } from '../corpus/corpus.ts';
import type { ServiceProcess } from './service-process.ts';

/** Feeds `count` messages of the corpus. Resolves with the seconds until all are committed. */
export async function feed(service: ServiceProcess, corpus: Corpus, count: number): Promise<number> {
  const blocks = [...feedBlocks(corpus, count)];
  const began = performance.now();
  for (const block of blocks) if (!service.stdin.write(block)) await once(service.stdin, 'drain');
  await service.committed(count);
  return (performance.now() - began) / 1000;
}
