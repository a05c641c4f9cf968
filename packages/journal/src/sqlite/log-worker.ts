import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { IDLE, type LogMoved, type LogWorkerRequest, type LogWorkerSettings } from './log-messages.ts';

/** Moves the log into the database while the writer goes on writing: a passive checkpoint stops nobody. */
function run(port: NonNullable<typeof parentPort>, { file, state }: LogWorkerSettings): void {
  let database: DatabaseSync | undefined;
  const move = (): void => {
    database ??= openDatabase(file);
    database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
  };
  port.on('message', (request: LogWorkerRequest) => {
    if (request === 'close') {
      database?.close();
      port.close();
      return;
    }
    const started = performance.now();
    let moved: LogMoved;
    try {
      move();
      moved = { durationMs: performance.now() - started };
    } catch (error) {
      moved = { durationMs: performance.now() - started, error };
    }
    Atomics.store(state, 0, IDLE);
    Atomics.notify(state, 0);
    port.postMessage(moved);
  });
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -1024');
  return database;
}

if (parentPort !== null) run(parentPort, workerData as LogWorkerSettings);
