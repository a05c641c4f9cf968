import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { SdmpError } from '@sdmp/protocol';
import type { TlsListenOptions } from '@sdmp/runtime';
import { addressKey } from '@sdmp/runtime/users';
import { formatEndpoint } from '@sdmp/terminal';
import type { BridgeEventLog } from '../../log/bridge-events.ts';
import type { ApiParts } from './api-parts.ts';
import { authenticate } from '../access/authenticate.ts';
import { KnownTokens } from '../access/known-tokens.ts';
import type { TokenChanges } from '../access/token-list.ts';
import { bridgeApp, isHealthCheck } from './bridge-app.ts';
import { BridgeView } from './bridge-view.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { problemType } from '../schema/problem.ts';
import { type EventStreamLimits, EventStreams } from '../event-streams/event-streams.ts';
import { loadPage } from '../page/page-files.ts';
import { type HttpsEventLog, httpsFront } from './https-front.ts';
import { ConnectionPlaces } from './connection-places.ts';
import { RefusalPace } from './refusal-pace.ts';
import { RequestTurns } from './request-turns.ts';
import { defaultHttpLimits, type HttpLimits, serverTimes } from './http-limits.ts';

export interface HttpOptions extends Partial<EventStreamLimits>, Partial<HttpLimits> {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Serve by TLS alone; undefined: in the clear. */
  readonly tls?: { readonly listen: TlsListenOptions; readonly events: HttpsEventLog } | undefined;
  /** Who may use the API; undefined: everyone on this machine. */
  readonly tokensFile: string | undefined;
  /** Pages of other origins that may use the API. */
  readonly corsOrigins: readonly string[];
  /** Folder with the page's files; without it there is no page. */
  readonly pageDirectory: string;
  readonly parts: ApiParts;
  /** The metrics page and its type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

export type PlannedTokens = () => TokenChanges;

export interface HttpServer {
  /** `http://127.0.0.1:8080`. */
  readonly url: string;
  /**
   * Reads the file of tokens again; what comes back takes them over, and ends the streams of those whose token is not what
   * it was. Rejects when the file cannot be used; then nothing changes. Undefined where no tokens are asked for.
   */
  readonly planTokens: () => Promise<PlannedTokens | undefined>;
  /** Ends every request and stream. */
  readonly close: () => Promise<void>;
}

/** Connections that wait to be accepted; the kernel has a limit of its own. Beyond it newcomers try again after seconds. */
const acceptBacklog = 4096;

/**
 * Serves health, readiness, metrics, the API and the page. Rejects with `ADDRESS_IN_USE`, `LISTEN_FAILED`,
 * `TLS_SETTINGS`, `InvalidTokensError`, `PageTooLargeError`, and with the error of the file of tokens when it cannot be read.
 */
export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { host, port, tokensFile, pageDirectory, parts, metrics, corsOrigins, tls } = options;
  const tokens = tokensFile === undefined ? undefined : await KnownTokens.load(tokensFile);
  const page = await loadPage(pageDirectory);
  const streams = new EventStreams(options, parts.report);
  const view = new BridgeView(parts);
  const onFailure = (address: string): void => {
    parts.report.report('httpTokensRefused', { address });
  };
  const app = bridgeApp({
    host,
    view,
    streams,
    page,
    metrics,
    corsOrigins,
    readiness: parts.readiness,
    authenticate: authenticate({ tokens, onFailure }),
  });
  const limits = { ...defaultHttpLimits, ...options };
  const places = new ConnectionPlaces({
    limits,
    onLimit: (address, limit) => parts.report.report('httpConnectionsRefused', { address, limit }),
  });
  const turns = new RequestTurns({
    held: (address, limit) => parts.report.report('httpConnectionsHeld', { address, limit }),
  });
  const pace = new RefusalPace({
    held: (address, limit) => parts.report.report('httpRefusalsHeld', { address, limit }),
  });
  const server = httpServer(limits, { places, turns, pace }, (request, bindings) => app.fetch(request, bindings));
  reportRefused(server, parts.report);
  const front = tls === undefined ? undefined : await httpsFront(server, tls.listen, tls.events);
  const listener = front?.listener ?? server;
  try {
    listener.listen({ host, port, backlog: acceptBacklog });
    await once(listener, 'listening');
  } catch (cause) {
    front?.close();
    await view.close();
    throw listenError(formatEndpoint({ host, port }), cause);
  }
  const bound = (listener.address() as AddressInfo).port;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${formatEndpoint({ host, port: bound })}`,
    planTokens: async () => {
      const take = await tokens?.plan();
      if (tokens === undefined || take === undefined) return undefined;
      return () => {
        const changes = take();
        streams.keep((caller) => tokens.has(caller));
        return changes;
      };
    },
    close: async () => {
      const closed = once(server, 'close');
      front?.close();
      server.close();
      streams.close();
      server.closeAllConnections();
      await closed;
      await view.close();
    },
  };
}

/** What a request passes before it begins. */
interface Gates {
  readonly places: ConnectionPlaces;
  readonly turns: RequestTurns;
  readonly pace: RefusalPace;
}

function httpServer(
  limits: HttpLimits,
  { places, turns, pace }: Gates,
  fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>,
): Server {
  const answer = getRequestListener((request, bindings) => fetch(request, bindings as HttpBindings));
  const server = createServer(serverTimes(limits), (request, response) => {
    const { socket } = request;
    const lane = places.begin(socket);
    const address = addressKey(socket.remoteAddress ?? '?');
    response.once('close', () => {
      places.end(socket);
      if (isRefusal(response.statusCode)) pace.refused(address);
    });
    if (isHealthCheck(request.url)) {
      if (lane === 'health') response.setHeader('connection', 'close');
      void answer(request, response);
    } else if (lane === 'health') {
      refuseRequest(response);
    } else {
      pace.ask(address, socket, () =>
        turns.ask(address, socket, () => {
          // Nobody is there any more to be answered.
          if (!socket.destroyed) void answer(request, response);
        }),
      );
    }
  });
  server.on('connection', (socket) => places.admit(socket));
  return server;
}

/** Whether a status says that the request was wrong. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}

/** Answers on a connection that was let in for health checks alone. */
function refuseRequest(response: ServerResponse): void {
  const detail = 'too many connections are open: come back later';
  const problem = new HttpProblem(503, 'TOO_MANY_CONNECTIONS', detail);
  response.writeHead(503, { 'content-type': problemType, 'retry-after': '5', connection: 'close' });
  response.end(`${JSON.stringify(problem)}\n`);
}

/** Reports what never becomes a request; without a listener of its own Node answers and says nothing. */
function reportRefused(server: Server, report: BridgeEventLog): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const reason = error.code ?? error.name;
    const address = socket instanceof Socket ? socket.remoteAddress : undefined;
    report.report('httpRequestsUnreadable', { address: address ?? '?', reason });
    if (socket.writable)
      socket.write(`HTTP/1.1 ${unreadableStatus[reason] ?? '400 Bad Request'}\r\nconnection: close\r\n\r\n`);
    socket.destroy(error);
  });
}

/** What Node itself answers. */
const unreadableStatus: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function listenError(place: string, cause: unknown): SdmpError {
  const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
  if (isTaken) {
    const advice = 'the port is taken; stop what uses it or choose another with http.port';
    return new SdmpError('ADDRESS_IN_USE', `Cannot serve HTTP on ${place}: ${advice}`, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SdmpError('LISTEN_FAILED', `Cannot serve HTTP on ${place}: ${reason}`, { cause });
}
