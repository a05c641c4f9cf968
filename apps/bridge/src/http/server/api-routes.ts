import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { ApiEnvironment } from './api-parts.ts';
import { ownOriginOnly } from '../access/origin-check.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import type { BridgeView } from './bridge-view.ts';
import type { EventStreams } from '../event-streams/event-streams.ts';
import { describeApi } from '../openapi/describe-api.ts';
import { resources } from '../resources.ts';
import type { Api, Route } from './route.ts';

/** Largest body of a request, bytes. Above it: 413. */
const maxBodyBytes = 4 * 1024 * 1024;
const preflightSeconds = 600;

export interface ApiRoutesOptions {
  readonly view: BridgeView;
  readonly streams: EventStreams;
  readonly authenticate: MiddlewareHandler<ApiEnvironment>;
  readonly corsOrigins: readonly string[];
}

/** The whole API, to be mounted at its base. */
export function apiRoutes({ view, streams, authenticate, corsOrigins }: ApiRoutesOptions): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();
  if (corsOrigins.length > 0) {
    const allowHeaders = ['authorization', 'content-type', 'last-event-id'];
    api.use(cors({ origin: [...corsOrigins], allowMethods: ['GET', 'POST'], allowHeaders, maxAge: preflightSeconds }));
  }
  api.use(ownOriginOnly(corsOrigins));
  const { parts } = view;
  let description: ReturnType<Api['describe']> | undefined;
  // Made for the first request: it takes a tenth of a start.
  const describe: Api['describe'] = () => (description ??= describeApi(resources, parts.version));
  const made: Api = { parts, view, streams, describe };
  const routes = resources.flatMap((resource) => Object.values(resource.routes));
  mount(api, made, routes.filter(needsNoToken));
  api.use(authenticate);
  api.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: () => {
        throw new HttpProblem(
          413,
          'BODY_TOO_LARGE',
          `the limit is ${maxBodyBytes} bytes a request: send fewer outcomes`,
        );
      },
    }),
  );
  mount(
    api,
    made,
    routes.filter((route) => !needsNoToken(route)),
  );
  return api;
}

function needsNoToken({ scope }: Route): boolean {
  return scope === undefined;
}

function mount(app: Hono<ApiEnvironment>, api: Api, routes: readonly Route[]): void {
  for (const { method, path, answerTo } of routes) {
    app.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1'), (context) => answerTo(context, api));
  }
}
