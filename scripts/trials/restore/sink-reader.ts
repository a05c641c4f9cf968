import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesSink, openSinkState, postgresSink, SinkRunner, webhookSink } from '../../built-packages.ts';
import type { PostgresServer } from '../../../packages/sinks/test/support/postgres-server.ts';
import type { RestoreReader, Session } from './restore-reader.ts';

type Sink = ReturnType<typeof filesSink>;

/** Runs a sink in sessions. What the receiver has stays when the journal goes back, and so does the sinks' own state. */
abstract class SinkReader implements RestoreReader {
  abstract readonly kind: string;
  abstract readonly got: ReadonlySet<number>;
  readonly isSink = true;
  told = 0;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  protected abstract makeSink(): Promise<Sink>;
  protected abstract look(): Promise<void>;

  async read({ journal, limit, signal }: Session): Promise<void> {
    const state = openSinkState(this.#directory);
    const error = (message: string): void => {
      if (/missed/.test(message)) this.told++;
    };
    const sink = await this.makeSink();
    const runner = new SinkRunner({
      name: this.kind,
      sink,
      journal,
      state,
      logger: { error },
      start: 'beginning',
      batch: { outcomes: 7 },
    });
    runner.start();
    while (!signal.aborted && runner.status.delivered < limit && runner.status.position < journal.end) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await runner.close();
    state.close();
    await this.look();
  }
}

/** Files of lines. */
export class FilesReader extends SinkReader {
  readonly kind = 'files';
  got = new Set<number>();
  readonly #files: string;

  constructor(directory: string) {
    super(directory);
    this.#files = join(directory, 'files');
  }

  protected async makeSink(): Promise<Sink> {
    return filesSink({ directory: this.#files, rotateOutcomes: 11 });
  }

  protected async look(): Promise<void> {
    const names = (await readdir(this.#files)).filter((name) => /\.ndjson(\.part)?$/.test(name));
    const texts = await Promise.all(names.map((name) => readFile(join(this.#files, name), 'utf8')));
    const lines = texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
    this.got = new Set(
      lines.map((line) => Number((JSON.parse(line) as { sessionIdentifier: string }).sessionIdentifier)),
    );
  }
}

interface Event {
  readonly id: string;
  readonly data: { readonly sessionIdentifier: string };
}

/** A receiver of webhooks that knows what it has by the ids of the events, as it is told to. */
export class WebhookReader extends SinkReader {
  readonly kind = 'webhook';
  readonly #byId = new Map<string, number>();
  readonly #server: Server;

  constructor(directory: string) {
    super(directory);
    this.#server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const read = JSON.parse(Buffer.concat(pieces).toString()) as Event | readonly Event[];
        for (const { id, data } of [read].flat())
          if (!this.#byId.has(id)) this.#byId.set(id, Number(data.sessionIdentifier));
        response.writeHead(204).end();
      });
    });
  }

  get got(): ReadonlySet<number> {
    return new Set(this.#byId.values());
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  protected async makeSink(): Promise<Sink> {
    if (!this.#server.listening) await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return webhookSink({ url: `http://127.0.0.1:${port}/` });
  }

  protected async look(): Promise<void> {
    // What was taken was noted as it came.
  }
}

/** A table of a real server. */
export class PostgresReader extends SinkReader {
  readonly kind = 'postgres';
  got = new Set<number>();
  readonly #server: PostgresServer;
  readonly #table: string;

  constructor(directory: string, server: PostgresServer, table: string) {
    super(directory);
    this.#server = server;
    this.#table = table;
  }

  async close(): Promise<void> {
    await this.#server.query(`DROP TABLE IF EXISTS "${this.#table}"`);
  }

  protected async makeSink(): Promise<Sink> {
    return postgresSink({ url: this.#server.url, table: this.#table });
  }

  protected async look(): Promise<void> {
    // A session that was to take nothing may end before the sink has made its table.
    const [made] = await this.#server.query(`SELECT to_regclass('"${this.#table}"') AS name`);
    if (made?.['name'] === null) return;
    const rows = await this.#server.query(`SELECT session_identifier FROM "${this.#table}"`);
    this.got = new Set(rows.map(({ session_identifier: number }) => Number(number)));
  }
}
