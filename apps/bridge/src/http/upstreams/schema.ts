import { z } from 'zod';
import { conditionShape } from '../schema/condition.ts';
import { lastErrorSchema, timeSchema, wholeSchema } from '../schema/values.ts';

/**
 * Where an upstream stands.
 *
 * - live: connected, outcomes arrive as they happen
 * - rolling: connected, a backlog is being delivered
 * - connecting: on the way
 * - waiting: away; the next attempt comes after a pause
 * - refused: the dialer rejected the request or ended it; it is asked again later
 * - closed: the bridge ends
 */
export const upstreamStateSchema = z.enum(['live', 'rolling', 'connecting', 'waiting', 'refused', 'closed']);

/** A dialer that outcomes come from. */
export const upstreamSchema = z.object({
  name: z.string(),
  host: z.string(),
  port: wholeSchema,
  state: upstreamStateSchema,
  connected: z.boolean(),
  outcomes: wholeSchema.describe('Recorded since the start.'),
  ratePerSecond: z.number().describe('Outcomes a second, over the last seconds.'),
  reconnects: wholeSchema,
  duplicatesDropped: wholeSchema,
  gaps: wholeSchema.describe('Times the dialer had lost its state while the bridge was away.'),
  lastOutcomeAt: timeSchema.optional(),
  lastError: lastErrorSchema.optional(),
  awaySince: timeSchema
    .optional()
    .describe('When it went. Absent while it is there, and before it was there for the first time.'),
  ...conditionShape('upstream'),
});

export type UpstreamEntry = z.output<typeof upstreamSchema>;

/** GET /upstreams */
export const upstreamsSchema = z.array(upstreamSchema);

const perMinute = z.array(wholeSchema);

/** GET /upstreams/{name}/history */
export const upstreamHistorySchema = z.object({
  from: timeSchema.describe('Start of the first minute.'),
  stepMs: wholeSchema.describe('Always a minute.'),
  recorded: perMinute.describe('Outcomes recorded in each minute, oldest first; the last minute is not over.'),
  duplicates: perMinute.describe('Outcomes that came again and were dropped.'),
  periods: z
    .array(
      z.object({
        up: z.boolean(),
        from: timeSchema,
        to: timeSchema.optional().describe('Absent while it lasts.'),
        reason: z.string().optional().describe('Why the link was down.'),
      }),
    )
    .describe('When the link was up and when down since the start, the newest first; 100 at most.'),
  periodsForgotten: wholeSchema.describe('Older periods since the start. GET /incidents has what they were.'),
});

export type UpstreamHistoryEntry = z.output<typeof upstreamHistorySchema>;
