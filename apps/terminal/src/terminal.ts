import type { Readable, Writable } from 'node:stream';
import { Output } from './output.ts';

/** The one place where a program meets the process it runs in; tests bring their own. */
export interface Terminal {
  readonly input: Readable;
  /** What is printed for programs. */
  readonly output: Output;
  /** What is said to people, and the log. */
  readonly messages: Output;
  /** Whether a person looks at the output. */
  readonly isInteractive: boolean;
  readonly hasColours: boolean;
  /** Width of the output, characters. */
  readonly columns: number;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly interrupted: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls the listener at each SIGHUP from now on; without a listener the process ends by it. */
  readonly onHangup: (listener: () => void) => void;
}

/** Where commander writes. One line about an error is written by whoever catches it. */
export function helpOutput(terminal: Terminal) {
  return {
    writeOut: (text: string): void => void terminal.output.write(text).catch(() => undefined),
    writeErr: (): void => undefined,
    outputError: (): void => undefined,
    getOutHelpWidth: (): number => terminal.columns,
  };
}

/** One line for people. Never waits, never fails: whoever closed standard error does not want to know. */
export function say(terminal: Pick<Terminal, 'messages'>, line: string): void {
  terminal.messages.write(`${line}\n`).catch(() => undefined);
}

export interface ProcessStreams {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable;
  on(signal: 'SIGHUP', listener: () => void): unknown;
}

/** A terminal on the streams of a process. */
export function openTerminal(
  source: ProcessStreams,
  interrupted: AbortSignal,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const { stdin, stdout, stderr } = source;
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
    environment,
    onHangup: (listener) => void source.on('SIGHUP', listener),
  };
}
