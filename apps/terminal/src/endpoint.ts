export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const endpointForm = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/;

/** Parses `HOST:PORT`, `[::1]:6502` or, with a default port, `HOST`. Returns undefined if the text is invalid. */
export function readEndpoint(text: string, defaultPort?: number): Endpoint | undefined {
  const [, address, name, digits] = endpointForm.exec(text.trim()) ?? [];
  const host = address ?? name;
  const port = digits === undefined ? defaultPort : Number(digits);
  return host === undefined || port === undefined || port > 65_535 ? undefined : { host, port };
}

/** Formats an endpoint as `HOST:PORT`, with an IPv6 address in brackets. */
export function formatEndpoint({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Returns whether the Host header of an HTTP request names this machine, as `localhost:8080`. */
export function namesThisMachine(authority: string): boolean {
  try {
    return isLoopback(new URL(`http://${authority}`).hostname.replace(/^\[|\]$/g, ''));
  } catch {
    return false;
  }
}

/** Returns whether a host can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '0:0:0:0:0:0:0:1' || /^127(\.\d{1,3}){3}$/.test(host);
}

export interface Listener extends Endpoint {
  /** Character encoding of the listener. */
  readonly encoding: string;
  /** Whether it speaks TLS. */
  readonly tls?: unknown;
}

/** Returns the line that reports a listener's address. */
export function listeningLine(listener: Listener): string {
  const encoding = listener.encoding === 'utf-16le' ? 'unicode' : 'ascii';
  return `listening ${encoding}${listener.tls === undefined ? '' : '-tls'} ${formatEndpoint(listener)}`;
}

/** Returns the warning about listeners without authentication, or undefined if only this machine can reach them. */
export function describeOpenness(listeners: readonly Endpoint[]): string | undefined {
  const open = listeners.filter(({ host }) => !isLoopback(host)).map(formatEndpoint);
  if (open.length === 0) return undefined;
  return `${open.join(', ')} can be reached from other machines: anyone who can connect may subscribe to every outcome`;
}
