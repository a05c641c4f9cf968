import type { Connection, Submittable } from 'pg';

/** What is asked of the driver's connection here. Its types leave the last two out. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(bytes: Uint8Array): void;
  endCopyFrom(): void;
}

/** One message of statements, which are one transaction; the first of them copies rows from here. */
export class CopyQuery implements Submittable {
  /** How many rows were inserted; undefined when none of the statements inserts. */
  readonly done: Promise<number | undefined>;
  /** The driver puts another one here, which ends its time limit. */
  callback: () => void = () => undefined;
  readonly #text: string;
  readonly #rows: Uint8Array;
  readonly #settle = Promise.withResolvers<number | undefined>();
  #inserted: number | undefined;

  constructor(text: string, rows: Uint8Array) {
    this.#text = text;
    this.#rows = rows;
    this.done = this.#settle.promise;
  }

  submit(connection: Connection): void {
    (connection as unknown as CopyConnection).query(this.#text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.#rows);
    connection.endCopyFrom();
  }

  /** One for each statement; of an INSERT, with the number of its rows. */
  handleCommandComplete({ text = '' }: { readonly text?: string } = {}): void {
    const [, count] = /^INSERT \d+ (\d+)$/.exec(text) ?? [];
    if (count !== undefined) this.#inserted = Number(count);
  }

  handleReadyForQuery(): void {
    this.callback();
    this.#settle.resolve(this.#inserted);
  }

  /** Of the server, of the connection, or of the time limit. */
  handleError(error: Error): void {
    this.callback();
    this.#settle.reject(error);
  }
}
