import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { operatingSystem } from '../../apps/terminal/src/operating-system.ts';

const stopTimeoutMs = 15_000;

export interface PartSetup {
  /** Stands before each line of its output. */
  readonly name: string;
  readonly command: string;
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly print: (line: string) => void;
}

/** A program that runs beside others; its lines are printed behind its name. */
export class Part {
  /** Fulfilled when the program has ended, with its exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  #isStopping = false;

  constructor({ name, command, words, cwd, env = {}, print }: PartSetup) {
    this.#child = spawn(command, words, {
      cwd,
      env: { ...process.env, ...env },
      // A process group of its own: Ctrl-C reaches only this command, which ends the parts in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = once(this.#child, 'exit').then(() => {
      const { exitCode } = this.#child;
      if (!this.#isStopping) print(`${name}: has ended, with exit code ${String(exitCode)}`);
      return exitCode;
    });
    for (const output of [this.#child.stdout, this.#child.stderr])
      printLines(output, (line) => print(`${name}: ${line}`));
  }

  /** Sends SIGTERM, and SIGKILL after 15 s. Resolves when the program has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), stopTimeoutMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** Signals the whole group: a program of node_modules/.bin is a shell that runs it. */
  #signal(signal: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    if (operatingSystem().hasProcessGroups) process.kill(-pid, signal);
    else this.#child.kill(signal);
  }
}

function printLines(output: Readable | null, print: (line: string) => void): void {
  if (output !== null) createInterface({ input: output }).on('line', print);
}
