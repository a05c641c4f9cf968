import { z } from 'zod';
import { jsonType, type Resource, route } from '../server/route.ts';
import { campaignSchema, campaignsSchema, campaignCountsSchema, windowSchema } from './schema.ts';

/** Statistics per campaign. */
export const campaignsResource: Resource = {
  schemas: { Campaign: campaignSchema, Campaigns: campaignsSchema, CampaignCounts: campaignCountsSchema },
  routes: {
    listCampaigns: route({
      method: 'get',
      path: '/campaigns',
      summary: 'Statistics per campaign over a window.',
      scope: 'read',
      query: z.strictObject({ window: windowSchema.default('24h') }),
      answer: { status: 200, description: 'The statistics.', type: jsonType, schema: campaignsSchema },
      handle: ({ context, view, query }) => context.json(view.campaigns(query.window)),
    }),
  },
};
