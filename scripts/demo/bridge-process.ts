import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../apps/bridge/bin/sdmp-bridge.js', import.meta.url));
const stopTimeoutMs = 10_000;

export interface BridgeSetup {
  readonly directory: string;
  /** Address at which the bridge reaches the dialer. */
  readonly dialer: { readonly host: string; readonly port: number };
  readonly port: number;
  readonly httpPort: number;
}

function configText({ dialer, port, httpPort }: BridgeSetup): string {
  return `journal:
  directory: ./journal
upstreams:
  - name: dialer
    host: ${dialer.host}
    port: ${dialer.port}
    persistToken: demo-bridge
listen:
  - port: ${port}
http:
  port: ${httpPort}
reports: {}
sinks:
  - name: archive
    files:
      directory: ./archive
log:
  level: warn
`;
}

/** Runs `sdmp-bridge` as a child process. */
export class BridgeProcess {
  /** Port for subscribers. */
  readonly port: number;
  readonly httpUrl: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, httpUrl: string) {
    this.#child = child;
    this.port = port;
    this.httpUrl = httpUrl;
  }

  /** Resolves when the bridge listens. Rejects if it exits before. */
  static async start(setup: BridgeSetup): Promise<BridgeProcess> {
    const file = join(setup.directory, 'bridge.yaml');
    await writeFile(file, configText(setup));
    const child = spawn(process.execPath, [program, 'run', file], {
      // A process group of its own: Ctrl-C reaches only the demo, which drains everything before it stops the bridge.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      // With this and the IPC channel the program exits when its parent does.
      env: { ...process.env, SDMP_STARTED_BY: String(process.pid) },
    });
    const { stdout } = child;
    if (stdout === null) throw new Error('the bridge has no standard output');
    let port: number | undefined;
    for await (const line of createInterface({ input: stdout })) {
      const [, listening] = /^listening ascii .*:(\d+)$/.exec(line) ?? [];
      const [, url] = /^http (http:.*)$/.exec(line) ?? [];
      if (listening !== undefined) port = Number(listening);
      if (url !== undefined && port !== undefined) return new BridgeProcess(child, port, url);
    }
    throw new Error('the bridge did not start; see its message above');
  }

  /** Rejects when the process exits by itself. */
  async ended(signal: AbortSignal): Promise<never> {
    if (this.#hasEnded) throw new Error('the bridge has exited');
    await once(this.#child, 'exit', { signal });
    throw new Error('the bridge has exited');
  }

  /** Returns the value of a metric without labels, or undefined if the request fails. */
  async metric(name: string): Promise<number | undefined> {
    try {
      const response = await fetch(`${this.httpUrl}/metrics`, { signal: AbortSignal.timeout(1000) });
      const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(await response.text()) ?? [];
      return value === undefined ? undefined : Number(value);
    } catch {
      return undefined;
    }
  }

  /** Sends SIGTERM, and SIGKILL after a timeout. Resolves with the exit code. */
  async stop(): Promise<number | null> {
    if (this.#hasEnded) return this.#child.exitCode;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
    return this.#child.exitCode;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
