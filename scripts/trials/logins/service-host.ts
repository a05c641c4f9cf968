import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoginsFigures, LoginsOrder, LoginsReport } from './logins-messages.ts';

const program = fileURLToPath(new URL('./service-process.ts', import.meta.url));

/** A service in a process of its own, so that what guesses cost can be measured. */
export class ServiceHost implements Disposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts a service with a list of users. Resolves with it and its port. */
  static async start(users: string): Promise<{ readonly host: ServiceHost; readonly port: number }> {
    const host = new ServiceHost(fork(program));
    const report = await host.#ask({ kind: 'start', users });
    if (report.kind !== 'started') throw new Error(`the service did not start: ${report.kind}`);
    return { host, port: report.port };
  }

  async measure(): Promise<LoginsFigures> {
    const report = await this.#ask({ kind: 'measure' });
    if (report.kind !== 'measured') throw new Error(`the service did not measure: ${report.kind}`);
    return report.figures;
  }

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL');
  }

  #ask(order: LoginsOrder): Promise<LoginsReport> {
    const { promise, resolve, reject } = Promise.withResolvers<LoginsReport>();
    const ended = (): void => reject(new Error('the process of the service ended'));
    this.#child.once('exit', ended);
    this.#child.once('message', (report: LoginsReport) => {
      this.#child.off('exit', ended);
      resolve(report);
    });
    this.#child.send(order);
    return promise;
  }
}
