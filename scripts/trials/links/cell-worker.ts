import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Cell, CellJob } from './cell.ts';

const program = fileURLToPath(new URL('./cell-process.ts', import.meta.url));

/** Each trial makes a service and a client and leaves them: a larger young generation halves the work of the collector. */
const roomForYoungObjects = ['--max-semi-space-size=64'];

/** What a worker process sends for a job: the cell, or why there is none. */
export type CellReport = { readonly cell: Cell } | { readonly reason: string };

/** A process that runs one cell at a time, so that the trials use more than one processor. */
export class CellWorker {
  readonly #child: ChildProcess;

  /** `compileCache`: directory of Node's compile cache for processes that are killed. */
  constructor(compileCache: string) {
    this.#child = fork(program, [compileCache], { serialization: 'advanced', execArgv: [...roomForYoungObjects] });
  }

  /** Runs a cell. Rejects when it fails or its process ends. */
  async run(job: CellJob): Promise<Cell> {
    const { promise, resolve, reject } = Promise.withResolvers<Cell>();
    const ended = (): void => reject(new Error(`the process of '${job.death}' ended`));
    this.#child.once('exit', ended);
    this.#child.once('message', (report: CellReport) => {
      if ('cell' in report) resolve(report.cell);
      else reject(new Error(report.reason));
    });
    this.#child.send(job);
    try {
      return await promise;
    } finally {
      this.#child.off('exit', ended);
    }
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
