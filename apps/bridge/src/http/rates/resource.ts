import { z } from 'zod';
import { windowSchema } from '../campaigns/schema.ts';
import { jsonType, type Resource, route } from '../server/route.ts';
import { ratesSchema } from './schema.ts';

/** Outcomes over time. */
export const ratesResource: Resource = {
  schemas: { Rates: ratesSchema },
  routes: {
    getRates: route({
      method: 'get',
      path: '/rates',
      summary: 'Outcomes over time.',
      scope: 'read',
      query: z.strictObject({ window: windowSchema.default('15m') }),
      answer: { status: 200, description: 'Counts per step.', type: jsonType, schema: ratesSchema },
      handle: ({ context, view, query }) => context.json(view.rates(query.window)),
    }),
  },
};
