/** The process of a reader: reads what it is told and reports how long it took. */
import { doJobs } from '../system/worker-process.ts';
import type { ReadJob } from './read-job.ts';
import { type ReaderName, readers } from './readers.ts';

doJobs(async (job: ReadJob & { readonly reader: ReaderName }) => {
  const read = await readers[job.reader]();
  return await read(job);
});
