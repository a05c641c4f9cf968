import { once } from 'node:events';
import type { Socket } from 'node:net';
import { explainTls, isTlsAlert, TlsFailure } from '@sdmp/dial';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeFrame, Framer, type WireEncoding } from '@sdmp/codec';
import { SdmpError } from '@sdmp/protocol';
import { defaultClientLimits } from '@sdmp/runtime/client';
import { formatEndpoint } from '@sdmp/terminal';
import { type OneConnection, openConnection, tlsFailed } from '../open-connection.ts';
import type { LogIn } from './log-in.ts';

export interface ExchangeOptions extends OneConnection {
  readonly encoding: WireEncoding;
  /** Comes before the messages; its answer is not handed on. */
  readonly logIn?: LogIn | undefined;
  readonly messages: AsyncIterable<string> | Iterable<string>;
  /** Silence after the last message that ends the exchange, milliseconds. */
  readonly quietMs: number;
  /** Number of frames that ends the exchange. */
  readonly count: number;
  /** One frame that came back. What it returns is waited for before more is read. */
  readonly onFrame: (text: string) => Promise<void>;
}

/**
 * Sends messages over one connection and hands on what comes back. Rejects with `CONNECT_FAILED`, `TLS_FAILED`,
 * `AUTHENTICATION_REFUSED` or, where no answer to that comes, `REQUEST_TIMEOUT`.
 */
export async function exchange(options: ExchangeOptions): Promise<void> {
  const socket = await openConnection(options);
  const known = Promise.withResolvers<void>();
  if (options.logIn === undefined) known.resolve();
  try {
    // Receiving ends the exchange; sending only when it fails.
    const sendingFails = new Promise<never>((_, reject) => {
      send(socket, options, known.promise).catch(reject);
    });
    await Promise.race([receive(socket, options, known.resolve), sendingFails]);
  } finally {
    socket.destroy();
  }
}

async function send(
  socket: Socket,
  { logIn, messages, encoding, quietMs }: ExchangeOptions,
  known: Promise<void>,
): Promise<void> {
  if (logIn !== undefined) {
    socket.write(encodeFrame(logIn.frame, { encoding }));
    await Promise.race([known, tooLate()]);
  }
  for await (const message of messages) {
    if (socket.destroyed) return;
    if (!socket.write(encodeFrame(message, { encoding }))) await once(socket, 'drain');
  }
  socket.setTimeout(quietMs);
}

/** Resolves at the count, after the quiet time, when the other side closes, or when aborted. */
async function receive(
  socket: Socket,
  { logIn, encoding, count, onFrame, signal, endpoint, tls }: ExchangeOptions,
  loggedIn: () => void,
): Promise<void> {
  const frames: string[] = [];
  const framer = new Framer({ frame: (text) => frames.push(text), oversized: () => undefined }, { encoding });
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    socket.destroy();
  };
  socket.once('timeout', stop);
  signal.addEventListener('abort', stop);
  let received = 0;
  let awaited = logIn;
  let isFirst = true;
  try {
    for await (const piece of socket) {
      const bytes = asBytes(piece);
      if (isFirst && tls === undefined && isTlsAlert(bytes)) {
        throw tlsFailed(`${formatEndpoint(endpoint)} speaks TLS: add --tls, or name its plain port`);
      }
      isFirst = false;
      framer.push(bytes);
      for (const frame of frames.splice(0)) {
        if (awaited?.isDone(frame) === true) {
          awaited = undefined;
          loggedIn();
          continue;
        }
        await onFrame(frame);
        received++;
        if (received === count) return;
      }
    }
  } catch (error) {
    // Leaving the loop destroys the socket; who is refused is to learn it all the same.
    if (tls !== undefined && error instanceof Error) {
      const explained = explainTls(error, endpoint);
      if (explained instanceof TlsFailure) throw tlsFailed(explained.message, error);
    }
    if (!socket.destroyed || error instanceof SdmpError) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) return;
  if (awaited !== undefined) throw closedBefore('the authentication was answered');
  if (received === 0 && !isOver) throw closedBefore('anything came back');
}

function closedBefore(what: string): SdmpError {
  return new SdmpError('CLOSED', `The connection was closed before ${what}`);
}

function asBytes(piece: unknown): Uint8Array {
  return piece instanceof Uint8Array ? piece : Buffer.from(String(piece));
}

async function tooLate(): Promise<never> {
  const { authenticationTimeoutMs } = defaultClientLimits;
  await delay(authenticationTimeoutMs, undefined, { ref: false });
  throw new SdmpError('REQUEST_TIMEOUT', `no answer to the authentication within ${authenticationTimeoutMs} ms`);
}
