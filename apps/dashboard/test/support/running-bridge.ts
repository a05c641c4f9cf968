import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../bridge/bin/sdmp-bridge.js', import.meta.url));

export interface BridgeSetup {
  readonly upstreams: readonly { readonly name: string; readonly port: number }[];
  /** Additional configuration, YAML. */
  readonly more?: string;
  /** Scopes of the tokens to require. Default: no tokens, which allows everything from this machine. */
  readonly tokens?: Readonly<Record<string, string>>;
}

async function configFile(directory: string, { upstreams, more = '', tokens }: BridgeSetup): Promise<string> {
  const file = join(directory, 'bridge.yaml');
  const each = upstreams.map(
    ({ name, port }) => `  - { name: ${name}, host: 127.0.0.1, port: ${port}, persistToken: page }\n`,
  );
  let http = 'http: { port: 0 }\n';
  if (tokens !== undefined) {
    const lines = Object.entries(tokens).map(
      ([token, scopes], index) => `person${index} ${scopes} ${createHash('sha256').update(token).digest('hex')}\n`,
    );
    await writeFile(join(directory, 'tokens'), lines.join(''), { mode: 0o600 });
    http = `http: { port: 0, tokensFile: ${join(directory, 'tokens')} }\n`;
  }
  await writeFile(
    file,
    `journal: { directory: ${directory}/journal }\nupstreams:\n${each.join('')}listen: [{ port: 0 }]\n${http}log: { level: warn }\n${more}`,
  );
  return file;
}

/** Runs `sdmp-bridge` as a child process. */
export class RunningBridge implements AsyncDisposable {
  readonly url: string;
  /** Port for SDMP subscribers. */
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #directory: string;

  private constructor(child: ChildProcess, directory: string, found: { readonly url: string; readonly port: number }) {
    this.#child = child;
    this.#directory = directory;
    this.url = found.url;
    this.port = found.port;
  }

  static async start(setup: BridgeSetup): Promise<RunningBridge> {
    const directory = await mkdtemp(join(tmpdir(), 'sdmp-dashboard-'));
    const file = await configFile(directory, setup);
    const child = spawn(process.execPath, [program, 'run', file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let port = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [, listening] = /^listening ascii .*:(\d+)$/.exec(line) ?? [];
      const [, url] = /^http (http:.*)$/.exec(line) ?? [];
      if (listening !== undefined) port = Number(listening);
      if (url !== undefined) return new RunningBridge(child, directory, { url, port });
    }
    await rm(directory, { recursive: true, force: true });
    throw new Error('the bridge did not start; its own message is above');
  }

  /** Sends a GET request to the API and parses the JSON response. */
  async get<Answer>(path: string, token?: string): Promise<Answer> {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${this.url}/api/v1${path}`, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  /** Sends a POST request to the API. */
  async post(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  /** Stops or continues the process. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#directory, { recursive: true, force: true });
  }
}
