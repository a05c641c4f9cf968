import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { HostedService } from './hosted-service.ts';
import { firstServiceHandle, type HostCommand, type HostReport } from './service-host-messages.ts';

const program = fileURLToPath(new URL('./service-host-process.ts', import.meta.url));
/** Length of the kept end of standard error, characters. */
const keptErrorCharacters = 4000;

/** A process that hosts several services. Starting a process costs most of a trial, so the services share one. */
export class ServiceHost {
  readonly services: readonly HostedService[];
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #errorOutput = '';
  #isKilled = false;

  /** `compileCache`: directory of Node's compile cache, which makes later starts faster. */
  constructor(count: number, compileCache: string) {
    const pipes = Array.from({ length: count }, () => 'pipe' as const);
    this.#child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', ...pipes],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorCharacters);
    });
    const send = (command: HostCommand): void => void this.#child.send(command, () => undefined);
    this.services = pipes.map(
      (_, index) => new HostedService(index, this.#child.stdio[firstServiceHandle + index] as Duplex, send),
    );
    this.#child.on('message', ({ service, exitCode }: HostReport) => {
      this.services[service]?.commandEnded(exitCode, this.#errorOutput);
    });
    this.#closed = once(this.#child, 'close').then(() => {
      for (const service of this.services) {
        service.processEnded(this.#isKilled ? '' : ` without being killed: ${this.#errorOutput}`);
      }
    });
  }

  /** Resolves when the process has exited and its output has been read. Rejects if it exited before the kill. */
  async kill(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    const hadEnded = exitCode !== null || signalCode !== null;
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
    await this.#closed;
    if (hadEnded) throw new Error(`the service host exited before it was killed: ${this.#errorOutput}`);
  }
}
