import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { encodeFrame, Framer, type WireEncoding } from '@sdmp/codec';

/** One connection of a client, as the service sees it. */
export class ScriptedConnection {
  /** Every frame so far. */
  readonly received: string[] = [];
  readonly socket: Socket;
  readonly #encoding: WireEncoding;
  readonly #changed: (() => void)[] = [];
  #read = 0;

  constructor(socket: Socket, encoding: WireEncoding) {
    this.socket = socket;
    this.#encoding = encoding;
    const framer = new Framer({ frame: (text) => this.received.push(text), oversized: () => undefined }, { encoding });
    socket.on('data', (chunk) => {
      framer.push(chunk);
      this.#notify();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#notify();
    });
  }

  /** The next frame, in order. */
  async next(): Promise<string> {
    await this.until(() => this.received.length > this.#read);
    return this.received[this.#read++] ?? '';
  }

  /** The next frame that begins so; frames before it are passed over. */
  async nextOf(beginning: string): Promise<string> {
    for (;;) {
      const frame = await this.next();
      if (frame.startsWith(beginning)) return frame;
    }
  }

  /** Settles when the condition holds; it is looked at whenever something arrives. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#changed.push(resolve);
      });
    }
  }

  /** Writes frames, all in one piece. */
  send(...frames: string[]): void {
    this.socket.write(encodeFrame(frames.join('\0'), { encoding: this.#encoding }));
  }

  get isClosed(): boolean {
    return this.socket.closed || this.socket.readableEnded;
  }

  async closed(): Promise<void> {
    await this.until(() => this.isClosed);
  }

  /** Dies without a word. */
  kill(): void {
    this.socket.resetAndDestroy();
  }

  #notify(): void {
    for (const resolve of this.#changed.splice(0)) resolve();
  }
}

export interface ScriptedServiceOptions {
  readonly encoding?: WireEncoding;
  /** Answers every probe with MV and DA, as a dialer does. Default true. */
  readonly answersProbes?: boolean;
  /** Answers every EO with MV. Default true. */
  readonly acceptsRequests?: boolean;
}

/** A service whose every word the test writes; what it does by itself is said in the options. */
export class ScriptedService implements AsyncDisposable {
  readonly port: number;
  readonly connections: ScriptedConnection[] = [];
  readonly #server: Server;
  #taken = 0;

  private constructor(server: Server, options: ScriptedServiceOptions) {
    this.#server = server;
    const address = server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
    const { encoding = 'windows-1252', answersProbes = true, acceptsRequests = true } = options;
    server.on('connection', (socket) => {
      const connection = new ScriptedConnection(socket, encoding);
      const framer = new Framer(
        {
          frame: (text) => {
            if (text.startsWith('EO\\') && acceptsRequests) connection.send(`MV\\TK${tokenOf(text)}`);
            if (text.startsWith('VS\\') && answersProbes) connection.send(`MV\\TK${tokenOf(text)}`, 'DA');
          },
          oversized: () => undefined,
        },
        { encoding },
      );
      socket.on('data', (chunk) => {
        framer.push(chunk);
      });
      this.connections.push(connection);
      server.emit('taken');
    });
  }

  static async start(options: ScriptedServiceOptions = {}): Promise<ScriptedService> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedService(server, options);
  }

  /** The next connection, in order. */
  async connection(): Promise<ScriptedConnection> {
    while (this.connections.length <= this.#taken) await once(this.#server, 'taken');
    const connection = this.connections[this.#taken++];
    if (connection === undefined) throw new RangeError('no connection');
    return connection;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** TK of a frame; '' when it has none. */
export function tokenOf(frame: string): string {
  return /\\TK([^\\]*)/.exec(frame)?.[1] ?? '';
}
