import { setTimeout as sleep } from 'node:timers/promises';
import { addressKey, LoginThrottle } from '@sdmp/runtime/users';
import type { MiddlewareHandler } from 'hono';
import { HttpProblem } from '../responses/http-problem.ts';
import type { ApiEnvironment } from '../server/api-parts.ts';
import { localCaller } from './caller.ts';
import type { KnownTokens } from './known-tokens.ts';

export interface AuthenticateOptions {
  /** Undefined: only this machine can ask, and it may do everything. */
  readonly tokens: KnownTokens | undefined;
  /** Told of each failure, with the address it came from. */
  readonly onFailure: (address: string) => void;
}

/** Each failure of an address is answered twice as late as the one before. */
const throttling = {
  free: 0,
  delayMs: 250,
  delayCapMs: 5000,
  forgiveMs: 2 * 60_000,
  maxKeys: 1000,
  now: () => performance.now(),
} as const;

const bearer = /^Bearer +([\w.~+/=-]+)$/i;

function refusal(detail: string): HttpProblem {
  return new HttpProblem(401, 'UNAUTHENTICATED', detail, { headers: { 'www-authenticate': 'Bearer' } });
}

/** Finds out who asks, by the bearer token. */
export function authenticate({ tokens, onFailure }: AuthenticateOptions): MiddlewareHandler<ApiEnvironment> {
  const throttle = new LoginThrottle(throttling);
  return async (context, next) => {
    if (tokens === undefined) {
      context.set('caller', localCaller);
      return next();
    }
    const header = context.req.header('authorization');
    if (header === undefined) throw refusal('a token is needed: send the header Authorization: Bearer TOKEN');
    const [, token = ''] = bearer.exec(header) ?? [];
    const caller = tokens.find(token);
    if (caller === undefined) {
      const address = context.env.incoming.socket.remoteAddress ?? '';
      onFailure(address);
      const key = addressKey(address);
      throttle.failed(key);
      await sleep(throttle.delayOf(key), undefined, { signal: context.req.raw.signal }).catch(() => undefined);
      throw refusal('this token is not known');
    }
    context.set('caller', caller);
    return next();
  };
}
