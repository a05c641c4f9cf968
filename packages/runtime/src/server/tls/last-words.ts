import type { Socket } from 'node:net';

/** How long a peer that is told why it cannot stay may take to hear it, milliseconds. */
const graceMs = 500;

/** Writes the last bytes of a connection and ends it; nothing that still comes is looked at. */
export function endWith(socket: Socket, bytes: Uint8Array): void {
  socket.on('error', () => undefined);
  socket.end(bytes);
  // What is unread would turn the end into a reset, which may overtake the words.
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), graceMs);
  socket.once('close', () => clearTimeout(timer));
}
