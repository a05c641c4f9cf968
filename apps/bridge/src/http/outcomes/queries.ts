import { z } from 'zod';
import { queryValues, unmask } from '../schema/query-values.ts';

const { flag, limit, name, position, time } = queryValues;

/** Which outcomes are wanted. */
export const outcomeFilters = {
  tenant: name.optional(),
  campaign: name.optional(),
  agent: name.optional().describe('Agent identifier, as it was recorded.'),
  session: name.optional().describe('Session identifier, as it was recorded.'),
  telephone: name.optional().describe('Whole telephone number, or its last digits (4 at least).'),
  reason: position.optional().describe('Code of the reason (RE).'),
  success: flag.optional(),
  unmask,
} as const;

/** GET /outcomes */
export const outcomesQuerySchema = z.strictObject({
  since: time.optional().describe('Recorded at or after this time.'),
  until: time.optional().describe('Recorded before this time.'),
  ...outcomeFilters,
  order: z.enum(['asc', 'desc']).default('desc').describe('desc: newest first.'),
  from: position.optional().describe('Position to begin at: `next` of the answer before.'),
  limit,
});

export type OutcomesQuery = z.output<typeof outcomesQuerySchema>;

/** GET /outcomes/{id} */
export const outcomeQuerySchema = z.strictObject({ unmask });
