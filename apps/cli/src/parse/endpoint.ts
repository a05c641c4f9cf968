import { type Endpoint, readEndpoint } from '@sdmp/terminal';
import { InvalidArgumentError } from 'commander';

/** Reads `HOST:PORT`, `[::1]:6502` or, with a default port, `HOST`. */
export function parseEndpoint(text: string, defaultPort?: number): Endpoint {
  const endpoint = readEndpoint(text, defaultPort);
  if (endpoint !== undefined) return endpoint;
  throw new InvalidArgumentError('An endpoint is HOST:PORT, such as 127.0.0.1:6502 or [::1]:6502.');
}
