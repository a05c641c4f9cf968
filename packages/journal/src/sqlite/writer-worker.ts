import { parentPort, workerData } from 'node:worker_threads';
import { JournalError } from '../journal-error.ts';
import { JournalWriter } from './journal-writer.ts';
import { BackgroundWork } from './background-work.ts';
import type { WriterFailure, WriterMessage, WriterRequest, WriterSettings } from './messages.ts';

/** The thread in which the journal is written. */
function run(port: NonNullable<typeof parentPort>, settings: WriterSettings): void {
  const tell = (message: WriterMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  let writer: JournalWriter;
  try {
    writer = new JournalWriter(settings);
  } catch (error) {
    tell(failed(error));
    return;
  }
  const compaction = new BackgroundWork(() => compact(writer, tell));
  port.on('message', (request: WriterRequest) => {
    try {
      serve(writer, request, tell);
    } catch (error) {
      tell(failed(error));
    }
    if (request.kind === 'close') {
      compaction.stop();
      port.close();
      return;
    }
    if (writer.checkpointIsDue) checkpoint(writer, tell);
    if (writer.compactionIsDue) compaction.wake();
  });
  tell({ kind: 'opened', ...writer.opened });
  if (writer.compactionIsDue) compaction.wake();
}

function serve(
  writer: JournalWriter,
  request: WriterRequest,
  tell: (message: WriterMessage, transfer?: ArrayBuffer[]) => void,
): void {
  switch (request.kind) {
    case 'commit': {
      const first = writer.commit(request.batches, request.cursors);
      const data = request.batches.map((batch) => batch.data);
      const buffers = data.map(({ buffer }) => buffer);
      return tell({ kind: 'committed', first, data }, buffers);
    }
    case 'prune':
      return tell({ kind: 'pruned', ...writer.prune(request.bounds) });
    case 'erase':
      return tell({ kind: 'erased', ...writer.erase(request.positions) });
    case 'clean':
      return tell({ kind: 'cleaned', ...writer.clean() });
    case 'close':
      writer.close();
      return tell({ kind: 'closed' });
  }
}

/** After the answer has left: nobody waits for a checkpoint but the transaction behind it. */
function checkpoint(writer: JournalWriter, tell: (message: WriterMessage) => void): void {
  const started = performance.now();
  try {
    writer.checkpoint();
    tell({ kind: 'checkpoint', durationMs: performance.now() - started });
  } catch (error) {
    tell({ kind: 'checkpoint', durationMs: performance.now() - started, error });
  }
}

/** One step; true when another one may find something to do, false when it has to wait for more to be stored. */
function compact(writer: JournalWriter, tell: (message: WriterMessage) => void): boolean {
  const started = performance.now();
  const step = (): boolean => {
    const done = writer.compact();
    if (done === undefined) return false;
    if (done.records > 0) tell({ kind: 'compacted', ...done, durationMs: performance.now() - started });
    return true;
  };
  try {
    return step();
  } catch (error) {
    tell({ kind: 'not compacted', durationMs: performance.now() - started, error });
    throw error;
  } finally {
    if (writer.checkpointIsDue) checkpoint(writer, tell);
  }
}

/** An error in a form that reaches the other thread whole. */
function failed(error: unknown): WriterFailure {
  if (error instanceof JournalError) {
    const { code, message, retryable, cause } = error;
    return { kind: 'failed', code, message, retryable, cause };
  }
  const message = `The writer failed: ${error instanceof Error ? error.message : String(error)}.`;
  return { kind: 'failed', code: 'JOURNAL_WRITE_FAILED', message, retryable: false, cause: error };
}

if (parentPort !== null) run(parentPort, workerData as WriterSettings);
