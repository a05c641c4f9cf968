import type { Socket } from 'node:net';

/**
 * Makes an open TCP connection secure. Resolves with the socket that reads and writes what is encrypted on the way; closing either ends
 * both. Rejects when that fails, and the connection is closed.
 */
export type SecureSocket = (socket: Socket) => Promise<Socket>;
