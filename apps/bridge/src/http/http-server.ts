import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { SdmpError } from '@sdmp/protocol';
import { formatEndpoint } from '@sdmp/terminal';
import { Hono } from 'hono';
import type { Readiness } from './readiness.ts';

export interface HttpOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly readiness: () => Readiness;
  /** The metrics page and its type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

export interface HttpServer {
  /** `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

function routes({ readiness, metrics }: HttpOptions): Hono {
  return new Hono()
    .get('/healthz', (context) => context.text('ok\n'))
    .get('/readyz', (context) => {
      const state = readiness();
      return context.json(state, state.ready ? 200 : 503);
    })
    .get('/metrics', async (context) => {
      const { contentType, body } = await metrics();
      return context.body(body, 200, { 'content-type': contentType });
    });
}

/** Serves health, readiness and metrics. Rejects with `ADDRESS_IN_USE` or `LISTEN_FAILED`. */
export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { host, port } = options;
  const answer = getRequestListener(routes(options).fetch);
  const server = createServer((request, response) => void answer(request, response));
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (cause) {
    throw listenError(formatEndpoint({ host, port }), cause);
  }
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${formatEndpoint({ host, port: bound })}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function listenError(place: string, cause: unknown): SdmpError {
  const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
  if (isTaken) {
    const advice = 'the port is taken; stop what uses it or choose another with http.port';
    return new SdmpError('ADDRESS_IN_USE', `Cannot serve HTTP on ${place}: ${advice}`, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SdmpError('LISTEN_FAILED', `Cannot serve HTTP on ${place}: ${reason}`, { cause });
}
