import { defaultTenant } from '@sdmp/protocol';
import { z } from 'zod';
import { HttpProblem } from '../responses/http-problem.ts';
import { jsonType, type Resource, route } from '../server/route.ts';
import {
  abandonRuleSchema,
  campaignCountsSchema,
  campaignDaySchema,
  campaignSchema,
  campaignsSchema,
  windowSchema,
} from './schema.ts';

const notFound = 'no call of that campaign and tenant in the last day, or it is counted in `other`: see /campaigns';

/** Statistics per campaign. */
export const campaignsResource: Resource = {
  schemas: {
    AbandonRule: abandonRuleSchema,
    Campaign: campaignSchema,
    CampaignDay: campaignDaySchema,
    Campaigns: campaignsSchema,
    CampaignCounts: campaignCountsSchema,
  },
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
    getCampaignDay: route({
      method: 'get',
      path: '/campaigns/day',
      summary: 'The last 24 hours of one campaign: by the quarter of an hour, by agent and by reason.',
      scope: 'read',
      query: z.strictObject({
        campaign: z.string().default('').describe('Its name. Default: the campaign without a name.'),
        tenant: z.string().default(defaultTenant).describe(`Its tenant. Default: ${defaultTenant}.`),
      }),
      answer: { status: 200, description: 'The day.', type: jsonType, schema: campaignDaySchema },
      handle: ({ context, view, query }) => {
        const day = view.campaignDay(query);
        if (day === undefined) throw new HttpProblem(404, 'CAMPAIGN_NOT_FOUND', notFound);
        return context.json(day);
      },
    }),
  },
};
