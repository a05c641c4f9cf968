import { namesThisMachine } from '@sdmp/terminal';
import type { MiddlewareHandler } from 'hono';
import { HttpProblem } from '../responses/http-problem.ts';

/**
 * On loopback, only requests that name this machine: a page of another site whose name was made to lead here (DNS
 * rebinding) sends its own name.
 */
export function loopbackHostOnly(): MiddlewareHandler {
  return async (context, next) => {
    if (!namesThisMachine(context.req.header('host') ?? '')) {
      const detail = 'this address is for this machine alone: ask for it as localhost or 127.0.0.1';
      throw new HttpProblem(421, 'WRONG_HOST', detail);
    }
    await next();
  };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a browser says of a request; other programs say nothing, and pages cannot change it. */
interface Provenance {
  readonly origin: string | undefined;
  /** Sec-Fetch-Site. */
  readonly site: string | undefined;
  /** Sec-Fetch-Mode. */
  readonly mode: string | undefined;
  readonly method: string;
  readonly ownOrigin: string;
}

/**
 * Returns whether a request was made by a page of another origin that is not allowed. Such a page may link here, which is a GET to
 * `navigate`; any other request it could not read, but it would change things or take up event streams.
 */
function isForeign({ origin, site, mode, method, ownOrigin }: Provenance, allowed: readonly string[]): boolean {
  if (site === 'same-origin' || (origin !== undefined && allowed.includes(origin))) return false;
  if (origin !== undefined) return origin !== ownOrigin;
  const isElsewhere = site === 'cross-site' || site === 'same-site';
  return isElsewhere && !(safeMethods.has(method) && mode === 'navigate');
}

/** Refuses requests of pages of other origins that are not allowed: browsers say where a request comes from. */
export function ownOriginOnly(allowed: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const { method, url } = context.req;
    const [origin, site, mode] = ['origin', 'sec-fetch-site', 'sec-fetch-mode'].map((name) => context.req.header(name));
    if (isForeign({ origin, site, mode, method, ownOrigin: new URL(url).origin }, allowed)) {
      throw new HttpProblem(403, 'FOREIGN_ORIGIN', 'pages of other origins may not do that: see http.corsOrigins');
    }
    await next();
  };
}
