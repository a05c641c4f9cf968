import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { processorSecondsOf } from '../../benchmarks/system/process-figures.ts';
import type { Held, ProcessSample } from './samples.ts';

const probe = new URL('./probe.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../../', import.meta.url));
/** The programs, by the names that they have in the report. */
export const programs = {
  sdmp: `${root}apps/cli/bin/sdmp.js`,
  bridge: `${root}apps/bridge/bin/sdmp-bridge.js`,
} as const;
const keptMessages = 8;
const startLimitMs = 60_000;
const stopLimitMs = 60_000;

export interface SoakedProcessOptions {
  readonly name: string;
  /** Program and words, asked for at each start. */
  readonly words: () => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
  /** Matches the line, of either stream, that says that the process works. */
  readonly ready: RegExp;
  /** Called when the process ends and was not asked to. */
  readonly onUnexpectedEnd: (what: string) => void;
}

/** A process that can be stopped, killed and started again, with what it holds. */
export class SoakedProcess {
  readonly name: string;
  readonly #options: SoakedProcessOptions;
  #child: ChildProcess | undefined;
  #held: Held | undefined;
  #isEndExpected = false;
  #messages: string[] = [];
  starts = 0;

  constructor(options: SoakedProcessOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get input(): Writable | undefined {
    return this.#child?.stdin ?? undefined;
  }

  /** Starts the process. Resolves when it says that it works, with that line. */
  async start(): Promise<string> {
    const { words, env, ready, onLine, onUnexpectedEnd } = this.#options;
    this.#isEndExpected = false;
    this.#held = undefined;
    this.#messages = [];
    this.starts++;
    const child = spawn(process.execPath, ['--expose-gc', '--import', probe, ...words()], {
      // A process group of its own: Ctrl-C reaches only the soak, which ends everything in order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
    });
    this.#child = child;
    const works = Promise.withResolvers<string>();
    child.stdin?.on('error', () => undefined);
    child.on('message', (held: Held) => {
      this.#held = held;
    });
    const read = (line: string, isOutput: boolean): void => {
      if (ready.test(line)) works.resolve(line);
      if (isOutput) onLine?.(line);
      else this.#messages = [...this.#messages, line].slice(-keptMessages);
    };
    if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => read(line, true));
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => read(line, false));
    child.once('exit', (code, signal) => {
      const what = `${this.name} ended with ${String(code ?? signal)}: ${this.#messages.join(' | ')}`;
      works.reject(new Error(what));
      if (!this.#isEndExpected) onUnexpectedEnd(what);
    });
    const late = setTimeout(() => {
      works.reject(new Error(`${this.name} did not start within ${startLimitMs} ms: ${this.#messages.join(' | ')}`));
    }, startLimitMs);
    return works.promise.finally(() => clearTimeout(late));
  }

  /** Ends the process by a signal, and resolves when it is gone and all that it printed has been read. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    this.#isEndExpected = true;
    const closed = once(child, 'close');
    child.kill(signal);
    const insist = setTimeout(() => {
      this.#options.onUnexpectedEnd(`${this.name} did not end within ${stopLimitMs} ms of ${signal}`);
      child.kill('SIGKILL');
    }, stopLimitMs);
    await closed;
    clearTimeout(insist);
    if (signal === 'SIGTERM' && child.exitCode !== 0) {
      this.#options.onUnexpectedEnd(`${this.name} ended with exit code ${String(child.exitCode)} after SIGTERM`);
    }
  }

  /** What the process holds now. Undefined while it is away, or has not said it yet. */
  async sample(): Promise<ProcessSample | undefined> {
    const pid = this.#child?.pid;
    const held = this.#held;
    if (pid === undefined || held === undefined || this.#child?.exitCode !== null) return undefined;
    try {
      const files = (await readdir(`/proc/${pid}/fd`)).length;
      return { name: this.name, pid, ...held, files, processorSeconds: await processorSecondsOf(pid) };
    } catch {
      return undefined;
    }
  }
}
