import { Worker } from 'node:worker_threads';
import type { SealedBatch } from '../../batch/batch-builder.ts';
import type { CursorChange } from '../../engine/cursor-changes.ts';
import type { Loss } from '../../history/branch.ts';
import type { Restored } from '../../history/journal-history.ts';
import { JournalError } from '../../journal-error.ts';
import type {
  BatchToStore,
  CleanStep,
  EraseStep,
  OpenedWriter,
  PruneBounds,
  PruneStep,
  WriterAnswer,
  WriterMessage,
  WriterNote,
  WriterRequest,
  WriterSettings,
} from './messages.ts';
import { workerFile } from './worker-file.ts';

interface Asked {
  resolve(answer: WriterAnswer): void;
  reject(error: JournalError): void;
}

export interface WriterEvents {
  /** The thread sent a message that answers no call. */
  onNote(note: WriterNote): void;
  /** The thread has ended without being asked to, after it had opened the journal: what it could not open is the answer of `opened`. */
  onDeath(error: JournalError): void;
}

/** The calling thread's end of the writer. Answers come in the order of the questions. */
export class WriterThread {
  readonly #worker: Worker;
  readonly #asked: Asked[] = [];
  readonly #exited: Promise<void>;
  #isOpen = false;
  #isClosing = false;
  #dead: JournalError | undefined;
  #cause: unknown;

  constructor(settings: WriterSettings, events: WriterEvents) {
    // Flags of the calling process are not handed on: some of them, such as --input-type, stop a worker from starting.
    this.#worker = new Worker(workerFile('writer-worker'), {
      name: 'sdmp-journal',
      workerData: settings,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#worker.on('message', (message: WriterMessage) => {
      if (isNote(message)) events.onNote(message);
      else this.#asked.shift()?.resolve(message);
    });
    this.#worker.on('error', (error) => {
      this.#cause = error;
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#dead = writerStopped(settings.directory, code, this.#cause);
        for (const asked of this.#asked.splice(0)) asked.reject(this.#dead);
        if (this.#isOpen && !this.#isClosing) events.onDeath(this.#dead);
        resolve();
      });
    });
  }

  /** The first answer, which the thread gives unasked; to be awaited before anything else. */
  async opened(): Promise<OpenedWriter> {
    const opened = expect(await this.#answer(), 'opened');
    this.#isOpen = true;
    return opened;
  }

  /** The batches' buffers are transferred, and come back with the answer. */
  async commit(
    batches: readonly BatchToStore[],
    cursors: readonly CursorChange[],
  ): Promise<{ readonly first: number; readonly data: readonly Uint8Array[] }> {
    const buffers = batches.map(({ data }) => data.buffer);
    return expect(await this.#ask({ kind: 'commit', batches, cursors }, buffers), 'committed');
  }

  async prune(bounds: PruneBounds): Promise<PruneStep> {
    return expect(await this.#ask({ kind: 'prune', bounds }), 'pruned');
  }

  /** Keeps what retention knows of times of arrival, for the next process. */
  async saveArrival(saved: string): Promise<void> {
    expect(await this.#ask({ kind: 'save arrival', saved }), 'arrival saved');
  }

  async erase(positions: Float64Array): Promise<EraseStep> {
    return expect(await this.#ask({ kind: 'erase', positions }), 'erased');
  }

  /** Stores an erased record whose position stands for a restore. */
  async mark(restored: Restored): Promise<{ readonly loss: Loss; readonly sealed: SealedBatch }> {
    return expect(await this.#ask({ kind: 'mark', restored }), 'marked');
  }

  /** One step of clearing free pages and the log. */
  async clean(): Promise<CleanStep> {
    return expect(await this.#ask({ kind: 'clean' }), 'cleaned');
  }

  /** Resolves when the thread has closed the files and ended. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#dead === undefined) expect(await this.#ask({ kind: 'close' }), 'closed');
    await this.#exited;
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(request: WriterRequest, transfer: ArrayBuffer[] = []): Promise<WriterAnswer> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    this.#worker.postMessage(request, transfer);
    return this.#answer();
  }

  #answer(): Promise<WriterAnswer> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
    });
  }
}

const noteKinds: ReadonlySet<string> = new Set<WriterNote['kind']>([
  'checkpoint',
  'compacted',
  'not compacted',
  'reserve',
]);

function isNote(message: WriterMessage): message is WriterNote {
  return noteKinds.has(message.kind);
}

function expect<Kind extends WriterAnswer['kind']>(
  answer: WriterAnswer,
  kind: Kind,
): Extract<WriterAnswer, { kind: Kind }> {
  if (answer.kind === 'failed') {
    throw new JournalError(answer.code, answer.message, { retryable: answer.retryable, cause: answer.cause });
  }
  if (!isKind(answer, kind)) {
    throw new JournalError('JOURNAL_WRITE_FAILED', `The writer answered "${answer.kind}" where "${kind}" was due.`);
  }
  return answer;
}

function isKind<Kind extends WriterAnswer['kind']>(
  answer: WriterAnswer,
  kind: Kind,
): answer is Extract<WriterAnswer, { kind: Kind }> {
  return answer.kind === kind;
}

function writerStopped(directory: string, code: number, cause: unknown): JournalError {
  return new JournalError(
    'JOURNAL_CLOSED',
    `${directory}: the journal's writer stopped (exit ${code}): open the journal again; appends that were under way are stored whole or not at all.`,
    { cause },
  );
}
