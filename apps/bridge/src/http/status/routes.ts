import { Hono } from 'hono';
import { type Me, scopes } from '../me/schema.ts';
import { campaignsQuerySchema, ratesQuerySchema } from '../server/queries.ts';
import type { ApiEnvironment } from '../server/api-parts.ts';
import { demand } from '../access/caller.ts';
import { readQuery } from '../requests/read-query.ts';
import type { BridgeView } from '../server/bridge-view.ts';

/** How the bridge is, and its figures. */
export function stateRoutes(view: BridgeView): Hono<ApiEnvironment> {
  const routes = new Hono<ApiEnvironment>();
  routes.get('/me', ({ var: { caller }, json }) => {
    const me: Me = { name: caller.name, scopes: scopes.filter((scope) => caller.scopes.has(scope)) };
    return json(me);
  });
  routes.get('/status', (context) => {
    const { caller } = context.var;
    demand(caller, 'read');
    return context.json(view.status(caller.scopes.has('admin')));
  });
  routes.get('/upstreams', (context) => {
    demand(context.var.caller, 'read');
    return context.json(view.upstreams());
  });
  routes.get('/subscribers', (context) => {
    const { caller } = context.var;
    demand(caller, 'read');
    return context.json(view.subscribers(caller.scopes.has('admin')));
  });
  routes.get('/campaigns', (context) => {
    demand(context.var.caller, 'read');
    return context.json(view.campaigns(readQuery(campaignsQuerySchema, context.req.url).window));
  });
  routes.get('/rates', (context) => {
    demand(context.var.caller, 'read');
    return context.json(view.rates(readQuery(ratesQuerySchema, context.req.url).window));
  });
  return routes;
}
