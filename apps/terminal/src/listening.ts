import { type Endpoint, formatEndpoint, isLoopback } from './endpoint.ts';

export interface Listener extends Endpoint {
  /** Character encoding of the listener. */
  readonly encoding: string;
}

/** Returns the line that reports a listener's address. */
export function listeningLine(listener: Listener): string {
  return `listening ${listener.encoding === 'utf-16le' ? 'unicode' : 'ascii'} ${formatEndpoint(listener)}`;
}

/** Returns the warning about listeners without authentication, or undefined if only this machine can reach them. */
export function describeOpenness(listeners: readonly Endpoint[]): string | undefined {
  const open = listeners.filter(({ host }) => !isLoopback(host)).map(formatEndpoint);
  if (open.length === 0) return undefined;
  return `${open.join(', ')} can be reached from other machines: anyone who can connect may subscribe to every outcome`;
}
