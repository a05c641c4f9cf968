import { Worker } from 'node:worker_threads';
import { unavailable } from '../../sink-error.ts';

/** What the thread is told. */
export interface ParquetJob {
  /** File with the lines. */
  readonly lines: string;
  /** File to be made. */
  readonly file: string;
}

/** This file's own ending: the worker is beside it, as source or built. */
const isSource = import.meta.url.endsWith('.ts');
const workerFile = new URL(isSource ? './parquet-worker.ts' : './parquet-worker.js', import.meta.url);

/** The thread's memory; a row group takes a fraction of it. */
const mostMebibytes = 256;

/**
 * Makes a Parquet file of lines, in a thread of its own: encoding takes longer than everything else together. Rejects with
 * what the system says, with the signal's reason, or with `SINK_UNAVAILABLE`; none of it is the fault of an outcome.
 */
export async function makeParquet(job: ParquetJob, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(workerFile, {
    name: 'sdmp-parquet',
    workerData: job,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMebibytes },
  });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop);
  try {
    await ended(worker, job);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function ended(worker: Worker, { file }: ParquetJob): Promise<void> {
  let failure: unknown;
  worker.on('error', (error) => {
    failure = error;
  });
  const code = await new Promise<number>((resolve) => worker.on('exit', resolve));
  if (code === 0 && failure === undefined) return;
  if (failure instanceof Error && 'syscall' in failure) throw failure;
  const reason = failure instanceof Error ? failure.message : `its thread ended with code ${code}`;
  throw unavailable(`${file} cannot be made of its lines (${reason}): they stay where they are and it is tried again`, {
    cause: failure,
  });
}

/** The positions of the outcomes in a Parquet file of ours. Only that column is read. */
export async function* parquetPositions(file: string): AsyncGenerator<number> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  const bytes = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(bytes);
  let rowStart = 0;
  for (const { num_rows: rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(rows);
    const found = await parquetReadObjects({ file: bytes, metadata, columns: ['position'], rowStart, rowEnd });
    for (const { position } of found) yield Number(position);
    rowStart = rowEnd;
  }
}
