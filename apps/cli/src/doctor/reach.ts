import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { lookup } from 'node:dns/promises';
import { TLSSocket } from 'node:tls';
import { describeNetworkError, dial, type TlsDialOptions, TlsFailure } from '@sdmp/dial';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import { type Endpoint, formatEndpoint } from '@sdmp/terminal';
import { formatDuration } from '../screen/format-duration.ts';
import { failed, ok, type Step, warning } from './step.ts';

const dayMs = 86_400_000;
/** A certificate that ends sooner is worth a warning. */
const soonMs = 30 * dayMs;

export async function resolveStep({ host }: Endpoint): Promise<Step> {
  if (isIP(host) > 0) return ok('resolve', `${host} is an address`);
  try {
    const addresses = (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);
    return ok('resolve', `${host} is ${addresses.join(', ')}`);
  } catch (error) {
    return failed('resolve', describeNetworkError(error), 'check the name and the name server, or give an IP address');
  }
}

/** A connection, or the step that says why there is none. */
export type Reached = { readonly socket: Socket; readonly tookMs: number } | { readonly step: Step };

/** Opens a connection. `limit` ends the attempt. */
export async function reach(
  endpoint: Endpoint,
  tls: TlsDialOptions | undefined,
  limit: AbortSignal,
  timeoutMs: number,
): Promise<Reached> {
  const startedAt = performance.now();
  try {
    const socket = await dial({ ...endpoint, tls, signal: limit, socket: { noDelay: true } });
    return { socket, tookMs: performance.now() - startedAt };
  } catch (error) {
    const name = tls === undefined ? 'connect' : 'TLS';
    const place = formatEndpoint(endpoint);
    if (limit.aborted) {
      const advice =
        tls === undefined
          ? 'a firewall may discard what is sent: check the address, the port and the rules on the way'
          : 'it may not speak TLS: try without --tls';
      return { step: failed(name, `${place} does not answer within ${formatDuration(timeoutMs)}`, advice) };
    }
    if (error instanceof TlsFailure) {
      return { step: failed('TLS', error.message, 'see docs/tls.md; --ca-file, --server-name, --certificate-file') };
    }
    const advice = `check that the service runs and listens there: the usual ports are ${asciiPort} (8-bit) and ${unicodePort} (Unicode)`;
    return { step: failed(name, describeNetworkError(error), advice) };
  }
}

export function connectStep(socket: Socket, tookMs: number): Step {
  const { remoteAddress: host = '', remotePort: port = 0 } = socket;
  return ok('connect', `${formatEndpoint({ host, port })} in ${formatDuration(tookMs)}`);
}

/** Says which TLS it is, and until when the certificate is right. */
export function tlsStep(socket: Socket, now = Date.now()): Step {
  if (!(socket instanceof TLSSocket)) return ok('TLS', 'none: the connection can be read and changed on its way');
  const until = Date.parse(socket.getPeerCertificate().valid_to);
  const found = `${socket.getProtocol() ?? 'TLS'}; the certificate is right until ${isoDay(until)}`;
  return until - now < soonMs ? warning('TLS', found, 'renew the certificate of the service') : ok('TLS', found);
}

function isoDay(time: number): string {
  return Number.isNaN(time) ? 'an unknown day' : new Date(time).toISOString().slice(0, 10);
}
