import { isLoopback } from '@sdmp/terminal';
import { Hono } from 'hono';
import { apiBase } from './route.ts';
import type { ApiEnvironment } from './api-parts.ts';
import { type ApiRoutesOptions, apiRoutes } from './api-routes.ts';
import { loopbackHostOnly } from '../access/origin-check.ts';
import { securityHeaders } from '../access/security-headers.ts';
import { problemOf } from '../responses/http-problem.ts';
import type { PageFile } from '../page/page-files.ts';
import { pageRoutes } from '../page/page-routes.ts';
import type { Readiness } from './readiness.ts';

export interface BridgeAppOptions extends ApiRoutesOptions {
  /** Address that is listened on. */
  readonly host: string;
  readonly readiness: () => Readiness;
  /** The metrics page and its type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  readonly page: ReadonlyMap<string, PageFile>;
}

const healthPath = '/healthz';
const readinessPath = '/readyz';

/** Whether a request asks if the bridge is alive or ready: such are answered however many connections there are. */
export function isHealthCheck(target: string | undefined): boolean {
  return target === healthPath || target === readinessPath;
}

/** Everything that is served over HTTP. */
export function bridgeApp(options: BridgeAppOptions): Hono<ApiEnvironment> {
  const { host, readiness, metrics, page, view } = options;
  const app = new Hono<ApiEnvironment>();
  app.onError((error, { env: { incoming } }) => {
    const problem = problemOf(error);
    const { report } = view.parts;
    // A peer that goes away before its request has ended is no failure of this side.
    if (incoming.errored !== null) {
      const address = incoming.socket.remoteAddress ?? '?';
      report.report('httpRequestsUnreadable', { address, reason: 'the connection ended before the request did' });
      return problem.toResponse();
    }
    const { status, code } = problem;
    if (status === 500) report.report('httpRequestsFailed', { cause: error });
    else report.report('httpRequestsRejected', { status, code });
    return problem.toResponse();
  });
  app.use(securityHeaders());
  if (isLoopback(host)) app.use(loopbackHostOnly());
  app.get(healthPath, (context) => context.text('ok\n'));
  app.get(readinessPath, (context) => {
    const state = readiness();
    return context.json(state, state.ready ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    const { contentType, body } = await metrics();
    return context.body(body, 200, { 'content-type': contentType });
  });
  app.route(apiBase, apiRoutes(options));
  app.route('/', pageRoutes(page));
  return app;
}
