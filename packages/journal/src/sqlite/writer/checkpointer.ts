import { Worker } from 'node:worker_threads';
import {
  idleState,
  type CheckpointResult,
  type CheckpointRequest,
  type CheckpointSettings,
  checkpointingState,
} from './checkpoint-messages.ts';
import type { CheckpointNote } from './messages.ts';
import { workerFile } from './worker-file.ts';

/** The write-ahead log, as its writer knows it. */
export interface Log {
  /** Bytes written to it since `takeLogBytes` was last called. */
  readonly logBytes: number;
  takeLogBytes(): number;
  /** Checkpoints the rest and restarts the log from its beginning. Blocks the thread. */
  checkpoint(): void;
}

/** Log size that starts a checkpoint, bytes. */
const checkpointBytes = 16 * 1024 * 1024;
/** Largest rest that the writer checkpoints itself, bytes: it takes hardly longer than a commit. */
const maxRestBytes = 256 * 1024;
/** The same once rounds no longer make it smaller, as on a busy machine. */
const maxLateRestBytes = 1024 * 1024;
/** Rounds after which that counts. */
const earlyRounds = 4;
/** Log size from which on the writer checkpoints the rest, whatever its size, so that the log stays bounded. */
const maxLogBytes = 64 * 1024 * 1024;
/** Longest wait for a round, ms. A thread that died never ends one. */
const settleTimeoutMs = 60_000;

/**
 * Checkpoints the log on a thread of its own, while commits continue. Another, shorter round takes what was written meanwhile.
 * The writer checkpoints the last part itself, because the log restarts only when all of it is in the database.
 */
export class Checkpointer {
  readonly #file: string;
  readonly #log: Log;
  readonly #tell: (note: CheckpointNote) => void;
  readonly #state = new Int32Array(new SharedArrayBuffer(4));
  #worker: Worker | undefined;
  #rounds = 0;
  /** Bytes of the log that the rounds of this checkpoint have taken. */
  #takenBytes = 0;
  #durationMs = 0;
  #isClosing = false;

  constructor(file: string, log: Log, tell: (note: CheckpointNote) => void) {
    this.#file = file;
    this.#log = log;
    this.#tell = tell;
  }

  /** Starts a checkpoint when the log is large enough. Call it after each write. */
  look(): void {
    if (this.#rounds > 0 || this.#isClosing || this.#log.logBytes < checkpointBytes) return;
    this.#durationMs = 0;
    this.#startRound();
  }

  /** Blocks the thread until no checkpoint is running. */
  settle(): void {
    if (this.#state[0] === checkpointingState) Atomics.wait(this.#state, 0, checkpointingState, settleTimeoutMs);
  }

  /** Resolves when the thread has closed its files. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise<void>((resolve) => worker.on('exit', () => resolve()));
    worker.postMessage('close' satisfies CheckpointRequest, []);
    await exited;
  }

  #startRound(): void {
    this.#rounds += 1;
    this.#takenBytes += this.#log.takeLogBytes();
    this.#worker ??= this.#startWorker();
    Atomics.store(this.#state, 0, checkpointingState);
    this.#worker.postMessage('checkpoint' satisfies CheckpointRequest, []);
  }

  #startWorker(): Worker {
    const workerData: CheckpointSettings = { file: this.#file, state: this.#state };
    const worker = new Worker(workerFile('checkpoint-worker'), {
      name: 'sdmp-journal-checkpoint',
      workerData,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 },
    });
    worker.on('message', (moved: CheckpointResult) => this.#roundDone(moved));
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#worker = undefined;
      Atomics.store(this.#state, 0, idleState);
      this.#roundDone({ durationMs: 0, error });
    });
    return worker;
  }

  #roundDone({ durationMs, error }: CheckpointResult): void {
    if (this.#isClosing) return;
    this.#durationMs += durationMs;
    if (error !== undefined) this.#finish({ error });
    else if (this.#isRestSmall) this.#checkpointRest();
    else this.#startRound();
  }

  get #isRestSmall(): boolean {
    const rest = this.#log.logBytes;
    if (this.#takenBytes + rest >= maxLogBytes) return true;
    return rest <= (this.#rounds <= earlyRounds ? maxRestBytes : maxLateRestBytes);
  }

  #checkpointRest(): void {
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
    this.#takenBytes = 0;
    const durationMs = this.#durationMs + heldMs;
    this.#tell({ kind: 'checkpoint', durationMs, heldMs, ...(error === undefined ? {} : { error }) });
    this.look();
  }
}
