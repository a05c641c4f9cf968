/** The process of a reader: reads what it is told and reports how long it took. */
import { doJobs } from '../system/worker-process.ts';
import type { ReadJob } from './read-job.ts';
import { type ReaderName, readers } from './readers.ts';

doJobs((job: ReadJob & { readonly reader: ReaderName }) => readers[job.reader](job));
