import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ReceiverReport } from './receiver.ts';

/** Runs the failing receiver as a child process. */
export class ReceiverProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, { port }: ReceiverReport) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}/`;
  }

  static async start(seed: number, count: number): Promise<ReceiverProcess> {
    const child = fork(new URL('receiver.ts', import.meta.url), [String(seed), String(count)]);
    const [report] = (await once(child, 'message')) as [ReceiverReport];
    return new ReceiverProcess(child, report);
  }

  async report(): Promise<ReceiverReport> {
    const answered = once(this.#child, 'message') as Promise<[ReceiverReport]>;
    this.#child.send('report');
    const [report] = await answered;
    return report;
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }
}
