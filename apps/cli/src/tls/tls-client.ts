import { secureConnection } from '@sdmp/dial';
import { type ClientTlsOptions, tlsDialOptions } from '@sdmp/runtime/client';
import { describeError, type Endpoint, say, type Terminal } from '@sdmp/terminal';
import type { SecureSocket } from '@sdmp/testkit';

/**
 * Reads the files of TLS, and returns how connections to a target become secure, by the files as they are at each. What hinders one is
 * said, in a line. Rejects with `TLS_SETTINGS`.
 */
export async function secureAsClient(
  tls: ClientTlsOptions,
  target: Endpoint,
  terminal: Terminal,
): Promise<SecureSocket> {
  await tlsDialOptions(tls);
  return async (socket) => {
    try {
      return await secureConnection(socket, await tlsDialOptions(tls), target);
    } catch (error) {
      say(terminal, `sdmp: ${describeError(error)}`);
      throw error;
    }
  };
}
