import { z } from 'zod';
import { sinksSchema } from './sinks.ts';
import { journalSchema, readinessShape } from './status.ts';
import { subscribersSchema } from './subscribers.ts';
import { timeSchema, wholeSchema } from './times.ts';
import { upstreamsSchema } from './upstreams.ts';

/** `event: tick` of GET /live, once a second. */
export const tickSchema = z.object({
  time: timeSchema.describe('End of the second.'),
  success: wholeSchema.describe('Recorded in that second.'),
  failure: wholeSchema,
  journal: journalSchema,
  upstreams: upstreamsSchema,
  subscribers: subscribersSchema,
  sinks: sinksSchema,
  ...readinessShape,
});

export type Tick = z.output<typeof tickSchema>;

/** `event: gap` of GET /events: positions that cannot be delivered any more. */
export const gapSchema = z.object({
  from: wholeSchema.describe('First position that is missing.'),
  to: wholeSchema.describe('Position that delivery goes on from.'),
  reason: z.enum(['retention', 'damage']),
});

export type Gap = z.output<typeof gapSchema>;
