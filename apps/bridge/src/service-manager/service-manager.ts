import { execFile } from 'node:child_process';
import type { BridgeEventLog } from '../log/bridge-events.ts';

export interface ServiceManagerOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly events: BridgeEventLog;
  /** Default: `systemd-notify` from the path. */
  readonly program?: string;
}

/** What a service manager wants to be told. */
export interface ServiceManager {
  /** It runs; from now on it also says, where that is wanted, that it is alive. */
  readonly ready: () => void;
  readonly reloading: () => void;
  readonly reloaded: () => void;
  readonly stopping: () => void;
}

/** A sign of life comes twice as often as it is asked for. */
const signsPerPeriod = 2;

/**
 * Tells systemd how the bridge is (`Type=notify`, `WatchdogSec`), through its own `systemd-notify`: Node has no datagram
 * sockets of that kind. Without systemd it tells nobody.
 */
export function serviceManager({
  environment,
  events,
  program = 'systemd-notify',
}: ServiceManagerOptions): ServiceManager {
  if ((environment['NOTIFY_SOCKET'] ?? '') === '') return nobody;
  const tell = (...words: string[]): void => {
    execFile(program, words, (cause) => {
      if (cause !== null) events.report('serviceManagerUntold', { cause });
    });
  };
  return {
    ready: () => {
      tell('--ready', '--status=Recording');
      everyTime(watchdogMs(environment), () => tell('WATCHDOG=1'));
    },
    reloading: () => tell('--status=Reading the configuration again'),
    reloaded: () => tell('--status=Recording'),
    stopping: () => tell('--status=Stopping', 'STOPPING=1'),
  };
}

const nobody: ServiceManager = {
  ready: () => undefined,
  reloading: () => undefined,
  reloaded: () => undefined,
  stopping: () => undefined,
};

/** Milliseconds between signs of life; undefined when none is wanted. */
function watchdogMs(environment: ServiceManagerOptions['environment']): number | undefined {
  const microseconds = Number(environment['WATCHDOG_USEC']);
  return microseconds > 0 ? microseconds / 1000 / signsPerPeriod : undefined;
}

function everyTime(intervalMs: number | undefined, run: () => void): void {
  if (intervalMs !== undefined) setInterval(run, intervalMs).unref();
}
