import { z } from 'zod';
import { HttpProblem } from '../responses/http-problem.ts';
import { queryValues } from '../schema/query-values.ts';
import { jsonType, type Resource, route } from '../server/route.ts';
import { describeUpstreamHistory } from './describe-upstream.ts';
import { upstreamHistorySchema, upstreamSchema, upstreamsSchema } from './schema.ts';

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
    getUpstreamHistory: route({
      method: 'get',
      path: '/upstreams/{name}/history',
      summary: 'What a dialer sent in each minute of the last hours since the start, and when its link was up.',
      scope: 'read',
      query: z.strictObject({ minutes: queryValues.minutes }),
      answer: { status: 200, description: 'Figures per minute.', type: jsonType, schema: upstreamHistorySchema },
      handle: ({ context, parts, query }) => {
        const history = parts.upstreamHistory(context.req.param('name') ?? '', query.minutes);
        if (history === undefined) {
          throw new HttpProblem(404, 'UPSTREAM_NOT_FOUND', 'no upstream has that name: see /upstreams');
        }
        return context.json(describeUpstreamHistory(history));
      },
    }),
  },
};
