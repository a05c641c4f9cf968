import { z } from 'zod';
import { conditionShape } from '../schema/condition.ts';
import { timeSchema, wholeSchema } from '../schema/values.ts';

/** What a subscriber or a sink wants; an absent member means any. */
export const filterSchema = z.object({
  tenant: z.string().optional(),
  campaign: z.string().optional(),
  success: z.boolean(),
  failure: z.boolean(),
});

/** One request of an SDMP subscriber. */
export const subscriberSchema = z.object({
  tenant: z.string().describe('Empty when the request named none.'),
  persistToken: z
    .string()
    .optional()
    .describe('Masked but for its end, unless the caller has the scope admin. Absent: it ends with its socket.'),
  transactionIdentifier: z.string(),
  state: z.enum(['live', 'rolling', 'parked']),
  remote: z.string().optional().describe('Address and port; absent while parked.'),
  user: z.string().optional().describe('Who asked for it, where subscribers authenticate; absent while parked.'),
  filter: filterSchema.optional().describe('Absent while parked: the next request says it anew.'),
  position: wholeSchema.describe('Next position to be confirmed.'),
  backlog: wholeSchema.describe('Recorded outcomes from there to the end, whether they match or not.'),
  ratePerSecond: z.number().describe('Positions confirmed a second, over the last seconds.'),
  expiresAt: timeSchema.optional().describe('When it is forgotten unless it comes back; only while parked.'),
  ...conditionShape('subscriber'),
});

export type SubscriberEntry = z.output<typeof subscriberSchema>;

/** Subscribers in one answer at most. */
export const maxSubscribersListed = 1000;

/** GET /subscribers: first those with a socket, then the parked ones; `maxSubscribersListed` at most. */
export const subscribersSchema = z.array(subscriberSchema);
