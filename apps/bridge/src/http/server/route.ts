import type { Context } from 'hono';
import type { z } from 'zod';
import type { Caller } from '../access/caller.ts';
import { demand } from '../access/caller.ts';
import type { EventStreams } from '../event-streams/event-streams.ts';
import { readQuery } from '../requests/read-query.ts';
import type { ApiEnvironment, ApiParts } from './api-parts.ts';
import type { BridgeView } from './bridge-view.ts';

/** Everything is under this path. */
export const apiBase = '/api/v1';

export const jsonType = 'application/json';
export const eventStreamType = 'text/event-stream';

/** What the API is made of, for its handlers. */
export interface Api {
  readonly parts: ApiParts;
  readonly view: BridgeView;
  readonly streams: EventStreams;
  /** Returns the description, OpenAPI 3.1. */
  readonly describe: () => Readonly<Record<string, unknown>>;
}

export interface ApiRequest<Query> extends Api {
  readonly context: Context<ApiEnvironment>;
  readonly caller: Caller;
  /** Checked against the route's schema. */
  readonly query: Query;
}

/** What the description says of a route. */
export interface RouteDescription {
  readonly method: 'get' | 'post';
  /** Under the base; `{name}` is a parameter. */
  readonly path: string;
  readonly summary: string;
  /** Scope that the token must have; any: whatever it has. Absent: no token is needed. */
  readonly scope?: 'read' | 'write' | 'admin' | 'any';
  readonly query?: z.ZodObject;
  /** Media types of the body and what it must be. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  readonly answer: {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    readonly type?: string;
    readonly schema?: z.ZodType;
  };
}

type Answer = Response | Promise<Response>;

/** One thing that can be asked for: how it is described, who may ask, and what answers. */
export interface Route extends RouteDescription {
  /** Checks scope and query as the row says, then answers. */
  readonly answerTo: (context: Context<ApiEnvironment>, api: Api) => Answer;
}

interface RouteRow<Query extends z.ZodObject> extends RouteDescription {
  /** Absent: the query is not looked at. */
  readonly query?: Query;
  readonly handle: (request: ApiRequest<z.output<Query>>) => Answer;
}

/** Returns the route of a row. Scope and query are enforced here, so that no handler can forget them. */
export function route<Query extends z.ZodObject>({ handle, ...description }: RouteRow<Query>): Route {
  const { scope, query: schema } = description;
  return {
    ...description,
    answerTo: (context, api) => {
      const { caller } = context.var;
      if (scope !== undefined && scope !== 'any') demand(caller, scope);
      const query = schema === undefined ? noQuery : readQuery(schema, context.req.url);
      return handle({ ...api, context, caller, query: query as z.output<Query> });
    },
  };
}

const noQuery = {};

/** A resource of the API: its routes by the name of the operation, and the schemas that have a name in the description. */
export interface Resource {
  readonly routes: Readonly<Record<string, Route>>;
  readonly schemas: Readonly<Record<string, z.ZodType>>;
}
