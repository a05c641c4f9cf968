/** Runs a reader: reads as its job says and reports the time taken. */
import { doJobs } from '../system/worker-process.ts';
import type { ReadJob } from './read-job.ts';
import { type ReaderName, readers } from './readers.ts';

doJobs(async (job: ReadJob & { readonly reader: ReaderName }) => {
  const read = await readers[job.reader]();
  return await read(job);
});
