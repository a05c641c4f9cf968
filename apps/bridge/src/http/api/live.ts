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
