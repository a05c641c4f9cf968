import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallsEvent, CallsOrder } from './calls-messages.ts';

const program = fileURLToPath(new URL('./calls-process.ts', import.meta.url));
/** Makes later starts faster. */
const compileCache = join(tmpdir(), 'sdmp-calls-compiled');

/** A process with a service in each of these folders, from its start to the kill. */
export class CallsHost {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #ports: readonly PromiseWithResolvers<number | undefined>[];
  readonly #closings: readonly PromiseWithResolvers<boolean>[];
  #isKilled = false;

  constructor(directories: readonly string[]) {
    this.#child = fork(program, directories, { env: { ...process.env, NODE_COMPILE_CACHE: compileCache } });
    this.#ports = directories.map(() => Promise.withResolvers());
    this.#closings = directories.map(() => Promise.withResolvers());
    this.#ended = once(this.#child, 'exit').then(() => {
      for (const { resolve } of this.#ports) resolve(undefined);
      for (const { resolve } of this.#closings) resolve(false);
    });
    this.#child.on('message', (event: CallsEvent) => {
      if (event.kind === 'started') this.#ports[event.service]?.resolve(event.port);
      else this.#closings[event.service]?.resolve(true);
    });
  }

  /** Resolves to the port of a service once it takes reports. Rejects if the process ended without being killed. */
  async port(service: number): Promise<number | undefined> {
    const port = await this.#ports[service]?.promise;
    if (port === undefined && !this.#isKilled) throw new Error('a service did not start');
    return port;
  }

  /** Closes a service in order: what was accepted has become outcomes then. Resolves to whether it was closed before a kill. */
  async close(service: number): Promise<boolean> {
    const order: CallsOrder = { kind: 'close', service };
    // A process that was killed meanwhile needs no orders.
    this.#child.send(order, () => undefined);
    return (await this.#closings[service]?.promise) ?? false;
  }

  /** Resolves when the process is gone. Rejects if it was before the kill. */
  async kill(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    const hadEnded = exitCode !== null || signalCode !== null;
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
    await this.#ended;
    if (hadEnded) throw new Error('the process of the services ended before it was killed');
  }
}
