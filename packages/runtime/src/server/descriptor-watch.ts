import { createSocket } from 'node:dgram';

/** How often it is looked whether file descriptors are left, milliseconds. */
const checkMs = 1000;

/**
 * Calls back with the error when the process cannot open a file descriptor, once a check. Without one the system's queue of
 * newcomers is emptied by closing them, of which a listener hears nothing. Returns what ends the watch.
 */
export function watchDescriptors(onNone: (cause: NodeJS.ErrnoException) => void): () => void {
  let isChecking = false;
  const check = (): void => {
    if (isChecking) return;
    isChecking = true;
    const socket = createSocket('udp4');
    const done = (): void => {
      isChecking = false;
      socket.close();
    };
    socket.once('listening', done);
    socket.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EMFILE' || cause.code === 'ENFILE') onNone(cause);
      done();
    });
    socket.bind({ address: '127.0.0.1', port: 0, exclusive: true });
  };
  const timer = setInterval(check, checkMs).unref();
  return () => clearInterval(timer);
}
