/** The system's error codes in words, the same in every program, log and page. */
const networkErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'the address is in use',
  EADDRNOTAVAIL: 'this machine has no such address',
  EAI_AGAIN: 'the name server does not answer',
  ECONNABORTED: 'the connection was given up',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the peer reset the connection',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'no such host',
  EPERM: 'not permitted',
  EPIPE: 'the peer has closed the connection',
  ETIMEDOUT: 'no answer in time',
};

/** Returns the words for a code of the system, such as `ECONNREFUSED`; undefined for one that is not of connections. */
export function describeNetworkCode(code: string): string | undefined {
  return networkErrors[code];
}

/** Returns what became of a connection in words, with the address or the name where the error has one, on one line. */
export function describeNetworkError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, address, port, hostname }: NodeJS.ErrnoException & Place = error;
  // Several addresses have failed, each in its own words.
  const words = error.name === 'DialFailure' || code === undefined ? undefined : networkErrors[code];
  if (words === undefined) return error.message.split('\n', 1)[0] ?? '';
  const place = address === undefined ? hostname : placeOf(address, port);
  return place === undefined ? words : `${place}: ${words}`;
}

/** Where a system error says that it happened. */
interface Place {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

function placeOf(address: string, port: number | undefined): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return port === undefined ? address : `${host}:${port}`;
}
