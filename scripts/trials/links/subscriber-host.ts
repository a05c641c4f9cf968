import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SubscriberEvents } from './link-subscriber.ts';
import type { SubscriberCommand, SubscriberReport } from './subscriber-messages.ts';

const program = fileURLToPath(new URL('./subscriber-process.ts', import.meta.url));

/** A process with the subscribers of several trials, which die with it. */
export class SubscriberHost {
  readonly #compileCache: string;
  readonly #events = new Map<number, SubscriberEvents>();
  readonly #commands = new Map<number, SubscriberCommand>();
  #child: ChildProcess;
  /** Started ahead, so that a kill does not wait for a process to start. */
  readonly #replacement: ChildProcess;

  /** `compileCache`: directory of Node's compile cache, which makes later starts faster. */
  constructor(compileCache: string) {
    this.#compileCache = compileCache;
    this.#child = this.#start();
    this.#replacement = this.#start();
  }

  /** Starts a subscriber, which comes back after each kill of the process. */
  subscribe(command: SubscriberCommand, events: SubscriberEvents): void {
    this.#events.set(command.trial, events);
    this.#commands.set(command.trial, command);
    this.#child.send(command);
  }

  /** Kills the process; another has the same subscribers from then on. Once for a host. */
  async killAndReplace(): Promise<void> {
    await kill(this.#child);
    this.#child = this.#replacement;
    for (const command of this.#commands.values()) this.#child.send(command);
  }

  /** Kills its processes. */
  async close(): Promise<void> {
    await Promise.all([kill(this.#child), kill(this.#replacement)]);
  }

  #start(): ChildProcess {
    const child = fork(program, {
      serialization: 'advanced',
      env: { ...process.env, NODE_COMPILE_CACHE: this.#compileCache },
    });
    child.on('message', (report: SubscriberReport) => {
      const events = this.#events.get(report.trial);
      if (report.kind === 'received') void events?.received(report.outcomes);
      else if (report.kind === 'subscribed') events?.subscribed();
      else events?.failed(new Error(report.reason));
    });
    return child;
  }
}

/** Kills a process. Resolves when everything that it sent was received. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
