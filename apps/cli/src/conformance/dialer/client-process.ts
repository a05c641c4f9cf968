import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { SdmpError } from '@sdmp/protocol';
import { type OperatingSystem, operatingSystem } from '@sdmp/terminal';

/** Output that is kept, characters: enough for what one situation delivers. */
const keptOutput = 4 * 1024 * 1024;
/** How long a client may take to end, milliseconds. */
const endTimeoutMs = 5000;

/** The client that is tried, as a process of its own. */
export class ClientProcess {
  readonly #child: ChildProcess;
  readonly #hasGroup: boolean;
  readonly #ended: Promise<unknown>;
  #output = '';
  #failure: string | undefined;
  #wake: () => void = () => undefined;

  /** Starts the command with the address of the dialer in SDMP_HOST and SDMP_PORT. */
  constructor(
    command: string,
    { host, port }: { readonly host: string; readonly port: number },
    { hasProcessGroups }: Pick<OperatingSystem, 'hasProcessGroups'> = operatingSystem(),
  ) {
    this.#hasGroup = hasProcessGroups;
    // A group of its own: a shell may start the client as a child.
    this.#child = spawn(command, {
      shell: true,
      detached: hasProcessGroups,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SDMP_HOST: `${host}:${port}`, SDMP_PORT: String(port) },
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      this.#output = (this.#output + piece).slice(-keptOutput);
      this.#wake();
    });
    this.#child.once('error', (error) => {
      this.#failure = error.message;
      this.#wake();
    });
    this.#ended = once(this.#child, 'close').then(
      () => this.#wake(),
      () => undefined,
    );
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#failure !== undefined;
  }

  /** How it ended, in words; undefined while it runs. */
  get ending(): string | undefined {
    if (this.#failure !== undefined) return this.#failure;
    const { exitCode, signalCode } = this.#child;
    if (signalCode !== null) return `signal ${signalCode}`;
    return exitCode === null ? undefined : `exit code ${exitCode}`;
  }

  /** Returns the first text of this form in each line that it has printed, in order: a line may hold an SI as an id and as a value. */
  printed(form: RegExp): readonly string[] {
    return this.#output.split('\n').flatMap((line) => form.exec(line)?.slice(0, 1) ?? []);
  }

  /** Resolves when the condition holds, it has ended, or the signal aborts. */
  async until(isMet: () => boolean, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = () => {
      if (isMet() || this.hasEnded) resolve();
    };
    const stop = (): void => resolve();
    signal.addEventListener('abort', stop, { once: true });
    this.#wake();
    if (signal.aborted) resolve();
    await promise;
    signal.removeEventListener('abort', stop);
    this.#wake = () => undefined;
  }

  /** Asks it to end, and resolves when it has. */
  async terminate(): Promise<void> {
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), endTimeoutMs);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#signal('SIGKILL');
    if (this.#failure === undefined) await this.#ended;
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) throw new SdmpError('CONNECT_FAILED', 'The command of --client cannot be started');
    try {
      if (this.#hasGroup) process.kill(-pid, signal);
      else this.#child.kill(signal);
    } catch {
      // It has ended.
    }
  }
}
