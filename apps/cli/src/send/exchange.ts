import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeFrame, Framer, type WireEncoding } from '@sdmp/codec';
import { SdmpError } from '@sdmp/protocol';
import { describeError, type Endpoint, formatEndpoint } from '@sdmp/terminal';

export interface ExchangeOptions {
  readonly endpoint: Endpoint;
  readonly encoding: WireEncoding;
  readonly messages: AsyncIterable<string> | Iterable<string>;
  /** The exchange ends when, after the last message, nothing came for so long, milliseconds. */
  readonly quietMs: number;
  /** The exchange ends after so many frames. */
  readonly count: number;
  /** One frame that came back. What it returns is waited for before more is read. */
  readonly onFrame: (text: string) => Promise<void>;
  /** Ends the exchange. */
  readonly signal: AbortSignal;
}

/** Sends messages over one connection and hands on what comes back. Rejects with `CONNECT_FAILED`. */
export async function exchange(options: ExchangeOptions): Promise<void> {
  const socket = await open(options.endpoint, options.signal);
  try {
    // Receiving ends the exchange; sending only when it fails.
    const sendingFails = new Promise<never>((_, reject) => {
      send(socket, options).catch(reject);
    });
    await Promise.race([receive(socket, options), sendingFails]);
  } finally {
    socket.destroy();
  }
}

async function open(endpoint: Endpoint, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ ...endpoint, noDelay: true });
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (cause) {
    socket.destroy();
    signal.throwIfAborted();
    const why = describeError(cause);
    throw new SdmpError('CONNECT_FAILED', `Cannot connect to ${formatEndpoint(endpoint)} (${why})`, { cause });
  }
}

async function send(socket: Socket, { messages, encoding, quietMs }: ExchangeOptions): Promise<void> {
  for await (const message of messages) {
    if (socket.destroyed) return;
    if (!socket.write(encodeFrame(message, { encoding }))) await once(socket, 'drain');
  }
  socket.setTimeout(quietMs);
}

/** Resolves at the count, after the quiet time, when the other side closes, or when aborted. */
async function receive(socket: Socket, { encoding, count, onFrame, signal }: ExchangeOptions): Promise<void> {
  const frames: string[] = [];
  const framer = new Framer({ frame: (text) => frames.push(text), oversized: () => undefined }, { encoding });
  const stop = (): void => void socket.destroy();
  socket.once('timeout', stop);
  signal.addEventListener('abort', stop);
  let received = 0;
  try {
    for await (const piece of socket) {
      framer.push(asBytes(piece));
      for (const frame of frames.splice(0)) {
        await onFrame(frame);
        received++;
        if (received === count) return;
      }
    }
  } catch (error) {
    if (!socket.destroyed) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function asBytes(piece: unknown): Uint8Array {
  return piece instanceof Uint8Array ? piece : Buffer.from(String(piece));
}
