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

/** Returns whether a host can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '0:0:0:0:0:0:0:1' || /^127(\.\d{1,3}){3}$/.test(host);
}
