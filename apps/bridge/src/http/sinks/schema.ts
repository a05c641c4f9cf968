import { z } from 'zod';
import { sinkKinds } from '../../sinks/kinds/sink-kinds.ts';
import { outcomeEntrySchema } from '../outcomes/schema.ts';
import { conditionShape } from '../schema/condition.ts';
import { lastErrorSchema, timeSchema, wholeSchema } from '../schema/values.ts';

/** A sink at a moment. */
export const sinkSchema = z.object({
  name: z.string(),
  kind: z.string().describe(`One of ${sinkKinds.map(({ name }) => name).join(', ')}.`),
  state: z.enum(['starting', 'running', 'retrying', 'paused', 'stopped']),
  position: wholeSchema.describe('Next position to deliver.'),
  backlog: wholeSchema.describe('Records between the cursor and the end.'),
  lagMs: z.number().describe('Age of the oldest outcome not delivered; 0 when there is none.'),
  ratePerSecond: z.number(),
  delivered: wholeSchema,
  refused: wholeSchema.describe('Never to be taken by the receiver: dead letters were made of them.'),
  missed: wholeSchema.describe('Records that retention or damage took before they were delivered.'),
  deadLetters: wholeSchema,
  attempt: wholeSchema.describe('Failed attempts in a row at the batch under way.'),
  nextAttemptAt: timeSchema.optional(),
  pausedBecause: z
    .string()
    .optional()
    .describe('requested, or dead-letter-limit: replay or discard some, then resume.'),
  lastError: lastErrorSchema.optional(),
  lastRefusal: lastErrorSchema
    .optional()
    .describe('The latest refusal for good since the start, also when its dead letter was replayed or discarded.'),
  ...conditionShape('sink'),
});

export type SinkEntry = z.output<typeof sinkSchema>;

/** GET /sinks */
export const sinksSchema = z.array(sinkSchema);

const perMinute = z.array(wholeSchema);

/** GET /sinks/{name}/history */
export const sinkHistorySchema = z.object({
  from: timeSchema.describe('Start of the first minute.'),
  stepMs: wholeSchema.describe('Always a minute.'),
  delivered: perMinute.describe('Outcomes that the receiver took in each minute, oldest first; the last is not over.'),
  refused: perMinute.describe('Outcomes that it will never take.'),
  failures: perMinute.describe('Attempts that failed and are made again.'),
  deliveries: perMinute.describe('Batches that were handed over, failed ones included.'),
  latencyMeanMs: z.array(z.number()).describe('How long the receiver took for a batch, on average; 0 without one.'),
  latencyMaxMs: z.array(z.number()).describe('The longest that it took.'),
  backlogMax: perMinute.describe('Most records behind the end of the journal that were seen.'),
  recentFailures: z
    .array(
      z.object({
        kind: z.enum(['failed', 'refused']).describe('failed: it is tried again; refused: dead letters were made.'),
        reason: z.string(),
        answer: z
          .string()
          .optional()
          .describe('What the receiver said: a line of 300 characters at most, with numbers and data masked.'),
        times: wholeSchema.describe('How often in a row.'),
        at: timeSchema.describe('The first of them.'),
        lastAt: timeSchema,
      }),
    )
    .describe('The newest first, 20 at most.'),
});

export type SinkHistoryEntry = z.output<typeof sinkHistorySchema>;

export const deadLetterSchema = z.object({
  position: wholeSchema,
  reason: z.string(),
  cause: z.string().describe('What the dead letters of a group have in common.'),
  answer: z
    .string()
    .optional()
    .describe('What the receiver said: a line of 300 characters at most, with numbers and data masked.'),
  attempts: wholeSchema,
  at: timeSchema,
  outcome: outcomeEntrySchema
    .optional()
    .describe('What was refused; absent when the journal does not hold it any more.'),
});

export type DeadLetter = z.output<typeof deadLetterSchema>;

/** GET /sinks/{name}/dead-letters */
export const deadLettersSchema = z.object({
  deadLetters: z.array(deadLetterSchema),
  next: wholeSchema.nullable().describe('Position to continue from; null at the end.'),
});

export type DeadLettersPage = z.output<typeof deadLettersSchema>;

/** Dead letters of one cause. */
export const deadLetterGroupSchema = z.object({
  cause: z.string().describe('The reason, and the answer without what differs from outcome to outcome.'),
  letters: wholeSchema,
  oldestAt: timeSchema,
  newestAt: timeSchema,
});

export type DeadLetterGroup = z.output<typeof deadLetterGroupSchema>;

/** GET /sinks/{name}/dead-letter-groups */
export const deadLetterGroupsSchema = z.array(deadLetterGroupSchema);

/** Positions in one replay request at most; `all` has no such limit. */
export const maxReplayPositions = 10_000;

/** Body of POST /sinks/{name}/dead-letters/replay and …/discard */
export const chosenDeadLettersSchema = z.union([
  z.strictObject({ positions: z.array(wholeSchema).min(1).max(maxReplayPositions) }),
  z.strictObject({ cause: z.string().min(1) }),
  z.strictObject({ all: z.literal(true) }),
]);

/** Taken by the receiver now; the others are dead letters still. */
export const replayedSchema = z.object({ replayed: wholeSchema });

/** Forgotten without being delivered. */
export const discardedSchema = z.object({ discarded: wholeSchema });
