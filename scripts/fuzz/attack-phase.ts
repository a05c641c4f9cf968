import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AttackOrder, AttackReport } from './fuzz-messages.ts';
import type { FuzzTarget } from './targets/target.ts';

/** When an attack is over: at the number of messages that the target has handled, or at the time, whichever comes first. */
export interface AttackEnd {
  readonly count?: number;
  readonly seconds?: number;
}

const reportMs = 10_000;
const watchMs = 500;
const longestTimerMs = 2 ** 31 - 1;

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'no known time';
  return seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;
}

/** The process of the hostile sockets. */
export class Attackers {
  readonly #process: ChildProcess = fork(fileURLToPath(new URL('./hostile-process.ts', import.meta.url)));

  /** Attacks until the end, or until either process is gone. Resolves with the number of messages that were handled, and how long it took. */
  async attack(
    target: FuzzTarget,
    order: AttackOrder,
    { count = Number.POSITIVE_INFINITY, seconds }: AttackEnd,
    print: (line: string) => void,
  ): Promise<number> {
    const done = Promise.withResolvers<void>();
    const began = performance.now();
    const handledBefore = await target.handled();
    let handled = 0;
    let httpRequests = 0;
    this.#process.on('message', (report: AttackReport) => {
      ({ httpRequests } = report);
    });
    let isAsking = false;
    const watching = setInterval(() => {
      if (isAsking) return;
      isAsking = true;
      void target.handled().then((messages) => {
        isAsking = false;
        // A target that does not answer has handled what it had handled before.
        handled = Math.max(handled, messages - handledBefore + httpRequests);
        if (handled >= count) done.resolve();
      });
    }, watchMs);
    target.ended.addEventListener('abort', () => done.resolve());
    this.#process.once('exit', () => done.resolve());
    this.#process.send(order);
    const over =
      seconds === undefined ? undefined : setTimeout(() => done.resolve(), Math.min(seconds * 1000, longestTimerMs));
    const reporting = setInterval(() => {
      const passed = (performance.now() - began) / 1000;
      const rate = handled / passed;
      const left = Math.min((count - handled) / rate, (seconds ?? Number.POSITIVE_INFINITY) - passed);
      print(`${String(handled)} messages, ${rate.toFixed(0)} a second, about ${duration(left)} to go`);
    }, reportMs);
    await done.promise;
    clearInterval(reporting);
    clearInterval(watching);
    clearTimeout(over);
    return handled;
  }

  /** Ends its sockets, then itself. */
  stop(): void {
    this.#process.kill('SIGTERM');
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
