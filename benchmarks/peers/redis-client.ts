import { createClient } from '@redis/client';

/** Creates a client that does not reconnect, so that pending commands reject when the server exits. */
export function connectRedis(port: number) {
  const client = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: false } });
  // Without a listener a lost socket would end the process before the failing command is reported.
  client.on('error', () => undefined);
  return client.connect();
}
