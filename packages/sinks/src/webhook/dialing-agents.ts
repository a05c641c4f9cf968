import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions as SecureAgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { dial, type LookUp } from '@sdmp/dial';

/** What an agent asks for when it needs a connection; Node's types leave the options open. */
interface Wanted {
  readonly host?: string | null | undefined;
  readonly port?: string | number | null | undefined;
}
type Made = (error: Error | null, socket: Duplex) => void;

export interface Dialing {
  readonly lookUp: LookUp | undefined;
  /** How long connecting may take, milliseconds. */
  readonly timeoutMs: number;
  /** Ends what is being dialed. */
  readonly closing: AbortSignal;
}

/** Connects by whichever of the host's addresses answers first, and hands the socket to `use`. */
function dialFor(
  { host, port }: Wanted,
  { lookUp, timeoutMs, closing }: Dialing,
  use: (socket: Duplex) => void,
  made: Made,
): void {
  dial({
    host: host ?? 'localhost',
    port: Number(port),
    socket: { noDelay: true, keepAlive: true },
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), closing]),
    ...(lookUp === undefined ? {} : { lookUp }),
  }).then(use, (cause: Error) => (made as (error: Error) => void)(cause));
}

/** An agent for `http:` whose connections are dialed. */
export class DialingHttpAgent extends HttpAgent {
  readonly #dialing: Dialing;

  constructor(options: AgentOptions, dialing: Dialing) {
    super(options);
    this.#dialing = dialing;
  }

  override createConnection(options: Wanted, made?: Made): undefined {
    if (made !== undefined) dialFor(options, this.#dialing, (socket) => made(null, socket), made);
  }
}

/** The same for `https:`. */
export class DialingHttpsAgent extends HttpsAgent {
  readonly #dialing: Dialing;

  constructor(options: SecureAgentOptions, dialing: Dialing) {
    super(options);
    this.#dialing = dialing;
  }

  override createConnection(options: Wanted, made?: Made): undefined {
    if (made === undefined) return;
    const use = (socket: Duplex): void => {
      const secure = super.createConnection({ ...options, socket } as Parameters<HttpsAgent['createConnection']>[0]);
      if (secure !== null && secure !== undefined) made(null, secure);
    };
    dialFor(options, this.#dialing, use, made);
  }
}
