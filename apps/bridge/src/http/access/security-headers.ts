import type { MiddlewareHandler } from 'hono';

/** For the page: its own scripts, styles, images and API, and nothing from elsewhere. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

const headers: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
];

/** On every answer. Answers with data are not to be kept by anyone on the way. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { res } = context;
    for (const [name, value] of headers) res.headers.set(name, value);
    if (!res.headers.has('content-security-policy')) res.headers.set('content-security-policy', apiPolicy);
    if (!res.headers.has('cache-control')) res.headers.set('cache-control', 'no-store');
  };
}
