import type { Logger } from '@sdmp/runtime';
import { describeError, say, type Terminal } from '@sdmp/terminal';

/** The libraries' log as lines on standard error. */
export function messageLogger(terminal: Terminal, isDebug: boolean): Logger {
  const line = (message: string, details?: Readonly<Record<string, unknown>>): void => {
    const cause = details?.['cause'];
    say(terminal, cause === undefined ? message : `${message} (${describeError(cause)})`);
  };
  return { info: line, warn: line, error: line, ...(isDebug ? { debug: line } : {}) };
}
