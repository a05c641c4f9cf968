import { z } from 'zod';
import { jsonType, type Resource, route } from '../server/route.ts';
import { campaignSchema, campaignsSchema, figuresSchema, windowSchema } from './schema.ts';

/** Figures per campaign. */
export const campaignsResource: Resource = {
  schemas: { Campaign: campaignSchema, Campaigns: campaignsSchema, Figures: figuresSchema },
  routes: {
    listCampaigns: route({
      method: 'get',
      path: '/campaigns',
      summary: 'Figures per campaign over a window.',
      scope: 'read',
      query: z.strictObject({ window: windowSchema.default('24h') }),
      answer: { status: 200, description: 'The figures.', type: jsonType, schema: campaignsSchema },
      handle: ({ context, view, query }) => context.json(view.campaigns(query.window)),
    }),
  },
};
