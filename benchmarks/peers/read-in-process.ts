import { startWorkerProcess } from '../system/worker-process.ts';
import type { ReadJob, Reading } from './read-job.ts';
import type { ReaderName } from './readers.ts';

/** Reads in a new child process. */
export async function readInProcess(reader: ReaderName, job: ReadJob): Promise<Reading> {
  const url = new URL('reader-process.ts', import.meta.url);
  await using worker = startWorkerProcess<ReadJob & { reader: ReaderName }, Reading>(url);
  worker.send({ ...job, reader });
  return await worker.next();
}
