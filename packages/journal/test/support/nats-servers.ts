import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { freePort } from '../../../../scripts/free-port.ts';

/** Settings of Go's runtime with which the servers of a cluster take a sixth less processor time on few cores. */
const frugal = { GOMAXPROCS: '1', GOGC: '800' };

/** Whether servers can be started here. */
export const hasNatsServer = spawnSync('which', ['nats-server'], { stdio: 'ignore' }).status === 0;

export interface ServerOptions {
  /** Lines of configuration inside `jetstream { }`. */
  readonly store?: readonly string[];
}

interface ClusterPlace {
  readonly name: string;
  readonly port: number;
  /** Where the server tells how far it is. */
  readonly monitorPort: number;
  readonly routes: readonly number[];
}

interface ServerState {
  readonly account_details?: readonly {
    readonly stream_detail?: readonly { readonly name: string; readonly state: { readonly last_seq: number } }[];
  }[];
}

/** One NATS server in a temporary folder. */
export class NatsServer {
  readonly port: number;
  readonly folder: string;
  readonly #config: string;
  readonly #monitorPort: number | undefined;
  #process: ChildProcess | undefined;

  constructor(port: number, options: ServerOptions = {}, cluster?: ClusterPlace) {
    this.port = port;
    this.#monitorPort = cluster?.monitorPort;
    this.folder = mkdtempSync(join(tmpdir(), 'sdmp-nats-'));
    this.#config = join(this.folder, 'nats.conf');
    const routes = cluster?.routes.map((route) => `"nats://127.0.0.1:${route}"`).join(', ') ?? '';
    const lines = [
      `listen: "127.0.0.1:${port}"`,
      `server_name: "${cluster?.name ?? 'alone'}"`,
      `jetstream: { ${[`store_dir: "${join(this.folder, 'store')}"`, ...(options.store ?? [])].join(', ')} }`,
      ...(cluster === undefined
        ? []
        : [
            `http: "127.0.0.1:${cluster.monitorPort}"`,
            `cluster: { name: "sdmp", listen: "127.0.0.1:${cluster.port}", routes: [${routes}] }`,
          ]),
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
      env: { ...process.env, ...frugal },
    });
  }

  /** Number of the newest message that this server itself has, by stream. */
  async newest(): Promise<ReadonlyMap<string, number>> {
    const answer = await fetch(`http://127.0.0.1:${this.#monitorPort}/jsz?accounts=true&streams=true`);
    const { account_details: accounts = [] } = (await answer.json()) as ServerState;
    const streams = accounts.flatMap(({ stream_detail: details = [] }) => details);
    return new Map(streams.map(({ name, state }) => [name, state.last_seq]));
  }

  /** SIGKILL ends it at once, SIGSTOP and SIGCONT cut it off and let it continue. */
  async signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    child.kill(name);
    if (name === 'SIGSTOP' || name === 'SIGCONT') return;
    this.#process = undefined;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** Comes back with an empty disk. */
  async beginAnew(): Promise<void> {
    await this.signal('SIGKILL');
    rmSync(join(this.folder, 'store'), { recursive: true, force: true });
    this.start();
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
    const ports = await Promise.all(Array.from({ length: count * 3 }, freePort));
    const routes = ports.slice(count, 2 * count);
    const servers = ports.slice(0, count).map((port, index) => {
      const cluster = {
        name: `n${index + 1}`,
        port: routes[index] ?? 0,
        monitorPort: ports[2 * count + index] ?? 0,
        routes,
      };
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

  /**
   * Resolves when every server has everything that any of them has now. One that stays behind for half a minute begins
   * with an empty disk, as an operator would have it: a server of version 2.9.10 may say that it is current and never take
   * in what it missed. Gives the number of those.
   */
  async inStep(): Promise<number> {
    const wanted = new Map<string, number>();
    for (const newest of await this.#untilTold()) {
      for (const [stream, last] of newest) wanted.set(stream, Math.max(last, wanted.get(stream) ?? 0));
    }
    let emptied = 0;
    for (let since = performance.now(); ; ) {
      const told = await this.#untilTold();
      const behind = this.all.filter((_, index) =>
        [...wanted].some(([stream, last]) => (told[index]?.get(stream) ?? 0) < last),
      );
      if (behind.length === 0) return emptied;
      await sleep(200);
      if (performance.now() - since < 30_000) continue;
      for (const server of behind) await server.beginAnew();
      emptied += behind.length;
      since = performance.now();
    }
  }

  /** Deletes all streams: those of a cluster cost its servers something even while they rest. */
  async clear(): Promise<void> {
    const connection = await connect({ servers: [...this.urls] });
    try {
      const { streams } = await jetstreamManager(connection);
      for await (const name of streams.names()) await streams.delete(name);
    } finally {
      await connection.close();
    }
  }

  async #untilTold(): Promise<readonly ReadonlyMap<string, number>[]> {
    for (;;) {
      const told = await Promise.all(this.all.map((server) => server.newest())).catch(() => undefined);
      if (told !== undefined) return told;
      await sleep(200);
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
