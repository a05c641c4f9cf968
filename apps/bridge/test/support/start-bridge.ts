import { EventEmitter } from 'node:events';
import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { openTerminal } from '@sdmp/terminal';
import { onTestFinished } from 'vitest';
import { run } from '../../src/run.ts';
import { type BridgeLog, logOf, untilServing } from './bridge-log.ts';

/** A bridge in the process of the tests. */
export interface StartedBridge extends BridgeLog {
  /** Stops it as SIGTERM does, and resolves to the exit code. */
  readonly stop: () => Promise<number>;
  /** Makes it read its configuration again as SIGHUP does, and resolves when the log says what came of it. */
  readonly reload: () => Promise<void>;
}

/**
 * Runs a bridge in this process, and resolves when it has said where it listens. It stops with the test. A process of its own
 * costs 0.8 s of processor time: only a test that is about the process (signals, a kill, rights) takes `startBridgeProgram`.
 */
export async function startBridge(
  file: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedBridge> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const signals = new EventEmitter();
  const streams = {
    stdin: Readable.from([]),
    stdout,
    stderr,
    on: (signal: string, listener: () => void) => signals.on(signal, listener),
  };
  const log = logOf(stderr);
  const interruption = new AbortController();
  // The program sets it for its process.
  const addressAttemptMs = getDefaultAutoSelectFamilyAttemptTimeout();
  const terminal = openTerminal(streams, interruption.signal, { ...process.env, ...environment });
  const ended = run(['run', file], terminal).finally(() => {
    setDefaultAutoSelectFamilyAttemptTimeout(addressAttemptMs);
    stdout.end();
  });
  const stop = (): Promise<number> => {
    interruption.abort();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  const serving = await untilServing(stdout, log.log);
  const reload = async (): Promise<void> => {
    const readAgain = log.readAgain();
    signals.emit('SIGHUP');
    await readAgain;
  };
  return { ...serving, ...log, stop, reload };
}
