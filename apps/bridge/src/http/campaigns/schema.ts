import { fewestAbandonedCalls } from '@sdmp/outcomes/statistics';
import { z } from 'zod';
import { timeSchema, wholeSchema } from '../schema/values.ts';

/** Windows that statistics can be asked for, and how long they are. */
export const windowNames = ['15m', '1h', '24h'] as const;
export type WindowName = (typeof windowNames)[number];

export const windowSchema = z.enum(windowNames);

/** What is counted, of one campaign or of all. */
const counts = {
  calls: wholeSchema,
  connects: wholeSchema.describe(
    'Successes: connected, or classified by an agent, or what the rules of the configuration say.',
  ),
  connectRate: z.number().min(0).max(1).nullable().describe('connects / calls; null without calls.'),
  answered: wholeSchema.describe('Calls that a person answered and an agent took.'),
  abandoned: wholeSchema.describe('Calls that a person answered while no agent was there.'),
  abandonRate: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('abandoned / (abandoned + answered); null while both are 0.'),
  isOverLimit: z
    .boolean()
    .describe(
      `Whether the abandon rate is above the limit for certain: at least ${fewestAbandonedCalls} calls were abandoned, and the lower end of the 95% interval of the rate is above it.`,
    ),
  contacts: wholeSchema.optional().describe('By the rules of the configuration; absent where it has none.'),
  rightParties: wholeSchema.optional().describe('The same.'),
  conversions: wholeSchema.optional().describe('The same.'),
  agents: wholeSchema.describe('Different agents.'),
  agentsIsAtLeast: z.boolean().describe('Whether there may be more agents than that: the limit was reached.'),
  topReasons: z.array(
    z.object({
      reason: z.int(),
      name: z.string().nullable().describe('Null for codes that are not known.'),
      count: wholeSchema,
    }),
  ),
  lastOutcomeAt: timeSchema.nullable(),
} as const;

export const campaignCountsSchema = z.object(counts);
export type CampaignCounts = z.output<typeof campaignCountsSchema>;

export const campaignSchema = z.object({ tenant: z.string(), campaign: z.string(), ...counts });
export type CampaignEntry = z.output<typeof campaignSchema>;

/** A reason that the rule of the abandon rate names. */
const ruleReasonSchema = z.object({ reason: z.int(), name: z.string() });

/** What is counted for an abandon rate. */
export const abandonRuleSchema = z
  .object({
    formula: z.string(),
    abandoned: z.array(ruleReasonSchema).describe('Reasons that count as abandoned.'),
    answered: z.array(ruleReasonSchema).describe('Reasons that count as answered.'),
  })
  .describe('What the abandon rate counts; every other reason counts as neither.');

/** GET /campaigns/day */
export const campaignDaySchema = z.object({
  ...campaignSchema.shape,
  abandonLimit: z.number().describe('Share of 1.'),
  abandonRule: abandonRuleSchema,
  asOf: timeSchema,
  complete: z.boolean().describe('False while the past is still being counted.'),
  stepMs: wholeSchema.describe('A quarter of an hour.'),
  from: timeSchema.describe('Start of the first step.'),
  steps: z
    .array(z.object({ calls: wholeSchema, connects: wholeSchema, answered: wholeSchema, abandoned: wholeSchema }))
    .describe('Oldest first; the last step is still filling.'),
  byAgent: z
    .array(z.object({ agent: z.string(), calls: wholeSchema, connects: wholeSchema }))
    .describe('The most calls first; empty where agentsIsAtLeast.'),
  byReason: z
    .array(
      z.object({
        reason: z.int(),
        name: z.string().nullable(),
        count: wholeSchema,
        result: z.enum(['answered', 'abandoned', 'neither']).describe('What it counts as for the abandon rate.'),
      }),
    )
    .describe('The most frequent first.'),
});

export type CampaignDay = z.output<typeof campaignDaySchema>;

/** GET /campaigns */
export const campaignsSchema = z.object({
  windowMs: z.number(),
  abandonLimit: z.number().describe('Share of 1.'),
  asOf: timeSchema,
  complete: z.boolean().describe('False while the past is still being counted.'),
  campaigns: z.array(campaignSchema),
  other: campaignCountsSchema.optional().describe('Campaigns beyond the limit of how many are told apart, together.'),
  total: campaignCountsSchema,
});

export type Campaigns = z.output<typeof campaignsSchema>;
