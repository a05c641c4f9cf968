import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { SdmpError } from '@sdmp/protocol';

/** Starts a server and returns where it listens. Throws `ADDRESS_IN_USE` (retryable) or `LISTEN_FAILED`. */
export async function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    if (isTaken)
      throw new SdmpError('ADDRESS_IN_USE', `${host}:${port} is in use: choose another port, or 0 for a free one`, {
        cause,
        retryable: true,
      });
    throw new SdmpError('LISTEN_FAILED', `Cannot listen on ${host}:${port}`, { cause });
  }
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new SdmpError('LISTEN_FAILED', 'The server has no TCP port');
  return address;
}
