import { z } from 'zod';
import { conditionShape } from '../schema/condition.ts';
import { timeSchema, wholeSchema } from '../schema/values.ts';

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
  ...conditionShape('journal'),
});

export type JournalState = z.output<typeof journalSchema>;

export const readinessShape = {
  ready: z.boolean(),
  missing: z.array(z.string()).describe('What is not as it should be, a line each.'),
} as const;

/** Something that was dropped, refused, limited, retried or skipped; `docs/reliability.md` lists all there are. */
export const happenedSchema = z.object({
  event: z.string(),
  of: z.string().describe('What reported it: `service`, `journal`, `upstream NAME`, `sink NAME`, `bridge`.'),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  count: wholeSchema.describe('Since the start.'),
  lastAt: timeSchema,
  line: z.string().optional().describe('The newest log line; for `admin`, for it may name a persist token.'),
});

export type Happened = z.output<typeof happenedSchema>;

/** GET /status */
export const statusSchema = z.object({
  version: z.string(),
  startedAt: timeSchema,
  ...readinessShape,
  journal: journalSchema,
  events: z.array(happenedSchema).describe('What an operator should hear of, of each kind that has happened.'),
  clock: z
    .object({
      steps: wholeSchema.describe('Times that the wall clock was set since the start.'),
      lastStep: z
        .object({ at: timeSchema, byMs: z.number().describe('Below 0: back.') })
        .optional()
        .describe('The newest of them.'),
      retentionWaits: z
        .object({
          aheadMs: z.number().describe('How far the clock is ahead of where the journal expects it; below 0: behind.'),
          leftMs: z.number().describe('When it still says so in this time, it is believed.'),
        })
        .optional()
        .describe('Present while retention by age does not go by the clock.'),
    })
    .describe('What is known of the clock of the bridge.'),
  totals: z
    .object({ recorded: wholeSchema, delivered: wholeSchema })
    .describe('Since the start: outcomes recorded, and outcomes written to subscribers.'),
});

export type Status = z.output<typeof statusSchema>;
