import { join } from 'node:path';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { JournalError } from '../../journal-error.ts';
import { JournalWriter } from './journal-writer.ts';
import { BackgroundWork } from './background-work.ts';
import { Checkpointer } from './checkpointer.ts';
import type { WriterFailure, WriterMessage, WriterRequest, WriterSettings } from './messages.ts';
import { databaseFile } from '../file/schema.ts';

/** Runs the journal's writing thread. */
function run(port: NonNullable<typeof parentPort>, settings: WriterSettings): void {
  const tell = (message: WriterMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  let writer: JournalWriter;
  let checkpointer: Checkpointer | undefined;
  try {
    writer = new JournalWriter(settings, { settleLog: () => checkpointer?.settle(), tell });
  } catch (error) {
    tell(failed(error));
    return;
  }
  const checkpoints = new Checkpointer(join(settings.directory, databaseFile), writer, tell);
  checkpointer = checkpoints;
  let isClosing = false;
  const compact = compactionOf(writer, tell, checkpoints);
  const compaction = new BackgroundWork(() => {
    // A timer that is due comes ahead of messages: without this, commits that wait would wait for a step more.
    for (let waiting = receiveMessageOnPort(port); waiting !== undefined; waiting = receiveMessageOnPort(port)) {
      const { message }: { message: WriterRequest } = waiting;
      receive(message);
    }
    return isClosing ? false : compact();
  });
  const close = async (): Promise<void> => {
    isClosing = true;
    compaction.stop();
    // The last connection to close removes the log.
    await checkpoints.close();
    answer({ kind: 'close' });
    port.close();
  };
  const answer = (request: WriterRequest): void => {
    try {
      serve(writer, request, tell);
    } catch (error) {
      tell(failed(error));
    }
  };
  const receive = (request: WriterRequest): void => {
    if (request.kind === 'close') {
      void close();
      return;
    }
    answer(request);
    checkpoints.look();
    if (writer.compactionIsDue) compaction.wake();
  };
  port.on('message', receive);
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
    case 'save arrival':
      writer.saveArrival(request.saved);
      return tell({ kind: 'arrival saved' });
    case 'erase':
      return tell({ kind: 'erased', ...writer.erase(request.positions) });
    case 'mark':
      return tell({ kind: 'marked', ...writer.mark(request.restored) });
    case 'clean':
      return tell({ kind: 'cleaned', ...writer.clean() });
    case 'close':
      writer.close();
      return tell({ kind: 'closed' });
  }
}

/** Returns what takes one step: true when another one may find something to do, false when it has to wait for more to be stored. */
function compactionOf(
  writer: JournalWriter,
  tell: (message: WriterMessage) => void,
  checkpoints: Checkpointer,
): () => boolean | number {
  /** Duration of the steps since the last one that was told. */
  let durationMs = 0;
  return () => {
    const started = performance.now();
    try {
      const done = writer.compact();
      durationMs += performance.now() - started;
      if (done === undefined) return writer.compactAgainMs ?? false;
      if (done.edges === undefined) return true;
      tell({ kind: 'compacted', ...done.step, ...done.edges, durationMs });
      durationMs = 0;
      return true;
    } catch (error) {
      tell({ kind: 'not compacted', durationMs: performance.now() - started, error });
      throw error;
    } finally {
      checkpoints.look();
    }
  };
}

/** Returns an error as a message that another thread receives without loss. */
function failed(error: unknown): WriterFailure {
  if (error instanceof JournalError) {
    const { code, message, retryable, cause } = error;
    return { kind: 'failed', code, message, retryable, cause };
  }
  const message = `The writer failed: ${error instanceof Error ? error.message : String(error)}.`;
  return { kind: 'failed', code: 'JOURNAL_WRITE_FAILED', message, retryable: false, cause: error };
}

if (parentPort !== null) run(parentPort, workerData as WriterSettings);
