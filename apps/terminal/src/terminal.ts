import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { fitHelp } from './fit-help.ts';
import { type OperatingSystem, operatingSystem } from './operating-system.ts';
import { Output, type OutputStream } from './output.ts';
import { visibleLine } from './visible-text.ts';

/** A program's only access to its process; tests pass their own. */
export interface Terminal {
  readonly input: Readable;
  /** Standard output: data for other programs. */
  readonly output: Output;
  /** Standard error: messages and the log. */
  readonly messages: Output;
  /** Whether the output is a terminal. */
  readonly isInteractive: boolean;
  readonly hasColours: boolean;
  /** Whether a line of the messages can be written again and again: standard error is a terminal. */
  readonly showsProgress: boolean;
  /** Width of the output now, characters. */
  readonly columns: number;
  /** Height of the output now, lines. */
  readonly rows: number;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly interrupted: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls the listener at each SIGHUP from now on, but not on Windows. Without a listener SIGHUP ends the process. */
  readonly onHangup: (listener: () => void) => void;
  /** Calls the listener whenever the size of the output has changed, until the returned function is called. */
  readonly onResize: (listener: () => void) => () => void;
  /**
   * Calls the listener right before the process ends, whatever ends it: also an error that nothing catches, a second interruption,
   * and the signals that end a process without a word. It cannot wait for anything.
   */
  readonly onExit: (listener: () => void) => void;
}

/** Returns commander's output functions. Errors are not written here, but where they are caught. */
export function helpOutput(terminal: Terminal) {
  return {
    writeOut: (text: string): void =>
      void terminal.output.write(fitHelp(text, terminal.columns)).catch(() => undefined),
    writeErr: (): void => undefined,
    outputError: (): void => undefined,
    getOutHelpWidth: (): number => terminal.columns,
  };
}

/**
 * Writes one line to standard error without waiting. Control characters are shown, wherever it leads: logs are read on terminals.
 * A failure is ignored, because there is no other place to report it.
 */
export function say(terminal: Pick<Terminal, 'messages'>, line: string): void {
  terminal.messages.writeStyled(`${visibleLine(line)}\n`).catch(() => undefined);
}

export interface ProcessStreams {
  readonly stdin: Readable;
  readonly stdout: OutputStream & { readonly columns?: number; readonly rows?: number };
  readonly stderr: OutputStream;
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  exit?(code: number): never;
}

/** Width of an output that is no terminal, characters. */
const usualColumns = 100;
/** Height of an output that is no terminal, lines: more than any frame has. */
const usualRows = 10_000;

/** Opens a terminal on the streams of a process. */
export function openTerminal(
  source: ProcessStreams,
  interrupted: AbortSignal,
  environment: Readonly<Record<string, string | undefined>>,
  { reloadSignal, endingSignals }: OperatingSystem = operatingSystem(),
): Terminal {
  const { stdout, stderr } = source;
  const isInteractive = stdout.isTTY === true;
  const { NO_COLOR: noColour = '', TERM: kind } = environment;
  return {
    // Opened when it is first read: few commands do, and a file there would load Node's promises of files.
    get input() {
      return source.stdin;
    },
    output: new Output(stdout),
    messages: new Output(stderr),
    isInteractive,
    hasColours: isInteractive && noColour === '' && kind !== 'dumb',
    showsProgress: stderr.isTTY === true && kind !== 'dumb',
    get columns() {
      return stdout.columns === undefined || stdout.columns === 0 ? usualColumns : stdout.columns;
    },
    get rows() {
      return stdout.rows === undefined || stdout.rows === 0 ? usualRows : stdout.rows;
    },
    interrupted,
    environment,
    onResize: (listener) => {
      stdout.on('resize', listener);
      return () => void stdout.off('resize', listener);
    },
    onExit: (listener) => {
      source.on('exit', listener);
      // A signal without a listener ends the process before it could write anything.
      for (const signal of endingSignals) source.on(signal, () => source.exit?.(128 + constants.signals[signal]));
    },
    onHangup: (listener) => {
      if (reloadSignal !== undefined) source.on(reloadSignal, listener);
    },
  };
}
