import { z } from 'zod';
import { timeSchema, wholeSchema } from '../schema/values.ts';

/** GET /rates */
export const ratesSchema = z.object({
  stepMs: z.number(),
  from: timeSchema.describe('Start of the first step.'),
  complete: z.boolean().describe('False while the past is still being counted.'),
  success: z.array(wholeSchema).describe('Outcomes per step, oldest first; the last step is still filling.'),
  failure: z.array(wholeSchema),
});

export type Rates = z.output<typeof ratesSchema>;
