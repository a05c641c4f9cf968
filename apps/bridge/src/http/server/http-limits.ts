/** Every limit of HTTP connections, with its default. */
export interface HttpLimits {
  /** Connections at a time. Default 1,000. Above it: the oldest that is idle is closed for the newcomer; else one answered for health alone. */
  readonly maxConnections: number;
  /** The same for one address, or one IPv6 network of 64 bits. Default 500: a proxy in front is one address. */
  readonly maxConnectionsPerAddress: number;
  /** Connections beyond those, for /healthz and /readyz alone. Default 32. Above it: the oldest of them is closed. */
  readonly healthConnections: number;
  /** How long the head of a request may take from its connection or its first byte on, milliseconds. Default 10,000. Above it: 408. */
  readonly headersTimeoutMs: number;
  /** How long a request may take as a whole, its body included, milliseconds. Default 30,000. Above it: 408. */
  readonly requestTimeoutMs: number;
  /** How long a connection may be idle between requests, milliseconds. Default 5,000. Above it: closed. */
  readonly keepAliveMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  maxConnections: 1000,
  maxConnectionsPerAddress: 500,
  healthConnections: 32,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveMs: 5000,
};

/** How often connections are looked at for these times, milliseconds. */
const lookEveryMs = 1000;

/** Returns the limits that Node itself keeps, as options of its server. */
export function serverTimes({ headersTimeoutMs, requestTimeoutMs, keepAliveMs }: HttpLimits) {
  return {
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: Math.min(lookEveryMs, headersTimeoutMs),
  };
}
