import type { Writable } from 'node:stream';
import { Output } from './output.ts';

/** The one place where the program meets the process it runs in; tests bring their own. */
export interface Terminal {
  /** What is printed for programs. */
  readonly output: Output;
  /** What is said to people, and the log. */
  readonly messages: Output;
  /** Width of the output, characters. */
  readonly columns: number;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly interrupted: AbortSignal;
}

/** One line for people. Never waits, never fails: whoever closed standard error does not want to know. */
export function say(terminal: Pick<Terminal, 'messages'>, line: string): void {
  terminal.messages.write(`${line}\n`).catch(() => undefined);
}

export interface ProcessStreams {
  readonly stdout: Writable & { readonly columns?: number };
  readonly stderr: Writable;
}

/** A terminal on the streams of a process. */
export function openTerminal({ stdout, stderr }: ProcessStreams, interrupted: AbortSignal): Terminal {
  return {
    output: new Output(stdout),
    messages: new Output(stderr),
    columns: stdout.columns ?? 100,
    interrupted,
  };
}
