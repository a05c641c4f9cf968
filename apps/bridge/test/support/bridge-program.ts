import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('../../bin/sdmp-bridge.js', import.meta.url));

export interface RunningBridge {
  readonly pid: number;
  /** Port of the first listener. */
  readonly port: number;
  readonly httpUrl: string;
  /** What is printed after the lines that say where it listens. */
  readonly lines: AsyncIterable<string>;
  /** Everything on standard error so far. */
  readonly log: () => string;
  /** Resolves when a line of the log contains the text. */
  readonly logged: (text: string) => Promise<void>;
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
  const { stdout, stderr } = child;
  let log = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const found = new Map<string, string>();
  const printed = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const lines = { [Symbol.asyncIterator]: () => ({ next: () => printed.next() }) };
  for await (const line of lines) {
    const [, what = '', where = ''] = /^(listening ascii|http) (.*)$/.exec(line) ?? [];
    found.set(what, where);
    if (what === 'http') break;
  }
  const port = Number(found.get('listening ascii')?.split(':').at(-1));
  const httpUrl = found.get('http') ?? '';
  if (httpUrl === '') throw new Error(`the bridge did not start: ${log}`);
  return {
    pid: child.pid ?? 0,
    port,
    httpUrl,
    lines,
    log: () => log,
    logged: async (text) => {
      while (!log.includes(text)) await once(stderr, 'data');
    },
    stop: (signal) => stop(child, signal),
    reload: async () => {
      const before = log.length;
      child.kill('SIGHUP');
      const outcome = /The configuration (was read again|stays as it was)/;
      while (!outcome.test(log.slice(before))) await once(stderr, 'data');
    },
  };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}
