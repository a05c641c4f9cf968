import type { MiddlewareHandler } from 'hono';
import { HttpProblem } from '../responses/http-problem.ts';
import type { ApiEnvironment } from '../server/api-parts.ts';
import { localCaller } from './caller.ts';
import type { FailureBrake } from './failure-brake.ts';
import type { KnownTokens } from './known-tokens.ts';

export interface AuthenticateOptions {
  /** Undefined: only this machine can ask, and it may do everything. */
  readonly tokens: KnownTokens | undefined;
  readonly brake: FailureBrake;
  /** Told of each failure, with the address it came from. */
  readonly onFailure: (address: string) => void;
}

const bearer = /^Bearer +([\w.~+/=-]+)$/i;

function refusal(detail: string): HttpProblem {
  return new HttpProblem(401, 'UNAUTHENTICATED', detail, { headers: { 'www-authenticate': 'Bearer' } });
}

/** Finds out who asks, by the bearer token. */
export function authenticate({ tokens, brake, onFailure }: AuthenticateOptions): MiddlewareHandler<ApiEnvironment> {
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
      await brake.hold(address, context.req.raw.signal);
      throw refusal('this token is not known');
    }
    context.set('caller', caller);
    return next();
  };
}
