import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import {
  idleState,
  type CheckpointResult,
  type CheckpointRequest,
  type CheckpointSettings,
} from './checkpoint-messages.ts';

/** Runs passive checkpoints, which block neither the writer nor readers. */
function run(port: NonNullable<typeof parentPort>, { file, state }: CheckpointSettings): void {
  let database: DatabaseSync | undefined;
  const checkpoint = (): void => {
    database ??= openDatabase(file);
    database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
  };
  port.on('message', (request: CheckpointRequest) => {
    if (request === 'close') {
      database?.close();
      port.close();
      return;
    }
    const started = performance.now();
    let result: CheckpointResult;
    try {
      checkpoint();
      result = { durationMs: performance.now() - started };
    } catch (error) {
      result = { durationMs: performance.now() - started, error };
    }
    Atomics.store(state, 0, idleState);
    Atomics.notify(state, 0);
    port.postMessage(result);
  });
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -1024');
  return database;
}

if (parentPort !== null) run(parentPort, workerData as CheckpointSettings);
