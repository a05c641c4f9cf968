import { jsonType, type Resource, route } from '../server/route.ts';
import { upstreamSchema, upstreamsSchema } from './schema.ts';

/** Dialers that outcomes come from. */
export const upstreamsResource: Resource = {
  schemas: { Upstream: upstreamSchema },
  routes: {
    listUpstreams: route({
      method: 'get',
      path: '/upstreams',
      summary: 'Dialers that outcomes come from.',
      scope: 'read',
      answer: { status: 200, description: 'Each dialer.', type: jsonType, schema: upstreamsSchema },
      handle: ({ context, view }) => context.json(view.upstreams()),
    }),
  },
};
