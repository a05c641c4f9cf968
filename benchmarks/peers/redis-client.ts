import { createClient } from '@redis/client';

/** A client that does not come back after its server has gone: what it had sent rejects. */
export function connectRedis(port: number) {
  const client = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: false } });
  // Without a listener a lost socket would end the process before the command says which one it was.
  client.on('error', () => undefined);
  return client.connect();
}
