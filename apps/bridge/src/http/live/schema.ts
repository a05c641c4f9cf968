import { z } from 'zod';
import { sinksSchema } from '../sinks/schema.ts';
import { journalSchema, readinessShape } from '../status/schema.ts';
import { subscribersSchema } from '../subscribers/schema.ts';
import { timeSchema, wholeSchema } from '../schema/values.ts';
import { upstreamsSchema } from '../upstreams/schema.ts';

/** `event: tick` of GET /live, once a second. */
export const tickSchema = z.object({
  time: timeSchema.describe('End of the second.'),
  success: wholeSchema.describe('Recorded in that second.'),
  failure: wholeSchema,
  journal: journalSchema,
  upstreams: upstreamsSchema,
  subscribers: subscribersSchema,
  sinks: sinksSchema,
  incidentsRevision: wholeSchema.describe('Differs when GET /incidents may have changed.'),
  ...readinessShape,
});

export type Tick = z.output<typeof tickSchema>;
