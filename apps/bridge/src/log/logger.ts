import type { Logger } from '@sdmp/runtime';
import { describeError } from '@sdmp/terminal';
import type { BridgeConfig } from '../config/bridge-config.ts';

type LogConfig = BridgeConfig['log'];
type Level = LogConfig['level'];
type Details = Readonly<Record<string, unknown>>;

/** A logger with every level; those below the set one do nothing. */
export type FullLogger = Required<Logger>;

const ranks: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

function nothing(): void {}

/** A line for people: time, level, message, and in brackets the cause. */
function prettyLine(time: string, level: Level, message: string, details: Details): string {
  const cause = details['cause'];
  return `${time} ${level.padEnd(5)} ${message}${cause === undefined ? '' : ` (${describeError(cause)})`}`;
}

/** An object a line: `time`, `level`, `message` and the details; errors as their text. */
function jsonLine(time: string, level: Level, message: string, details: Details): string {
  const values = Object.entries(details).map(([key, value]) => [
    key,
    value instanceof Error ? describeError(value) : value,
  ]);
  return JSON.stringify({ time, level, message, ...Object.fromEntries(values) });
}

/** The log as the configuration wants it; `write` gets each line. */
export function createLogger(
  { level: least, format }: LogConfig,
  write: (line: string) => void,
  now: () => number = Date.now,
): FullLogger {
  const render = format === 'json' ? jsonLine : prettyLine;
  const at = (level: Level): FullLogger['info'] => {
    if (ranks[level] < ranks[least]) return nothing;
    return (message, details = {}) => write(render(new Date(now()).toISOString(), level, message, details));
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
