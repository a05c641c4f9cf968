import { Worker } from 'node:worker_threads';
import { IDLE, type LogMoved, type LogWorkerRequest, type LogWorkerSettings, MOVING } from './log-messages.ts';
import type { CheckpointNote } from './messages.ts';
import { workerFile } from './worker-file.ts';

/** The log as its writer knows it. */
export interface Log {
  /** Grown by so many bytes since it was last taken note of. */
  readonly logBytes: number;
  takeLogBytes(): number;
  /** Moves what is left of it, so that the next transaction begins at its start again. Holds the thread up. */
  checkpoint(): void;
}

/** Log size from which on it is moved into the database, bytes. */
const MOVE_BYTES = 16 * 1024 * 1024;
/** So little the writer moves itself: it takes hardly longer than a commit. */
const REST_BYTES = 1024 * 1024;
/** Rounds after which the writer moves the rest, however much it is: the log must not grow for ever. */
const MOST_ROUNDS = 4;
/** A thread that has died moves nothing any more. */
const PATIENCE_MS = 60_000;

/**
 * Has the log moved by a thread of its own, while commits go on. What was written meanwhile is moved by another, shorter
 * round; the writer itself moves only the last bit, because the log starts anew only when all of it has been moved.
 */
export class LogMover {
  readonly #file: string;
  readonly #log: Log;
  readonly #tell: (note: CheckpointNote) => void;
  readonly #state = new Int32Array(new SharedArrayBuffer(4));
  #worker: Worker | undefined;
  #rounds = 0;
  #durationMs = 0;
  #isClosing = false;

  constructor(file: string, log: Log, tell: (note: CheckpointNote) => void) {
    this.#file = file;
    this.#log = log;
    this.#tell = tell;
  }

  /** To be called when something was written. */
  look(): void {
    if (this.#rounds > 0 || this.#isClosing || this.#log.logBytes < MOVE_BYTES) return;
    this.#durationMs = 0;
    this.#startRound();
  }

  /** Holds the thread up until the log is not being moved. */
  settle(): void {
    if (this.#state[0] === MOVING) Atomics.wait(this.#state, 0, MOVING, PATIENCE_MS);
  }

  /** Resolves when the thread has let go of the files. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise<void>((resolve) => worker.on('exit', () => resolve()));
    worker.postMessage('close' satisfies LogWorkerRequest, []);
    await exited;
  }

  #startRound(): void {
    this.#rounds += 1;
    this.#log.takeLogBytes();
    this.#worker ??= this.#startWorker();
    Atomics.store(this.#state, 0, MOVING);
    this.#worker.postMessage('move' satisfies LogWorkerRequest, []);
  }

  #startWorker(): Worker {
    const workerData: LogWorkerSettings = { file: this.#file, state: this.#state };
    const worker = new Worker(workerFile('log-worker'), {
      name: 'sdmp-journal-log',
      workerData,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 },
    });
    worker.on('message', (moved: LogMoved) => this.#moved(moved));
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#worker = undefined;
      Atomics.store(this.#state, 0, IDLE);
      this.#moved({ durationMs: 0, error });
    });
    return worker;
  }

  #moved({ durationMs, error }: LogMoved): void {
    if (this.#isClosing) return;
    this.#durationMs += durationMs;
    if (error !== undefined) this.#finish({ error });
    else if (this.#log.logBytes > REST_BYTES && this.#rounds < MOST_ROUNDS) this.#startRound();
    else this.#moveRest();
  }

  #moveRest(): void {
    const started = performance.now();
    try {
      this.#log.checkpoint();
      this.#finish({ heldMs: performance.now() - started });
    } catch (error) {
      this.#finish({ error, heldMs: performance.now() - started });
    }
  }

  #finish({ error, heldMs = 0 }: { readonly error?: unknown; readonly heldMs?: number }): void {
    this.#rounds = 0;
    const durationMs = this.#durationMs + heldMs;
    this.#tell({ kind: 'checkpoint', durationMs, heldMs, ...(error === undefined ? {} : { error }) });
    this.look();
  }
}
