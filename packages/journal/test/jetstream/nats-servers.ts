import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** Whether servers can be started here. */
export const hasNatsServer = spawnSync('which', ['nats-server'], { stdio: 'ignore' }).status === 0;

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

export interface ServerOptions {
  /** Lines of configuration inside `jetstream { }`. */
  readonly store?: readonly string[];
}

interface ClusterPlace {
  readonly name: string;
  readonly port: number;
  readonly routes: readonly number[];
}

/** One NATS server in a temporary folder. */
export class NatsServer {
  readonly port: number;
  readonly folder: string;
  readonly #config: string;
  #process: ChildProcess | undefined;

  constructor(port: number, options: ServerOptions = {}, cluster?: ClusterPlace) {
    this.port = port;
    this.folder = mkdtempSync(join(tmpdir(), 'sdmp-nats-'));
    this.#config = join(this.folder, 'nats.conf');
    const routes = cluster?.routes.map((route) => `"nats://127.0.0.1:${route}"`).join(', ') ?? '';
    const lines = [
      `listen: "127.0.0.1:${port}"`,
      `server_name: "${cluster?.name ?? 'alone'}"`,
      `jetstream: { ${[`store_dir: "${join(this.folder, 'store')}"`, ...(options.store ?? [])].join(', ')} }`,
      ...(cluster === undefined
        ? []
        : [`cluster: { name: "sdmp", listen: "127.0.0.1:${cluster.port}", routes: [${routes}] }`]),
    ];
    writeFileSync(this.#config, `${lines.join('\n')}\n`);
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  start(): void {
    this.#process = spawn('nats-server', ['-c', this.#config, '-l', join(this.folder, 'nats.log')], {
      stdio: 'ignore',
    });
  }

  /** SIGKILL ends it at once, SIGSTOP and SIGCONT cut it off and let it go on. */
  async signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    child.kill(name);
    if (name === 'SIGSTOP' || name === 'SIGCONT') return;
    this.#process = undefined;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  async dispose(): Promise<void> {
    await this.signal('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Servers that belong together: one, or a cluster of several. */
export class NatsServers {
  readonly all: readonly NatsServer[];

  private constructor(all: readonly NatsServer[]) {
    this.all = all;
  }

  static async start(count: 1 | 3, options: ServerOptions = {}): Promise<NatsServers> {
    const ports = await Promise.all(Array.from({ length: count * 2 }, freePort));
    const routes = ports.slice(count);
    const servers = ports.slice(0, count).map((port, index) => {
      const cluster = { name: `n${index + 1}`, port: routes[index] ?? 0, routes };
      return new NatsServer(port, options, count === 1 ? undefined : cluster);
    });
    for (const server of servers) server.start();
    const all = new NatsServers(servers);
    await all.ready();
    return all;
  }

  get urls(): readonly string[] {
    return this.all.map(({ url }) => url);
  }

  /** Resolves when streams with as many replicas as there are servers can be made. */
  async ready(): Promise<void> {
    for (;;) {
      const isReady = await this.#tryOnce().catch(() => false);
      if (isReady) return;
      await sleep(100);
    }
  }

  /** Resolves when every server has everything that the others have. */
  async inStep(): Promise<void> {
    for (;;) {
      const isSo = await this.#isInStep().catch(() => false);
      if (isSo) return;
      await sleep(100);
    }
  }

  async #isInStep(): Promise<boolean> {
    const connection = await connect({ servers: [...this.urls], timeout: 2000 });
    try {
      const manager = await jetstreamManager(connection, { timeout: 3000 });
      for await (const { cluster } of manager.streams.list()) {
        const replicas = cluster?.replicas ?? [];
        const isBehind = replicas.some(({ current, offline }) => !current || (offline ?? false));
        if (cluster?.leader === undefined || replicas.length < this.all.length - 1 || isBehind) return false;
      }
      return true;
    } finally {
      await connection.close();
    }
  }

  async #tryOnce(): Promise<boolean> {
    const connection = await connect({ servers: [...this.urls], timeout: 2000 });
    try {
      const manager = await jetstreamManager(connection, { timeout: 5000 });
      await manager.streams.add({ name: 'READY', subjects: ['ready'], num_replicas: this.all.length });
      await manager.streams.delete('READY');
      return true;
    } finally {
      await connection.close();
    }
  }

  async dispose(): Promise<void> {
    await Promise.all(this.all.map((server) => server.dispose()));
  }
}
