import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import { describeNetworkError, dial, explainTls, isTlsAlert, type LookUp } from '@sdmp/dial';
import type { ClientTls } from './client-tls.ts';
import { FrameReceiver } from './frame-receiver.ts';
import type { FrameRun } from './frame-run.ts';
import { StreamReceiver } from './stream-receiver.ts';

/** What a connection tells; nothing more after `lost`. */
interface ConnectionEvents {
  readonly opened: () => void;
  readonly frames: (run: FrameRun) => void;
  /** A run of outcomes, told when all of it has come. */
  readonly records: (run: FrameRun) => void;
  /** A frame above the limit was skipped. */
  readonly oversized: (excerpt: string) => void;
  /** Every frame that a chunk of bytes completed was told. */
  readonly chunkEnded: () => void;
  readonly lost: (reason: string) => void;
}

export interface Connection {
  readonly write: (bytes: Uint8Array) => void;
  /** Stops and starts reading. */
  readonly read: (isReading: boolean) => void;
  /** Ends the socket once everything is written. */
  readonly end: () => void;
  /** Ends it at once; tells nothing any more. */
  readonly destroy: () => void;
}

interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly encoding: WireEncoding;
  readonly maxFrameBytes: number;
  /** Whether the service may send outcomes in runs. */
  readonly takesRuns: boolean;
  readonly lookUp?: LookUp | undefined;
  /** Undefined: plain TCP. */
  readonly tls?: ClientTls | undefined;
}

export type OpenConnection = (settings: ConnectionSettings, events: ConnectionEvents) => Connection;

/** Idle time before the kernel checks the peer, milliseconds. Probes usually notice a dead one earlier. */
const keepAliveDelayMs = 30_000;

/** What is read from the socket at a time, at the most. */
const readBytes = 256 * 1024;

/** Opens a connection, plain or by TLS, by whichever of the host's addresses answers first. */
export const openTcpConnection: OpenConnection = (settings, events) => {
  const { host, port, encoding, maxFrameBytes, takesRuns, lookUp, tls } = settings;
  const options = { encoding, maxFrameBytes };
  const buffer = Buffer.allocUnsafeSlow(readBytes);
  const ending = new AbortController();
  let socket: Socket | undefined;
  let isTold = true;
  let isFirst = true;
  let whyBroken: string | undefined;
  const broken = (why: string): void => {
    whyBroken = why;
    socket?.destroy();
  };
  const receiver = takesRuns ? new StreamReceiver({ ...events, broken }, options) : new FrameReceiver(events, options);
  const lose = (reason: string): void => {
    if (isTold) events.lost(reason);
    isTold = false;
  };
  const open = (dialed: Socket): void => {
    let reason = 'the service closed the connection';
    socket = dialed;
    dialed.on('error', (error) => {
      reason = describeNetworkError(tls === undefined ? error : explainTls(error, settings));
    });
    // What is unfinished then is half a frame: it is not told.
    dialed.on('close', () => lose(whyBroken ?? reason));
    if (isTold) events.opened();
    else dialed.destroy();
  };
  const receive = (bytes: Buffer): void => {
    if (isFirst && tls === undefined && isTlsAlert(bytes)) {
      broken(`${host}:${port} speaks TLS: connect with TLS, or to its plain port`);
      return;
    }
    isFirst = false;
    receiver.push(bytes);
    events.chunkEnded();
  };
  const connect = async (): Promise<Socket> =>
    dial({
      host,
      port,
      signal: ending.signal,
      ...(lookUp === undefined ? {} : { lookUp }),
      tls: await tls?.dialOptions(),
      socket: {
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: keepAliveDelayMs,
        onread: {
          buffer,
          callback: (count) => {
            if (isTold && whyBroken === undefined) receive(buffer.subarray(0, count));
            return true;
          },
        },
      },
    });
  connect().then(open, (cause: unknown) => lose(describeNetworkError(cause)));
  return {
    write: (bytes) => {
      socket?.write(bytes);
    },
    read: (isReading) => {
      if (isReading) socket?.resume();
      else socket?.pause();
    },
    end: () => {
      isTold = false;
      ending.abort();
      socket?.destroySoon();
    },
    destroy: () => {
      isTold = false;
      ending.abort();
      socket?.destroy();
    },
  };
};
