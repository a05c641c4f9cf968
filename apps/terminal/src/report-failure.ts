import { describeError, stackOf } from './describe-error.ts';
import { OutputGoneError } from './output.ts';
import { say, type Terminal } from './terminal.ts';

export interface FailureOptions {
  /** Name of the program. */
  readonly program: string;
  readonly terminal: Terminal;
  /** Whether to print the stack too. */
  readonly isDebug: boolean;
}

/**
 * Returns the exit code for an error: 0 if it was caused by an interruption or a closed output, otherwise 1, with one line
 * on standard error.
 */
export function reportFailure(error: unknown, { program, terminal, isDebug }: FailureOptions): 0 | 1 {
  if (isInterruption(error, terminal)) return 0;
  const cause = error instanceof OutputGoneError ? error.cause : undefined;
  // A full disk is a failure; a reader that closed the output is not.
  if (error instanceof OutputGoneError && !isWriteFailure(cause)) return 0;
  say(terminal, `${program}: ${describeError(cause ?? error)}`);
  if (isDebug) for (const line of stackOf(error).split('\n')) say(terminal, line);
  return 1;
}

function isInterruption(error: unknown, { interrupted }: Terminal): boolean {
  return (
    interrupted.aborted && (error === interrupted.reason || (error instanceof Error && error.name === 'AbortError'))
  );
}

function isWriteFailure(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EIO');
}
