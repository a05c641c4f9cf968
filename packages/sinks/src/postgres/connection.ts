import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dial } from '@sdmp/dial';
import pg from 'pg';
import { secretText } from '../secret-text.ts';
import { wrongSettings } from '../sink-error.ts';
import { CopyQuery } from './copy-query.ts';
import type { PostgresSettings } from './postgres-options.ts';

async function secretIn(file: string): Promise<string> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw wrongSettings(`${file} cannot be read: check the path and its rights`, { cause });
  });
  return secretText(content, file);
}

/** The address to connect to, secrets filled in. */
export async function databaseUrl({ url, urlFile, passwordFile }: PostgresSettings): Promise<URL> {
  const text = url ?? (await secretIn(urlFile ?? '')).trim();
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw wrongSettings('the address of the database must be like postgres://user@host:5432/database');
  }
  if (passwordFile !== undefined) parsed.password = encodeURIComponent(await secretIn(passwordFile));
  return parsed;
}

/** How an address may be shown: without user, password and settings. */
export function shownAddress({ host, pathname }: URL): string {
  return `${host}${pathname}`;
}

const defaultPort = 5432;

/**
 * The socket for the driver. A host is dialed here, by whichever of its addresses answers first; the socket of a folder
 * (`?host=/run/postgresql`) is connected by the driver.
 */
async function socketTo(
  { hostname, port, searchParams }: URL,
  { connectTimeoutMs, lookUp }: PostgresSettings,
  signal: AbortSignal,
): Promise<Socket> {
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host === '' || host.startsWith('/')) return new Socket();
  const dialed = await dial({
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: Number(searchParams.get('port') ?? (port === '' ? defaultPort : port)),
    signal: AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)]),
    ...(lookUp === undefined ? {} : { lookUp }),
  });
  // The driver connects what it is given; this is connected already.
  const connect = (): Socket => {
    queueMicrotask(() => dialed.emit('connect'));
    return dialed;
  };
  return Object.assign(dialed, { connect });
}

/** One connection to PostgreSQL; when it dies another one must be made. */
export class Connection {
  readonly #client: pg.Client;
  readonly #socket: Socket;
  #isAlive = true;

  private constructor(client: pg.Client, socket: Socket) {
    this.#client = client;
    this.#socket = socket;
    const died = (): void => {
      this.#isAlive = false;
    };
    client.on('error', died);
    client.on('end', died);
  }

  /** Rejects with what the driver says, or the signal's reason. */
  static async open(url: URL, settings: PostgresSettings, signal: AbortSignal): Promise<Connection> {
    const { connectTimeoutMs, statementTimeoutMs } = settings;
    const socket = await socketTo(url, settings, signal);
    const client = new pg.Client({
      connectionString: url.href,
      stream: () => socket,
      application_name: 'sdmp-sinks',
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      // The server gives up first, unless it cannot be heard any more.
      query_timeout: statementTimeoutMs + connectTimeoutMs,
      keepAlive: true,
    });
    const connection = new Connection(client, socket);
    try {
      await connection.#abortable(client.connect(), signal);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    return connection;
  }

  get isAlive(): boolean {
    return this.#isAlive && !this.#socket.destroyed;
  }

  async query(
    text: string,
    values: unknown[] = [],
    signal?: AbortSignal,
  ): Promise<{ readonly rows: readonly Record<string, unknown>[]; readonly rowCount: number | null }> {
    const asked = this.#client.query<Record<string, unknown>>(text, values);
    return signal === undefined ? asked : this.#abortable(asked, signal);
  }

  /** Sends statements, the first of which copies these rows; they are one transaction. Returns how many rows were inserted. */
  async copy(text: string, rows: Uint8Array, signal: AbortSignal): Promise<number | undefined> {
    return this.#abortable(this.#client.query(new CopyQuery(text, rows)).done, signal);
  }

  async close(): Promise<void> {
    if (this.isAlive) await this.#client.end().catch(() => undefined);
    this.destroy();
  }

  destroy(): void {
    this.#isAlive = false;
    this.#socket.destroy();
  }

  /** Aborting costs the connection: the server may be anywhere in a statement. */
  async #abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    const stop = (): void => this.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await work;
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}
