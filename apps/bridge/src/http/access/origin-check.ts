import { isLoopback } from '@sdmp/terminal';
import type { MiddlewareHandler } from 'hono';
import { HttpProblem } from '../responses/http-problem.ts';

function hostOf(authority: string): string | undefined {
  try {
    return new URL(`http://${authority}`).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return undefined;
  }
}

/**
 * On loopback, only requests that name this machine: a page of another site whose name was made to lead here (DNS
 * rebinding) sends its own name.
 */
export function loopbackHostOnly(): MiddlewareHandler {
  return async (context, next) => {
    const host = hostOf(context.req.header('host') ?? '');
    if (host === undefined || !isLoopback(host)) {
      const detail = 'this address is for this machine alone: ask for it as localhost or 127.0.0.1';
      throw new HttpProblem(421, 'WRONG_HOST', detail);
    }
    await next();
  };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page of another origin may change nothing, unless it was allowed: browsers say where a request comes from. */
export function ownOriginOnly(allowed: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    const isOwn = origin === undefined || origin === new URL(context.req.url).origin || allowed.includes(origin);
    if (!isOwn && !safeMethods.has(context.req.method)) {
      throw new HttpProblem(403, 'FOREIGN_ORIGIN', 'pages of other origins may not do that: see http.corsOrigins');
    }
    await next();
  };
}
