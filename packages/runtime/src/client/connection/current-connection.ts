import type { ClientEdges } from '../client-edges.ts';
import type { ClientLog } from '../client-log.ts';
import type { ClientSettings } from '../client-options.ts';
import type { Connection } from './connection.ts';
import type { FrameWriter } from './frame-writer.ts';
import { Login, type LoginHost } from './login.ts';
import { ClientSession, type ClientSessionHost } from './client-session.ts';
import type { SupervisorEvent } from '../supervisor/supervision.ts';

export interface CurrentConnectionParts {
  readonly settings: ClientSettings;
  readonly edges: ClientEdges;
  readonly frames: FrameWriter;
  readonly log: ClientLog;
  readonly dispatch: (event: SupervisorEvent) => void;
  /** Every frame that a chunk of bytes completed was handed on. */
  readonly chunkEnded: () => void;
}

/** The current connection, and the conversation on it: first the login, where there are credentials, then the session. */
export class CurrentConnection {
  readonly #parts: CurrentConnectionParts;
  #connection: Connection | undefined;
  #login: Login | undefined;
  #session: ClientSession | undefined;

  constructor(parts: CurrentConnectionParts) {
    this.#parts = parts;
  }

  get session(): ClientSession | undefined {
    return this.#session;
  }

  open(attempt: number): void {
    const { settings, edges, dispatch, chunkEnded } = this.#parts;
    this.#connection = edges.open(settings, {
      opened: () => {
        if (settings.tls?.isInsecure === true) {
          settings.events.report('connectionsInsecure', { address: `${settings.host}:${settings.port}` });
        }
        dispatch({ type: 'opened', attempt });
      },
      frames: (run) => (this.#session ?? this.#login)?.frames(run),
      records: (run) => this.#session?.records(run),
      oversized: (excerpt) => this.#session?.oversized(excerpt),
      chunkEnded,
      lost: (reason) => dispatch({ type: 'lost', attempt, reason, chance: edges.random() }),
    });
  }

  authenticate(attempt: number): void {
    const { settings, edges, frames, log, dispatch } = this.#parts;
    const { credentials, encoding } = settings;
    const connection = this.#connection;
    if (connection === undefined || credentials === undefined) return;
    const host: LoginHost = {
      authenticated: () => dispatch({ type: 'authenticated', attempt }),
      refused: (error) => dispatch({ type: 'refused', attempt, error }),
      failed: (reason) => dispatch({ type: 'lost', attempt, reason, chance: edges.random() }),
      unexpected: (message) => log.unexpected(message),
    };
    this.#login = new Login({ credentials, connection, encoding, frames, host });
    this.#login.start();
  }

  /** The session on this connection; undefined when the connection is gone. */
  startSession(host: ClientSessionHost): ClientSession | undefined {
    const connection = this.#connection;
    if (connection === undefined) return undefined;
    const { settings, edges, frames } = this.#parts;
    const { heartbeatIntervalMs: intervalMs, heartbeatTimeoutMs: timeoutMs, encoding } = settings;
    const heartbeat = { intervalMs, timeoutMs };
    this.#login = undefined;
    this.#session = new ClientSession({ connection, clock: edges.clock, heartbeat, encoding, frames, host });
    return this.#session;
  }

  /** Ends it at once. */
  drop(): void {
    this.#stop((connection) => connection.destroy());
  }

  /** Ends it in order, once everything is written. */
  finish(): void {
    this.#stop((connection) => connection.end());
  }

  #stop(end: (connection: Connection) => void): void {
    this.#login?.stop();
    this.#session?.stop();
    if (this.#connection !== undefined) end(this.#connection);
    // A reader that comes back later has nobody to tell.
    this.#login = undefined;
    this.#session = undefined;
    this.#connection = undefined;
  }
}
