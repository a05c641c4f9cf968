import type { Readable, Writable } from 'node:stream';
import { Output } from './output.ts';

/** The one place where commands meet the process they run in; tests bring their own. */
export interface Terminal {
  readonly input: Readable;
  /** What a command prints for programs. */
  readonly output: Output;
  /** What it says to people. */
  readonly messages: Output;
  /** Whether a person looks at the output. */
  readonly isInteractive: boolean;
  readonly hasColours: boolean;
  /** Width of the output, characters. */
  readonly columns: number;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly interrupted: AbortSignal;
}

/** One line for people. Never waits, never fails: whoever closed standard error does not want to know. */
export function say(terminal: Terminal, line: string): void {
  terminal.messages.write(`${line}\n`).catch(() => undefined);
}

export interface ProcessStreams {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable;
}

/** A terminal on the streams of a process. */
export function openTerminal(
  { stdin, stdout, stderr }: ProcessStreams,
  interrupted: AbortSignal,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isInteractive = stdout.isTTY === true;
  const { NO_COLOR: noColour = '', TERM: kind } = environment;
  return {
    input: stdin,
    output: new Output(stdout),
    messages: new Output(stderr),
    isInteractive,
    hasColours: isInteractive && noColour === '' && kind !== 'dumb',
    columns: stdout.columns ?? 100,
    interrupted,
  };
}
