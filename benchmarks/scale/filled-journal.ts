import type { OutcomesRequest } from '@sdmp/runtime';
import { park } from '../service/park.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { type TemporaryFolder, temporaryFolder } from '../system/temporary-folder.ts';
import { startWorkerProcess } from '../system/worker-process.ts';
import type { FillJob } from './fill-process.ts';

export const parkedToken = 'warehouse';

/** Creates a journal folder in which one token was parked before the outcomes were recorded. */
export async function filledJournal(
  job: Omit<FillJob, 'directory'>,
  request: OutcomesRequest = {},
): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  {
    await using service = await startServiceProcess({ folder: folder.path });
    await park(service.port, { ...request, persistToken: parkedToken });
  }
  const url = new URL('fill-process.ts', import.meta.url);
  await using worker = startWorkerProcess<FillJob, object>(url);
  worker.send({ ...job, directory: folder.path });
  await worker.next();
  return folder;
}
