import { type Endpoint, formatEndpoint, isLoopback } from './endpoint.ts';

export interface Listener extends Endpoint {
  /** Of what is spoken there. */
  readonly encoding: string;
}

/** The line that says where a listener is. */
export function listeningLine(listener: Listener): string {
  return `listening ${listener.encoding === 'utf-16le' ? 'unicode' : 'ascii'} ${formatEndpoint(listener)}`;
}

/** What can be said about listeners that ask nobody who he is; undefined when only this machine can reach them. */
export function describeOpenness(listeners: readonly Endpoint[]): string | undefined {
  const open = listeners.filter(({ host }) => !isLoopback(host)).map(formatEndpoint);
  if (open.length === 0) return undefined;
  return `${open.join(', ')} can be reached from other machines: whoever reaches it may subscribe to every outcome`;
}
