import { z } from 'zod';
import { timeSchema, wholeSchema } from './times.ts';

/** The journal as it is now. */
export const journalSchema = z.object({
  id: z.string(),
  first: wholeSchema.describe('Oldest position held.'),
  end: wholeSchema.describe('Position of the next outcome.'),
  records: wholeSchema,
  bytes: wholeSchema,
  pendingBytes: wholeSchema.describe('Handed in and not yet on disk.'),
  oldestTime: timeSchema.optional(),
  newestTime: timeSchema.optional(),
  retainAgeMs: z.number(),
  retainBytes: z.number(),
  writable: z.boolean().describe('Whether the newest write went through.'),
});

export type JournalState = z.output<typeof journalSchema>;

export const readinessShape = {
  ready: z.boolean(),
  missing: z.array(z.string()).describe('What is not as it should be, a line each.'),
} as const;

/** GET /status */
export const statusSchema = z.object({
  version: z.string(),
  startedAt: timeSchema,
  ...readinessShape,
  journal: journalSchema,
  totals: z
    .object({ recorded: wholeSchema, delivered: wholeSchema })
    .describe('Since the start: outcomes recorded, and outcomes written to subscribers.'),
});

export type Status = z.output<typeof statusSchema>;
