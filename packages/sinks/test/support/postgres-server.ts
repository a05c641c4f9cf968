import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../../../scripts/free-port.ts';

/** Where Debian puts the programs of the server, the newest first. */
function binDirectory(): string | undefined {
  const debian = globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...debian, ...path].find((directory) => {
    try {
      accessSync(join(directory, 'initdb'), constants.X_OK);
      accessSync(join(directory, 'postgres'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const bin = binDirectory();

/** Whether tests with a real server can run; without one they say so and are skipped, and `CI=true` makes that fail. */
export const hasPostgres = bin !== undefined;

export const postgresIsMissing =
  'postgres is missing (Debian and Ubuntu: apt-get install postgresql): NOT TESTED what reaches a database';

/** The server refuses to run as root. */
function user(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string, name: string): number | undefined => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  const name = idOf('-u', 'postgres') === undefined ? 'nobody' : 'postgres';
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}

/** Asks over a connection of its own. */
export async function askOnce(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Without values it may be several statements.
    const asked = values.length === 0 ? client.query<Record<string, unknown>>(sql) : client.query(sql, values);
    return (await asked).rows;
  } finally {
    await client.end();
  }
}

/** A PostgreSQL server of a test's own, on a free port and in a folder that goes with it. */
export class PostgresServer {
  readonly #directory: string;
  readonly #port: number;
  readonly #settings: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(directory: string, port: number, settings: readonly string[]) {
    this.#directory = directory;
    this.#port = port;
    this.#settings = settings;
  }

  static async start(settings: readonly string[] = []): Promise<PostgresServer> {
    if (bin === undefined) throw new Error(postgresIsMissing);
    const directory = mkdtempSync(join(tmpdir(), 'sdmp-postgres-'));
    const as = user();
    if (as.uid !== undefined && as.gid !== undefined) chownSync(directory, as.uid, as.gid);
    const words = [
      '-D',
      join(directory, 'data'),
      '-U',
      'sdmp',
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ];
    execFileSync(join(bin, 'initdb'), words, { ...as, cwd: directory, stdio: 'pipe' });
    const server = new PostgresServer(directory, await freePort(), settings);
    await server.up();
    return server;
  }

  get url(): string {
    return `postgres://sdmp@127.0.0.1:${this.#port}/postgres`;
  }

  /** Asks once, over a connection of its own. */
  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return askOnce(this.url, sql, values);
  }

  /** Starts the server; what a kill left behind may need a moment to go. */
  async up(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      if (await this.#start()) return;
      if (attempt === 30) throw new Error('postgres does not start');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Kills the server as a crash would. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'close');
      child.kill('SIGQUIT');
      await gone;
    }
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Resolves when it takes connections; false when it ended instead. */
  async #start(): Promise<boolean> {
    const settings = ['unix_socket_directories=', 'listen_addresses=127.0.0.1', ...this.#settings];
    const words = ['-D', join(this.#directory, 'data'), '-p', String(this.#port), '-F'];
    const child = spawn(join(bin ?? '', 'postgres'), [...words, ...settings.flatMap((setting) => ['-c', setting])], {
      ...user(),
      cwd: dirname(this.#directory),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = child;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4096);
      if (log.includes('ready to accept connections')) resolve(true);
    });
    child.once('exit', () => resolve(false));
    return promise;
  }
}
