import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type BridgeLog, logOf, untilServing } from './bridge-log.ts';

const program = fileURLToPath(new URL('../../bin/sdmp-bridge.js', import.meta.url));

export interface RunningBridge extends BridgeLog {
  readonly pid: number;
  /** Sends a signal and resolves to the exit code; null when the signal killed it. */
  readonly stop: (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
  /** Makes it read its configuration again, and resolves when the log says what came of it. */
  readonly reload: () => Promise<void>;
}

/** A folder that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-bridge-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Upstreams for a dialer, as configuration. */
export function upstreamAt(port: number, more = ''): string {
  return `  - { name: north, host: 127.0.0.1, port: ${port}, persistToken: bridge${more} }`;
}

/** Writes a configuration that listens on free ports. */
export function writeConfig(directory: string, upstreams: string, more = '', http = 'http: { port: 0 }\n'): string {
  const file = join(directory, 'bridge.yaml');
  writeFileSync(file, `upstreams:\n${upstreams}\nlisten:\n  - port: 0\n${http}log: { level: debug }\n${more}`);
  return file;
}

/** Starts the program as users do, with the rights of a user of that number, and resolves when it has said where it listens. */
export async function startBridgeProgram(
  file: string,
  environment: Readonly<Record<string, string>> = {},
  user?: number,
): Promise<RunningBridge> {
  const env = { ...process.env, ...environment };
  const rights = user === undefined ? {} : { uid: user, gid: user };
  const child = spawn(process.execPath, [program, 'run', file], { stdio: ['ignore', 'pipe', 'pipe'], env, ...rights });
  onTestFinished(() => void child.kill('SIGKILL'));
  const log = logOf(child.stderr);
  const serving = await untilServing(child.stdout, log.log);
  return {
    pid: child.pid ?? 0,
    ...serving,
    ...log,
    stop: (signal) => stop(child, signal),
    reload: async () => {
      const readAgain = log.readAgain();
      child.kill('SIGHUP');
      await readAgain;
    },
  };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}
