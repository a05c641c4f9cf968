import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../../scripts/free-port.ts';

/** Whether tests with a real server can run; without one they say so and are skipped, and `CI=true` makes that fail. */
export const hasNatsServer = spawnSync('which', ['nats-server'], { stdio: 'ignore' }).status === 0;

export const natsServerIsMissing =
  'nats-server is missing (Debian and Ubuntu: apt-get install nats-server): NOT TESTED what reaches a stream';

/** A NATS server of a test's own, with JetStream, on a free port and in a folder that goes with it. */
export class NatsServer {
  readonly #directory = mkdtempSync(join(tmpdir(), 'sdmp-nats-'));
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  static async start(): Promise<NatsServer> {
    const server = new NatsServer(await freePort());
    await server.up();
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  async up(): Promise<void> {
    const words = ['-a', '127.0.0.1', '-p', String(this.#port), '-js', '-sd', this.#directory];
    const child = spawn('nats-server', words, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process = child;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-8192);
      if (log.includes('Server is ready')) resolve();
    });
    child.once('exit', () => reject(new Error(`nats-server does not start: ${log}`)));
    await promise;
  }

  /** Kills the server as a crash would. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
