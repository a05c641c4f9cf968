import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './contestant-messages.ts';
import type { Answer, Job } from './scenario.ts';

const program = fileURLToPath(new URL('./contestant-process.ts', import.meta.url));
/** Time after which an action counts as hanging, milliseconds. */
const longestActionMs = 120_000;

/** One of the processes that start at the same time. */
export class Contestant {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  /** Resolves when the process is ready to start. */
  async prepare(scenario: string, job: Job): Promise<void> {
    await this.#ask({ kind: 'prepare', scenario, job });
  }

  /** Starts the job at `at`. Resolves with its result. */
  async begin(at: number): Promise<Answer> {
    const report = await this.#ask({ kind: 'begin', at });
    return report.kind === 'done' ? report.answer : { error: { code: 'UNKNOWN', message: 'no answer' } };
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  async #ask(order: Order): Promise<Report> {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(longestActionMs)]);
    const end = (): void => ended.abort(new Error('a process ended by itself'));
    this.#child.once('exit', end);
    try {
      const answered = once(this.#child, 'message', { signal });
      this.#child.send(order);
      const [report] = (await answered) as [Report];
      return report;
    } catch (error) {
      throw signal.reason ?? error;
    } finally {
      this.#child.off('exit', end);
    }
  }
}
