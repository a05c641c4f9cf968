import type { Logger } from '@sdmp/runtime';
import { describeError } from '@sdmp/terminal';
import { type Logger as Pino, pino } from 'pino';
import type { BridgeConfig } from '../config/bridge-config.ts';

type LogConfig = BridgeConfig['log'];
type Details = Readonly<Record<string, unknown>>;

/** A logger with every level; those below the set one do nothing. */
export interface FullLogger extends Required<Logger> {
  /** What is logged from now on. */
  readonly setLevel: (level: LogConfig['level']) => void;
}

/** An object a line: `time`, `level`, `message` and the details; errors as their text. */
function jsonLines(level: LogConfig['level'], write: (line: string) => void, now: () => number): Pino {
  return pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { cause: (cause: unknown) => (cause instanceof Error ? describeError(cause) : cause) },
    },
    { write: (line) => write(line.trimEnd()) },
  );
}

/** A line for people: time, level, message, and in brackets the cause. */
function prettyLine(time: string, level: string, message: string, details: Details): string {
  const cause = details['cause'];
  return `${time} ${level.padEnd(5)} ${message}${cause === undefined ? '' : ` (${describeError(cause)})`}`;
}

/** The log as the configuration wants it; `write` gets each line. */
export function createLogger(
  { level: least, format }: LogConfig,
  write: (line: string) => void,
  now: () => number = Date.now,
): FullLogger {
  const lines = jsonLines(least, write, now);
  const at = (level: LogConfig['level']): FullLogger['info'] => {
    if (format === 'json') return (message, details = {}) => lines[level](details, message);
    return (message, details = {}) => {
      if (!lines.isLevelEnabled(level)) return;
      write(prettyLine(new Date(now()).toISOString(), level, message, details));
    };
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    setLevel: (level) => {
      lines.level = level;
    },
  };
}
