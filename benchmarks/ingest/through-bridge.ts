import type { Corpus } from '../corpus/corpus.ts';
import { startBridgeProcess } from '../service/bridge-process.ts';
import { feed } from '../service/feed.ts';
import { park } from '../service/park.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { startWorkerProcess } from '../system/worker-process.ts';
import type { DialerJob } from './dialer-process.ts';

/** Returns the seconds until the bridge has recorded what a simulated dialer generates at full speed. */
export async function fromSimulatedDialer(count: number): Promise<number> {
  await using folder = await temporaryFolder();
  const url = new URL('dialer-process.ts', import.meta.url);
  await using dialer = startWorkerProcess<DialerJob, number>(url);
  dialer.send({ do: 'start' });
  const port = await dialer.next();
  await using bridge = await startBridgeProcess(folder.path, port);
  const began = performance.now();
  dialer.send({ do: 'record', count });
  await bridge.recorded(count);
  return (performance.now() - began) / 1000;
}

/** Returns the seconds from the start of the bridge until it has recorded the backlog that `sdmp serve` holds for it. */
export async function fromService(corpus: Corpus, count: number): Promise<number> {
  await using folder = await temporaryFolder();
  await using service = await startServiceProcess();
  await park(service.port, { persistToken: 'bridge' });
  await feed(service, corpus, count);
  const began = performance.now();
  await using bridge = await startBridgeProcess(folder.path, service.port);
  await bridge.recorded(count);
  return (performance.now() - began) / 1000;
}
