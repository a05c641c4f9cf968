import type { Socket } from 'node:net';
import { dial, type TlsDialOptions, TlsFailure } from '@sdmp/dial';
import { SdmpError } from '@sdmp/protocol';
import { defaultClientLimits } from '@sdmp/runtime/client';
import { describeError, type Endpoint, formatEndpoint } from '@sdmp/terminal';

/** Where a command connects, once. */
export interface OneConnection {
  readonly endpoint: Endpoint;
  /** Undefined: plain TCP. */
  readonly tls: TlsDialOptions | undefined;
  readonly signal: AbortSignal;
}

/**
 * Connects once. Rejects with `CONNECT_FAILED`, also where there is no answer within the client's `connectTimeoutMs`, or `TLS_FAILED`,
 * and with the reason of the signal.
 */
export async function openConnection({ endpoint, tls, signal }: OneConnection): Promise<Socket> {
  const { connectTimeoutMs } = defaultClientLimits;
  const limit = AbortSignal.timeout(connectTimeoutMs);
  try {
    return await dial({ ...endpoint, signal: AbortSignal.any([signal, limit]), tls, socket: { noDelay: true } });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof TlsFailure) throw tlsFailed(cause.message, cause);
    const why = limit.aborted ? `no answer within ${connectTimeoutMs / 1000} s` : describeError(cause);
    throw new SdmpError('CONNECT_FAILED', `Cannot connect to ${formatEndpoint(endpoint)} (${why})`, { cause });
  }
}

/** Returns the error of a connection that TLS hinders. */
export function tlsFailed(words: string, cause?: unknown): SdmpError {
  return new SdmpError('TLS_FAILED', `Cannot connect: ${words}`, { cause });
}
