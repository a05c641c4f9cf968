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
  /** Where the dialer is, as the bridge sees it. */
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
sinks:
  - name: archive
    files:
      directory: ./archive
log:
  level: warn
`;
}

/** The real program in a process of its own. */
export class BridgeProcess {
  /** Where subscribers connect. */
  readonly port: number;
  readonly httpUrl: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, httpUrl: string) {
    this.#child = child;
    this.port = port;
    this.httpUrl = httpUrl;
  }

  /** Resolves when it listens. Rejects when it ends before. */
  static async start(setup: BridgeSetup): Promise<BridgeProcess> {
    const file = join(setup.directory, 'bridge.yaml');
    await writeFile(file, configText(setup));
    const child = spawn(process.execPath, [program, 'run', file], {
      // A group of its own: Ctrl-C reaches the demo, which lets everything drain before it stops the bridge.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      // By this and the channel the program knows whom it must not outlive.
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
    throw new Error('the bridge did not start; its own message is above');
  }

  /** Rejects when the process ends by itself. */
  async ended(signal: AbortSignal): Promise<never> {
    if (this.#hasEnded) throw new Error('the bridge has ended');
    await once(this.#child, 'exit', { signal });
    throw new Error('the bridge has ended');
  }

  /** The value of a metric without labels; undefined when it cannot be asked for now. */
  async metric(name: string): Promise<number | undefined> {
    try {
      const response = await fetch(`${this.httpUrl}/metrics`, { signal: AbortSignal.timeout(1000) });
      const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(await response.text()) ?? [];
      return value === undefined ? undefined : Number(value);
    } catch {
      return undefined;
    }
  }

  /** Asks it to end in order, and resolves to its exit code; after a while it is killed. */
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
