import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atExit } from './leftovers.ts';
import { stopChild } from './stop-child.ts';

export interface WorkerProcess<Job, Report> extends AsyncDisposable {
  readonly pid: number;
  readonly send: (job: Job) => void;
  /** Resolves with the next report. Rejects if the process exits without one. */
  readonly next: () => Promise<Report>;
}

/** Runs a file of the benchmarks in a Node process of its own, so that both sides can use a core each. */
export function startWorkerProcess<Job extends object, Report>(file: URL): WorkerProcess<Job, Report> {
  const child = fork(fileURLToPath(file), { serialization: 'advanced' });
  const forget = atExit(() => child.kill('SIGKILL'));
  const reports: Report[] = [];
  const gone = once(child, 'exit');
  // Both files of the pair use this type.
  child.on('message', (report) => reports.push(report as Report));
  return {
    pid: child.pid ?? 0,
    send: (job) => {
      child.send(job);
    },
    next: async () => {
      while (reports.length === 0) {
        const ended = child.exitCode ?? child.signalCode;
        if (ended !== null) throw new Error(`${file.pathname} exited with ${ended}`);
        await Promise.race([once(child, 'message'), gone]);
      }
      return reports.shift() as Report;
    },
    [Symbol.asyncDispose]: async () => {
      await stopChild(child);
      forget();
    },
  };
}

/** Called in the worker process: runs each job and reports its result. */
export function doJobs(work: (job: never) => Promise<unknown>): void {
  process.on('message', (job) => {
    // Both files of the pair use this type.
    work(job as never).then(
      (report) => process.send?.(report),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
