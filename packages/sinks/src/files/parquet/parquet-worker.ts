import { workerData } from 'node:worker_threads';
import type { ParquetJob } from './parquet-files.ts';
import { writeParquet } from './write-parquet.ts';

const { lines, file } = workerData as ParquetJob;
// What it rejects with is the thread's last word.
await writeParquet(lines, file);
